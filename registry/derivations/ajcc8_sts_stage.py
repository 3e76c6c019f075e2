"""AJCC 8 stage group of soft tissue sarcoma: trunk and extremities, retroperitoneum (clinical.md 3.3)."""

from django.utils.translation import gettext_lazy as _

from registry import codes

from . import ajcc8
from .ajcc8_sts_schema import RETROPERITONEUM, SCHEMAS, TRUNK_EXTREMITY, choose_schema
from .base import Refusal, Result, Text
from .derivation import About, Derivation, Input, Table, derivation
from .readers import code, entity_id, pattern

STAGE = {
    ("T1", "G1"): "IA",
    ("T2", "G1"): "IB",
    ("T3", "G1"): "IB",
    ("T4", "G1"): "IB",
    ("T1", "G2"): "II",
    ("T2", "G2"): "IIIA",
    ("T3", "G2"): "IIIB",
    ("T4", "G2"): "IIIB",
}
STAGE_OF_N1 = {TRUNK_EXTREMITY: "IV", RETROPERITONEUM: "IIIB"}
STAGE_OF_M1 = "IV"
SCHEMA_LABELS: dict[str, Text] = {
    TRUNK_EXTREMITY: _("Trunk and extremities (AJCC 8, chapter 41)"),
    RETROPERITONEUM: _("Retroperitoneum (AJCC 8, chapter 44)"),
}
M_OF_CODE = {"M0": "M0", "M1": "M1", "M1a": "M1", "M1b": "M1"}  # a and b are bone's

_TOPOGRAPHY = pattern(r"C\d\d\.\d", "C49.2")
_ABOUT = About(
    title=_("AJCC 8 stage, soft tissue sarcoma"),
    words=_(
        "First the chapter: histologies and sites without a stage group, or with a system of their own, get "
        "none. Then, in this order: M1 is stage IV; N1 is IV in trunk and limb, IIIB in the retroperitoneum "
        "when M0; without M there is no stage (but for N1 of trunk and limb); without T neither. Else the "
        "table. NX counts as N0, a grade that is not known as GX, LOW as G1, HIGH as G3."
    ),
    citation=(
        "AJCC 8th edition, chapters 41, 44 and 45, from NCI PDQ health professional, adult soft tissue"
        " sarcoma, table 7, and SEER EOD public 2.1"
    ),
    tables=(
        ajcc8.stage_table(_("Stage when N0 and M0"), STAGE, ajcc8.GRADE_ROW_LABELS, _("T")),
        Table(
            _("Stage whatever the T and grade"),
            ("", *SCHEMA_LABELS.values()),
            (("N1 M0", *STAGE_OF_N1.values()), ("M1", STAGE_OF_M1, STAGE_OF_M1)),
        ),
    ),
    examples=(
        {"schema": "TRUNK_EXTREMITY", "t": "T2", "n": "N0", "m": "M0", "grade": "G2"},
        {"schema": "RETROPERITONEUM", "t": "T1", "n": "N1", "m": "M0", "grade": "G1"},
        {"schema": "TRUNK_EXTREMITY", "t": "TX", "n": "N0", "m": "M0", "grade": "G2"},
        {"entity_id": "EPIS", "topography": "C49.2", "t": "T1", "n": "N0", "m": "M0", "grade": "G3"},
    ),
    doubts=(6,),
)


@derivation(
    "AJCC8_STS_STAGE",
    "1",
    inputs={
        "schema": Input(code(*SCHEMAS), _("AJCC chapter"), ("case.topography_icdo",)),
        "topography": Input(_TOPOGRAPHY, _("Topography"), ("case.topography_icdo",)),
        "wall_or_cavity": Input(
            code("WALL", "CAVITY_OR_VISCERAL"), _("Wall or cavity"), ("case.wall_or_cavity",)
        ),
        "site_group": Input(code(*dict(codes.SITE_GROUP)), _("Site group"), ("case.site_group",)),
        "morphology": Input(pattern(r"\d{4}(/\d)?", "8804/3"), _("Morphology"), ("case.morphology_icdo",)),
        "entity_id": Input(entity_id, _("Histology"), ("case.entity_id",)),
        "sex": Input(code("MALE", "FEMALE", "INTERSEX"), _("Sex"), ("patient.sex",)),
        "t": ajcc8.T,
        "n": ajcc8.N,
        "m": ajcc8.M,
        "grade": ajcc8.GRADE,
    },
    about=_ABOUT,
)
def stage(
    rule: Derivation, *, t: str | None, n: str | None, m: str | None, grade: str | None, **site: str | None
) -> Result:
    """Value: stage. An unknown N counts as N0, an unknown grade as GX (the rows of G1); M must be known."""
    schema = choose_schema(**site)
    if isinstance(schema, Refusal):
        return rule.refused(schema)
    m = M_OF_CODE.get(m or "")
    facts = (
        rule.fact("schema", SCHEMA_LABELS[schema]),
        *ajcc8.tnm_facts(rule, t, n, m),
        ajcc8.grade_fact(rule, grade),
    )
    if m == "M1":
        return rule.derived({"stage": STAGE_OF_M1}, *facts)
    if n == "N1" and (m == "M0" or schema == TRUNK_EXTREMITY):
        return rule.derived({"stage": STAGE_OF_N1[schema]}, *facts)
    return ajcc8.from_table(rule, STAGE, ajcc8.GRADE_ROW[grade or "GX"], facts, m=m, t=t)
