"""All derivations of one case, chained: mitoses to grade, size to T, and both with N and M to the stage.

Nothing is invented and nothing a clinician entered is overwritten: an entered grade is used for the stage,
the derived one is shown beside it.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from registry import codes
from registry.vocabulary import entity_label, find_entity, find_topography, topography_label

from . import fnclcc
from .ajcc8_sts_schema import choose_schema
from .ajcc8_sts_stage import stage
from .ajcc8_sts_t import t_category
from .base import Fact, Outcome, Reason, Refusal, Result
from .mitoses import normalize, per_10_hpf
from .reports import Report, choose_report

EXTENT_LABELS = dict(codes.EXTENT)
# LOCALIZED implies M0 (clinical.md 1.0); there is no MX.
M_OF_EXTENT = {"METASTATIC": "M1", "LOCALIZED": "M0", "LOCALLY_ADVANCED": "M0"}
# FNCLCC grades an entered grade agrees with. GX says that there is none.
AGREES_WITH = {
    "G1": {"G1"},
    "G2": {"G2"},
    "G3": {"G3"},
    "LOW": {"G1"},
    "HIGH": {"G2", "G3"},
    "GX": set[str](),
}


@dataclass(frozen=True)
class CaseInputs:
    """Plain values of one case, codes as in clinical.md section 2; None is not entered. Lengths in mm."""

    entity_id: str | None = None
    morphology_icdo: str | None = None
    topography_icdo: str | None = None
    wall_or_cavity: str | None = None
    site_group: str | None = None
    sarcoma_group: str | None = None
    sex: str | None = None
    size_mm: Decimal | None = None
    cn: str | None = None
    cm: str | None = None
    pn: str | None = None
    pm: str | None = None
    disease_extent_dx: str | None = None
    grade_final: str | None = None
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True)
class Found:
    """A value, the registry field it was found in (or is to be entered in), and facts that explain it."""

    value: str | None
    field: str
    facts: tuple[Fact, ...] = ()


def derive(case: CaseInputs) -> dict[str, Result]:
    """Every result by the name of its derivation. Raises InvalidInput for a value outside its code list."""
    mitoses, grade = _grade(case)
    schema = _schema(case)
    if isinstance(schema, Refusal):
        t, staged = (rule.refused(schema, *_tumor(case)) for rule in (t_category, stage))
    else:
        t = t_category.run(size_cm=None if case.size_mm is None else case.size_mm / 10)
        staged = _stage(case, t, grade)
    return {result.name: _with_unreviewed(case, result) for result in (mitoses, grade, t, staged)}


def _grade(case: CaseInputs) -> tuple[Result, Result]:
    """Mitoses and FNCLCC grade, from the report that grades the primary tumor."""
    chosen = fnclcc.refusal(
        entity_id=case.entity_id, topography=case.topography_icdo, sarcoma_group=case.sarcoma_group
    ) or choose_report(case.reports)
    if isinstance(chosen, Refusal):
        return normalize.refused(chosen, *_tumor(case)), fnclcc.grade.refused(chosen, *_tumor(case))
    report, fact = chosen.report, Fact(_("Pathology report"), chosen.report.label, chosen.why)
    refusal = fnclcc.refusal_of_tissue(report.specimen_treated)
    if refusal:
        return normalize.refused(refusal, fact), fnclcc.grade.refused(refusal, fact)
    mitoses = normalize.run(count=report.mitoses_count, area_mm2=report.mitoses_area_mm2)
    rule = fnclcc.grade.reading_from(mitoses_per_10hpf=mitoses.missing) if mitoses.missing else fnclcc.grade
    grade = rule.run(
        differentiation=report.diff_score,
        mitoses_per_10hpf=_unrounded(report) if mitoses.outcome is Outcome.DERIVED else None,
        necrosis=report.necrosis_cat,
    )
    return _explained(mitoses, fact), _explained(grade, fact, *_disagreement(case, grade))


def _unrounded(report: Report) -> Decimal | None:
    """Score limits are compared with the exact value, not with the two decimals people read."""
    if report.mitoses_count is None or report.mitoses_area_mm2 is None:
        return None
    return per_10_hpf(Decimal(report.mitoses_count), report.mitoses_area_mm2)


def _disagreement(case: CaseInputs, grade: Result) -> tuple[Fact, ...]:
    derived = grade.value.get("grade")
    if not derived or derived in AGREES_WITH.get(case.grade_final or "", {derived}):
        return ()
    label = _("Entered grade differs from the derived grade")
    return (Fact(label, f"{case.grade_final} entered, {derived} derived", None, "case.grade_final"),)


def _tumor(case: CaseInputs) -> tuple[Fact, ...]:
    """What a rule that does not apply looked at: histology and site."""
    named = (
        (_("Histology"), entity_label(case.entity_id), "case.entity_id"),
        (_("Site"), topography_label(case.topography_icdo), "case.topography_icdo"),
    )
    return tuple(Fact(label, name, None, field) for label, name, field in named if name)


def _site(case: CaseInputs) -> dict[str, str | None]:
    return {
        "topography": case.topography_icdo,
        "wall_or_cavity": case.wall_or_cavity,
        "site_group": case.site_group,
        "morphology": case.morphology_icdo,
        "entity_id": case.entity_id,
        "sex": case.sex,
    }


def _schema(case: CaseInputs) -> str | Refusal:
    """The chapter; without a histology chapter 45 cannot be ruled out, so none is chosen."""
    if case.sarcoma_group in ("GIST", "BS"):
        return Refusal.never(Reason.OTHER_SYSTEM)
    chosen = choose_schema(**_site(case))
    if isinstance(chosen, str) and not (case.entity_id or case.morphology_icdo):
        return Refusal.not_yet(Reason.MISSING_INPUT, "case.entity_id")
    return chosen


def _stage(case: CaseInputs, t: Result, fnclcc_grade: Result) -> Result:
    n, m, grade = _n(case), _m(case), _grade_for_stage(case, fnclcc_grade)
    rule = stage.reading_from(n=(n.field,), m=(m.field,), grade=(grade.field,))
    result = rule.run(**_site(case), t=t.value["t"], n=n.value, m=m.value, grade=grade.value)
    return _explained(result, *n.facts, *m.facts, *grade.facts, *_disagreement(case, fnclcc_grade))


def _n(case: CaseInputs) -> Found:
    """Pathological before clinical; NX says nothing while the other is known."""
    entered = [Found(case.pn, "case.pn"), Found(case.cn, "case.cn")]
    for wanted in ({"N0", "N1"}, {"NX"}):
        for found in entered:
            if found.value in wanted:
                return found
    return Found(None, "case.cn")


def _m(case: CaseInputs) -> Found:
    """Pathological, then clinical, then what the extent at diagnosis implies."""
    extent = case.disease_extent_dx or ""
    implied = M_OF_EXTENT.get(extent)
    for value, field in ((case.pm, "case.pm"), (case.cm, "case.cm")):
        if value and value != codes.UNKNOWN:
            conflict = implied is not None and implied != value[:2]
            label = _("M category and extent at diagnosis disagree")
            facts = (Fact(label, value, EXTENT_LABELS[extent], field),) if conflict else ()
            return Found(value, field, facts)
    field = "case.cm" if extent and implied is None else "case.disease_extent_dx"
    fact = Fact(_("Extent at diagnosis"), EXTENT_LABELS[extent], implied, field) if implied else None
    return Found(implied, field, (fact,) if fact else ())


def _grade_for_stage(case: CaseInputs, fnclcc_grade: Result) -> Found:
    """A clinician's own grade, else the derived one."""
    source = _("Source of the grade")
    if case.grade_final and case.grade_final != codes.UNKNOWN:
        return Found(case.grade_final, "case.grade_final", (Fact(source, _("entered by a clinician")),))
    if fnclcc_grade.outcome is Outcome.DERIVED:
        derived = str(fnclcc_grade.value["grade"])
        return Found(derived, "pathology_report.diff_score", (Fact(source, _("derived by FNCLCC")),))
    return Found(None, "case.grade_final")


def _explained(result: Result, *facts: Fact) -> Result:
    return replace(result, facts=(*result.facts, *facts))


def _with_unreviewed(case: CaseInputs, result: Result) -> Result:
    """Marks results that rest on vocabulary rows written from memory."""
    entity, site = find_entity(case.entity_id), find_topography(case.topography_icdo)
    marks = [f"histology:{entity.entity_id}"] if entity and entity.unreviewed else []
    if site and site.unreviewed and result.name != fnclcc.grade.name:
        marks.append(f"topography:{case.topography_icdo}")
    return replace(result, unreviewed=(*result.unreviewed, *marks))
