"""Soft tissue: mitoses to grade, size to T, and both with N and M to the stage."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .. import fnclcc
from ..ajcc8_sts_schema import choose_schema
from ..ajcc8_sts_stage import stage
from ..ajcc8_sts_t import t_category
from ..base import Fact, Outcome, Reason, Refusal, Result
from ..mitoses import normalize, per_10_hpf
from .inputs import CaseInputs, Report
from .reports import choose_report, refusal_of_tissue
from .staging import (
    explained,
    grade_for_stage,
    m_category,
    n_category,
    sized,
    t_for_stage,
    tumor_facts,
)

# FNCLCC grades an entered grade agrees with. GX says that there is none.
AGREES_WITH = {
    "G1": {"G1"},
    "G2": {"G2"},
    "G3": {"G3"},
    "LOW": {"G1"},
    "HIGH": {"G2", "G3"},
    "GX": set[str](),
}


def derive(case: CaseInputs) -> tuple[Result, ...]:
    """Grade, stage, T, mitoses."""
    mitoses, grade = _grade(case)
    schema = _schema(case)
    if isinstance(schema, Refusal):
        t, staged = (rule.refused(schema, *tumor_facts(case)) for rule in (t_category, stage))
    else:
        t = sized(t_category, case)
        staged = _stage(case, t, grade)
    return grade, staged, t, mitoses


def _grade(case: CaseInputs) -> tuple[Result, Result]:
    """Mitoses and FNCLCC grade, from the report that grades the primary tumor."""
    chosen = fnclcc.refusal(
        entity_id=case.entity_id, topography=case.topography_icdo, sarcoma_group=case.sarcoma_group
    ) or choose_report(case.reports)
    if isinstance(chosen, Refusal):
        facts = tumor_facts(case)
        return normalize.refused(chosen, *facts), fnclcc.grade.refused(chosen, *facts)
    report = chosen.report
    refusal = refusal_of_tissue(report.specimen_treated)
    if refusal:
        return normalize.refused(refusal, chosen.fact), fnclcc.grade.refused(refusal, chosen.fact)
    mitoses = normalize.run(count=report.mitoses_count, area_mm2=report.mitoses_area_mm2)
    rule = fnclcc.grade.reading_from(mitoses_per_10hpf=mitoses.missing) if mitoses.missing else fnclcc.grade
    grade = rule.run(
        differentiation=report.diff_score,
        mitoses_per_10hpf=_unrounded(report) if mitoses.outcome is Outcome.DERIVED else None,
        necrosis=report.necrosis_cat,
    )
    return explained(mitoses, chosen.fact), explained(grade, chosen.fact, *_disagreement(case, grade))


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
    chosen = choose_schema(**_site(case))
    if isinstance(chosen, str) and not (case.entity_id or case.morphology_icdo):
        return Refusal.not_yet(Reason.MISSING_INPUT, "case.entity_id")
    return chosen


def _stage(case: CaseInputs, t_derived: Result, fnclcc_grade: Result) -> Result:
    t, n, m = t_for_stage(case, t_derived), n_category(case), m_category(case)
    grade = grade_for_stage(case, "STS", fnclcc_grade)
    rule = stage.reading_from(t=(t.field,), n=(n.field,), m=(m.field,), grade=(grade.field,))
    result = rule.run(**_site(case), t=t.value, n=n.value, m=m.value, grade=grade.value)
    more = (*t.facts, *n.facts, *m.facts, *grade.facts, *_disagreement(case, fnclcc_grade))
    return explained(result, *more)
