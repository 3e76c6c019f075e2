"""AJCC 8 stage group of GIST: stomach and omentum, or small bowel and every other site (clinical.md 3.4)."""

from django.utils.translation import gettext_lazy as _

from . import ajcc8
from .base import Result, Text
from .derivation import About, Derivation, Input, derivation
from .readers import code

GASTRIC, SMALL_BOWEL = "GASTRIC", "SMALL_BOWEL"
LOW, HIGH = "LOW", "HIGH"
STAGES = {
    GASTRIC: {
        ("T1", LOW): "IA",
        ("T2", LOW): "IA",
        ("T3", LOW): "IB",
        ("T4", LOW): "II",
        ("T1", HIGH): "II",
        ("T2", HIGH): "II",
        ("T3", HIGH): "IIIA",
        ("T4", HIGH): "IIIB",
    },
    SMALL_BOWEL: {
        ("T1", LOW): "I",
        ("T2", LOW): "I",
        ("T3", LOW): "II",
        ("T4", LOW): "IIIA",
        ("T1", HIGH): "IIIA",
        ("T2", HIGH): "IIIB",
        ("T3", HIGH): "IIIB",
        ("T4", HIGH): "IIIB",
    },
}
STAGE_OF_SPREAD = "IV"  # any N1, any M1
TABLE_LABELS: dict[str, Text] = {
    GASTRIC: _("Stomach, omentum"),
    SMALL_BOWEL: _("Small bowel, esophagus, colon, rectum, mesentery, peritoneum"),
}
RATE_LABELS: dict[str, Text] = {LOW: _("≤ 5 mitoses per 5 mm²"), HIGH: _("> 5 mitoses per 5 mm²")}


@derivation(
    "AJCC8_GIST_STAGE",
    "1",
    inputs={
        "table": Input(code(*STAGES), _("Stage table"), ("case.gist_site", "case.topography_icdo")),
        "t": ajcc8.T,
        "n": ajcc8.N,
        "m": ajcc8.M,
        "mitotic_rate": Input(
            code(LOW, HIGH),
            _("Mitotic rate"),
            ("pathology_report.mitoses_count", "pathology_report.mitoses_area_mm2"),
        ),
    },
    about=About(
        title=_("AJCC 8 stage, GIST"),
        words=_(
            "In this order: N1 or M1 is stage IV, even without T or mitoses; without M, T or mitotic rate "
            "there is no stage; else the table of the site. NX counts as N0. Stage is not risk: treatment "
            "follows the risk classes. A Meckel diverticulum is staged as small bowel (own choice: SEER "
            "leaves it out), a peritoneal tumor of unknown part too."
        ),
        citation=(
            "AJCC 8th edition, chapter 43, from the UICC TNM chapter on GIST, SEER TNM 2.1 and SEER EOD"
            " public 2.1 (tables 43.1 and 43.2)"
        ),
        tables=tuple(
            ajcc8.stage_table(TABLE_LABELS[site], stages, RATE_LABELS, _("T, N0 and M0"))
            for site, stages in STAGES.items()
        ),
        examples=(
            {"table": GASTRIC, "t": "T3", "n": "N0", "m": "M0", "mitotic_rate": HIGH},
            {"table": SMALL_BOWEL, "t": "T3", "n": "N0", "m": "M0", "mitotic_rate": HIGH},
            {"table": GASTRIC, "t": "TX", "n": "N1", "m": None, "mitotic_rate": None},
            {"table": GASTRIC, "t": "T2", "n": "N0", "m": "M0", "mitotic_rate": None},
        ),
        doubts=(6,),
    ),
)
def gist_stage(
    rule: Derivation,
    *,
    table: str | None,
    t: str | None,
    n: str | None,
    m: str | None,
    mitotic_rate: str | None,
) -> Result:
    """Value: stage. An unknown N counts as N0; M, T, mitotic rate and the site's table must be known."""
    m = ajcc8.known_m(m)
    facts = (
        *((rule.fact("table", TABLE_LABELS[table]),) if table else ()),
        *ajcc8.tnm_facts(rule, t, n, m),
        *((rule.fact("mitotic_rate", RATE_LABELS[mitotic_rate], mitotic_rate),) if mitotic_rate else ()),
    )
    if n == "N1" or (m and m != "M0"):
        return rule.derived({"stage": STAGE_OF_SPREAD}, *facts)
    stages = STAGES.get(table or "", {})
    return ajcc8.from_table(
        rule, stages, mitotic_rate, facts, m=m, t=t, mitotic_rate=mitotic_rate, table=table
    )
