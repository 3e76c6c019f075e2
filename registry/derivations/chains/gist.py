"""GIST: T, stage, rupture, and both risk classes, from size, site and mitoses of untreated tissue."""

from dataclasses import dataclass
from decimal import Decimal

from registry import codes
from registry.vocabulary import find_topography

from ..ajcc8_gist_stage import GASTRIC, HIGH, LOW, SMALL_BOWEL, STAGES, gist_stage
from ..ajcc8_gist_t import gist_t
from ..base import Fact, Reason, Refusal, Result
from ..derivation import Derivation
from ..gist_afip import RATES, RISK, gist_afip
from ..gist_joensuu import gist_joensuu
from ..gist_mitoses import per_5_mm2
from ..gist_rupture import RUPTURE, gist_rupture
from .inputs import CaseInputs
from .reports import MITOSES, choose_report, refusal_of_tissue
from .staging import explained, m_category, n_category, sized, t_for_stage

COUNT, AREA = ("pathology_report.mitoses_count",), ("pathology_report.mitoses_area_mm2",)
SDH_ENTITY, SDH_DEFICIENT = "GIST_SDH", "DEFICIENT"
STAGE_TABLE = {**dict.fromkeys(dict(codes.GIST_SITE), SMALL_BOWEL), "STOMACH": GASTRIC, "OMENTUM": GASTRIC}
# Site groups of the topography that have no column in the AFIP table, as GIST sites.
OUTSIDE_AFIP = {
    "GI_OESOPHAGUS": "OESOPHAGUS",
    "GI_COLON": "COLON",
    "PERITONEUM": "PERITONEUM_OTHER",
    "RETROPERITONEUM": "PERITONEUM_OTHER",
}


@dataclass(frozen=True)
class Site:
    """Where a GIST arose, as each rule sees it; None: not known. `field` is where it was entered."""

    field: str
    stage_table: str | None = None
    afip: str | None = None
    gastric: bool | None = None


def derive(case: CaseInputs) -> tuple[Result, ...]:
    """Risk (modified NIH, AFIP), rupture, stage, T."""
    site, mitoses = _site(case), _mitoses(case)
    rupture = gist_rupture.run(events=case.gist_rupture_events)
    t = sized(gist_t, case)
    return (
        _joensuu(case, site, mitoses, rupture),
        _afip(case, site, mitoses, rupture),
        rupture,
        _stage(case, site, mitoses, t),
        t,
    )


def _site(case: CaseInputs) -> Site:
    """The GIST site as entered, else what the topography says."""
    site = case.gist_site
    if site and site != codes.UNKNOWN:
        return Site("case.gist_site", STAGE_TABLE[site], site, site == "STOMACH")
    row = find_topography(case.topography_icdo)
    if row is None:
        return Site("case.gist_site")
    return Site(
        "case.topography_icdo",
        row.gist_ajcc8_group if row.gist_ajcc8_group in STAGES else None,
        row.gist_afip_column if row.gist_afip_column in RISK else OUTSIDE_AFIP.get(row.site_group),
        {"Y": True, "N": False}.get(row.gist_joensuu_gastric),
    )


@dataclass(frozen=True)
class Mitoses:
    """Mitoses per 5 mm² of untreated tissue, unrounded; without them, the fields to fill."""

    per_5_mm2: Decimal | None = None
    missing: tuple[str, ...] = ()
    only_treated: bool = False
    facts: tuple[Fact, ...] = ()


def _mitoses(case: CaseInputs) -> Mitoses:
    chosen = choose_report(case.reports, MITOSES)
    if isinstance(chosen, Refusal):
        return Mitoses(missing=chosen.missing)
    report = chosen.report
    refusal = refusal_of_tissue(report.specimen_treated)
    if refusal:
        treated = refusal.reason is Reason.TREATED_SPECIMEN
        return Mitoses(None, refusal.missing or COUNT, treated, (chosen.fact,))
    if report.mitoses_count is None:
        return Mitoses(None, COUNT, facts=(chosen.fact,))
    if not report.mitoses_area_mm2:
        return Mitoses(None, AREA, facts=(chosen.fact,))
    rate = per_5_mm2(Decimal(report.mitoses_count), report.mitoses_area_mm2)
    return Mitoses(rate, facts=(chosen.fact,))


def _reading(rule: Derivation, mitoses: Mitoses, **fields: str) -> Derivation:
    """The rule, reading from where this case has its values."""
    places = {name: (field,) for name, field in fields.items()}
    name = "mitotic_rate" if "mitotic_rate" in rule.inputs else "mitoses_per_5mm2"
    return rule.reading_from(**places, **({name: mitoses.missing} if mitoses.missing else {}))


def _joensuu(case: CaseInputs, site: Site, mitoses: Mitoses, rupture: Result) -> Result:
    """Also on treated tissue: size, site and rupture may decide without its mitoses."""
    kind = rupture.value.get("class")
    result = sized(
        _reading(gist_joensuu, mitoses, gastric=site.field),
        case,
        gastric=site.gastric,
        mitoses_per_5mm2=mitoses.per_5_mm2,
        rupture=None if kind is None else kind == RUPTURE,
    )
    return explained(result, *mitoses.facts)


def _afip(case: CaseInputs, site: Site, mitoses: Mitoses, rupture: Result) -> Result:
    sdh = case.entity_id == SDH_ENTITY or SDH_DEFICIENT in case.sdh_status
    invalid = (
        (rupture.value.get("class") == RUPTURE, Reason.RUPTURED),
        (sdh, Reason.SDH_DEFICIENT),
        (mitoses.only_treated, Reason.TREATED_SPECIMEN),
    )
    for holds, reason in invalid:
        if holds:
            return gist_afip.refused(Refusal.never(reason), *mitoses.facts)
    rule = _reading(gist_afip, mitoses, site=site.field)
    result = sized(rule, case, site=site.afip, mitoses_per_5mm2=mitoses.per_5_mm2)
    return explained(result, *mitoses.facts)


def _stage(case: CaseInputs, site: Site, mitoses: Mitoses, t_derived: Result) -> Result:
    t, n, m = t_for_stage(case, t_derived), n_category(case), m_category(case)
    rate = mitoses.per_5_mm2
    rule = _reading(gist_stage, mitoses, table=site.field, t=t.field, n=n.field, m=m.field)
    result = rule.run(
        table=site.stage_table,
        t=t.value,
        n=n.value,
        m=m.value,
        mitotic_rate=None if rate is None else (LOW, HIGH)[RATES.band(rate)],
    )
    return explained(result, *t.facts, *n.facts, *m.facts, *mitoses.facts)
