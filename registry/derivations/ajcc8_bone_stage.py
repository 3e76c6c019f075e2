"""AJCC 8 stage group of bone sarcoma: limbs, trunk, skull and face; spine and pelvis have none (clinical.md
3.5)."""

from django.utils.translation import gettext_lazy as _

from registry.vocabulary import find_topography

from . import ajcc8
from .base import Reason, Refusal, Result
from .derivation import About, Derivation, Input, Table, derivation
from .readers import pattern

STAGE = {
    ("T1", "G1"): "IA",
    ("T2", "G1"): "IB",
    ("T3", "G1"): "IB",
    ("T1", "G2"): "IIA",
    ("T2", "G2"): "IIB",
    ("T3", "G2"): "III",
}
STAGE_OF_M1 = {"M1a": "IVA", "M1b": "IVB"}
STAGE_OF_N1 = "IVB"
STAGED = "BONE_APPENDICULAR"
NO_STAGE_GROUP = {"BONE_SPINE", "BONE_PELVIS"}


@derivation(
    "AJCC8_BONE_STAGE",
    "1",
    inputs={
        "topography": Input(pattern(r"C\d\d\.\d", "C40.2"), _("Topography"), ("case.topography_icdo",)),
        "t": ajcc8.T,
        "n": ajcc8.N,
        "m": ajcc8.M,
        "grade": ajcc8.GRADE,
    },
    about=About(
        title=_("AJCC 8 stage, bone sarcoma"),
        words=_(
            "Spine and pelvis have a T category and no stage group. Else, in this order: N1 and M1b (bone or "
            "other sites) are IVB; M1a (lung only) is IVA; M1 without a or b has no stage yet; without M or "
            "T there is none; else the table. NX counts as N0, a grade that is not known as GX, LOW as G1, "
            "HIGH as G3. Tables of the 7th edition (III with any grade) are still copied: not followed."
        ),
        citation=ajcc8.BONE_CITATION,
        tables=(
            ajcc8.stage_table(_("Stage when N0 and M0"), STAGE, ajcc8.GRADE_ROW_LABELS, _("T")),
            Table(
                _("Stage whatever the T and grade"),
                ("", _("Stage")),
                (
                    ("N0, NX; M1a", STAGE_OF_M1["M1a"]),
                    ("N1", STAGE_OF_N1),
                    ("M1b", STAGE_OF_M1["M1b"]),
                ),
            ),
        ),
        examples=(
            {"topography": "C40.2", "t": "T1", "n": "N0", "m": "M0", "grade": "G3"},
            {"topography": "C40.2", "t": "T2", "n": "N0", "m": "M1a", "grade": "G3"},
            {"topography": "C40.2", "t": "T2", "n": "N0", "m": "M1", "grade": "G3"},
            {"topography": "C41.4", "t": "T2a", "n": "N0", "m": "M0", "grade": "G3"},
        ),
        doubts=(10,),
    ),
)
def bone_stage(
    rule: Derivation,
    *,
    topography: str | None,
    t: str | None,
    n: str | None,
    m: str | None,
    grade: str | None,
) -> Result:
    """Value: stage. An unknown N counts as N0, an unknown grade as GX; a topography that is not given is
    taken for one with stage groups."""
    refusal = no_stage_group(topography)
    if refusal:
        return rule.refused(refusal)
    m = ajcc8.known_m(m)
    facts = (*ajcc8.tnm_facts(rule, t, n, m), ajcc8.grade_fact(rule, grade))
    if n == "N1":
        return rule.derived({"stage": STAGE_OF_N1}, *facts)
    if m in STAGE_OF_M1:
        return rule.derived({"stage": STAGE_OF_M1[m]}, *facts)
    if m == "M1":
        return rule.not_assessable(Reason.M1_WITHOUT_AB, *facts, missing=rule.fields_of("m"))
    return ajcc8.from_table(rule, STAGE, ajcc8.GRADE_ROW[grade or "GX"], facts, m=m, t=t)


def no_stage_group(topography: str | None) -> Refusal | None:
    """Why a bone sarcoma of this site has no stage group, or None when it may have one."""
    if topography is None:
        return None
    row = find_topography(topography)
    if row is None:
        return Refusal.not_yet(Reason.SITE_NOT_LISTED, "case.topography_icdo")
    if row.ajcc8_schema in NO_STAGE_GROUP:
        return Refusal.never(Reason.NO_STAGE_GROUP)
    return None if row.ajcc8_schema == STAGED else Refusal.never(Reason.OTHER_SYSTEM)
