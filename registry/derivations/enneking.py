"""Enneking (MSTS) stage of bone sarcoma (clinical.md 3.6)."""

from django.utils.translation import gettext_lazy as _

from . import ajcc8
from .base import Result
from .derivation import About, Derivation, Input, derivation
from .readers import code, yes_no

# FNCLCC G1 as low, G2 and G3 as high is the registry's own mapping; GX says nothing.
GRADE = {"G1": "G1", "LOW": "G1", "G2": "G2", "G3": "G2", "HIGH": "G2"}
GRADE_LABELS = {"G1": "G1, LOW", "G2": "G2, G3, HIGH"}
STAGE = {("T1", "G1"): "IA", ("T2", "G1"): "IB", ("T1", "G2"): "IIA", ("T2", "G2"): "IIB"}
STAGE_OF_SPREAD = "III"
SPREAD = {"M1", "M1a", "M1b"}


@derivation(
    "ENNEKING",
    "1",
    inputs={
        "grade": Input(code(*GRADE, "GX"), _("Grade"), ("case.enneking_grade",)),
        "t": Input(code("T1", "T2"), _("Compartment"), ("case.enneking_t",)),
        "m": ajcc8.M,
        "skip_metastasis": Input(yes_no, _("Skip metastasis"), ("case.skip_metastasis",)),
        "regional_node": Input(yes_no, _("Regional node positive"), ("case.cn",)),
    },
    about=About(
        title=_("Enneking stage (MSTS)"),
        words=_(
            "Metastasis, a regional node or a skip lesion in the same bone is stage III, whatever the rest. "
            "Else grade and compartment decide: T1 inside the compartment, T2 outside. The form of 1980 "
            "that splits IIIA and IIIB is not used. A skip lesion is T3, not M1, in AJCC 8."
        ),
        citation="Enneking and MSTS staging, as printed by wheelessonline.com and others",
        tables=(
            ajcc8.stage_table(
                _("Stage without metastasis, node or skip lesion"), STAGE, GRADE_LABELS, _("T")
            ),
        ),
        examples=(
            {"grade": "G2", "t": "T2", "m": "M0", "skip_metastasis": False, "regional_node": False},
            {"grade": "G1", "t": "T1", "m": "M0", "skip_metastasis": False, "regional_node": False},
            {"grade": "G2", "t": "T1", "m": None, "skip_metastasis": True, "regional_node": False},
            {"grade": "G2", "t": None, "m": "M0", "skip_metastasis": False, "regional_node": False},
        ),
        memory=_("FNCLCC grades as Enneking grades: the registry's own mapping."),
    ),
)
def enneking(
    rule: Derivation,
    *,
    grade: str | None,
    t: str | None,
    m: str | None,
    skip_metastasis: bool | None,
    regional_node: bool | None,
) -> Result:
    """Value: stage. A skip lesion or node that is not entered counts as none."""
    m = ajcc8.known_m(m)
    row = GRADE.get(grade or "")
    spread = (("skip_metastasis", skip_metastasis), ("regional_node", regional_node))
    facts = (
        *((rule.fact("grade", str(grade), GRADE_LABELS[row]),) if row else ()),
        *((rule.fact("t", t),) if t else ()),
        *((rule.fact("m", m),) if m else ()),
        *(rule.fact(name, _("Yes"), STAGE_OF_SPREAD) for name, present in spread if present),
    )
    if m in SPREAD or skip_metastasis or regional_node:
        return rule.derived({"stage": STAGE_OF_SPREAD}, *facts)
    return ajcc8.from_table(rule, STAGE, row, facts, m=m, t=t, grade=row)
