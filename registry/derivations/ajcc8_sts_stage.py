"""AJCC 8 stage group of soft tissue sarcoma: trunk and extremities, retroperitoneum (clinical.md 3.3)."""

from django.utils.translation import gettext_lazy as _

from registry import codes

from .ajcc8_sts_schema import RETROPERITONEUM, SCHEMAS, TRUNK_EXTREMITY, choose_schema
from .base import Reason, Refusal, Result, Text
from .derivation import Derivation, Input, derivation
from .readers import code, entity_id, pattern

# Rows of the grade column: "G1, GX" and "G2, G3". LOW as G1 and HIGH as G3 is the registry's own rule.
GRADE_ROW = {"G1": "G1", "GX": "G1", "LOW": "G1", "G2": "G2", "G3": "G2", "HIGH": "G2"}
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
# There is no MX; a and b are bone's.
M_OF_CODE = {"M0": "M0", "M1": "M1", "M1a": "M1", "M1b": "M1"}
GRADE_ROW_LABELS = {"G1": "G1, GX", "G2": "G2, G3"}

_T = pattern(r"T(X|0|[1-4][a-c]?)", "T2")
_TOPOGRAPHY = pattern(r"C\d\d\.\d", "C49.2")


@derivation(
    name="AJCC8_STS_STAGE",
    title=_("AJCC 8 stage, soft tissue sarcoma"),
    version="1",
    citation=(
        "AJCC 8th edition, chapters 41, 44 and 45, from NCI PDQ health professional, adult soft tissue"
        " sarcoma, table 7, and SEER EOD public 2.1"
    ),
    doubts=(6,),
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
        "t": Input(_T, _("T"), ("case.size_mm",)),
        "n": Input(code("N0", "N1", "NX"), _("N"), ("case.cn",)),
        "m": Input(code(*M_OF_CODE, "MX"), _("M"), ("case.cm",)),
        "grade": Input(code(*GRADE_ROW), _("Grade"), ("case.grade_final",)),
    },
)
def stage(
    rule: Derivation, *, t: str | None, n: str | None, m: str | None, grade: str | None, **site: str | None
) -> Result:
    """Value: stage. An unknown N counts as N0, an unknown grade as GX (the rows of G1); M must be known."""
    schema = choose_schema(**site)
    if isinstance(schema, Refusal):
        return rule.refused(schema)
    m = M_OF_CODE.get(m or "")
    row = GRADE_ROW[grade or "GX"]
    facts = (
        rule.fact("schema", SCHEMA_LABELS[schema]),
        *((rule.fact("t", t),) if t else ()),
        rule.fact("n", n or _("not known"), None if n in ("N0", "N1") else "N0"),
        *((rule.fact("m", m),) if m else ()),
        rule.fact("grade", grade or _("not known: counted as GX"), GRADE_ROW_LABELS[row]),
    )
    if m == "M1":
        return rule.derived({"stage": STAGE_OF_M1}, *facts)
    if n == "N1" and (m == "M0" or schema == TRUNK_EXTREMITY):
        return rule.derived({"stage": STAGE_OF_N1[schema]}, *facts)
    lacking = [name for name, value in (("m", m), ("t", None if t == "TX" else t)) if value is None]
    if lacking:
        return rule.not_assessable(Reason.MISSING_INPUT, *facts, missing=rule.fields_of(*lacking))
    found = STAGE.get((t or "TX", row))
    if found is None:  # T0, or a T2b of the 7th edition: nothing is guessed from it
        return rule.not_assessable(Reason.T_NOT_IN_TABLE, *facts)
    return rule.derived({"stage": found}, *facts)
