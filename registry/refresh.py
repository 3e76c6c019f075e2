"""Keeps the derivations of touched cases true: read as plain values, derived, stored in one row per case."""

from collections.abc import Collection

from django.db import models
from django.db.models import Prefetch
from django.utils import translation
from django.utils.timezone import now

from .codes import UNKNOWN
from .derivations import Result
from .derivations.case import CaseInputs, derive
from .derivations.reports import Report
from .models import Case, Derived, PathologyReport

BATCH = 500  # cases held in memory at a time


def refresh(case_ids: Collection[int]) -> None:
    """Recomputes the derivations of these cases; runs under the refresh context of the outermost action."""
    ids = sorted(case_ids)
    for start in range(0, len(ids), BATCH):
        rows = [_derived(case) for case in _cases(ids[start : start + BATCH])]
        Derived.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["case"],
            update_fields=["fnclcc_grade", "stage", "results", "computed_at"],
        )


def derive_case(case: Case) -> dict[str, Result]:
    """The derivations of one case as it stands in memory, unsaved changes included."""
    return derive(_inputs(case))


def _cases(ids: list[int]) -> list[Case]:
    reports = PathologyReport.objects.filter(voided_at__isnull=True).order_by("report_date", "pk")
    standing = Prefetch("pathologyreports", queryset=reports)
    return list(Case.objects.filter(pk__in=ids).select_related("patient").prefetch_related(standing))


def _derived(case: Case) -> Derived:
    results = derive_case(case)
    return Derived(
        case=case,
        center_id=case.center_id,
        fnclcc_grade=_value(results, "FNCLCC", "grade"),
        stage=_value(results, "AJCC8_STS_STAGE", "stage"),
        results={name: result.as_json() for name, result in results.items()},
        computed_at=now(),
    )


def _value(results: dict[str, Result], name: str, key: str) -> str | None:
    value = results[name].value.get(key)
    return None if value is None else str(value)


def _inputs(case: Case) -> CaseInputs:
    return CaseInputs(
        entity_id=_known(case.entity_id),
        morphology_icdo=_morphology(case),
        topography_icdo=_known(case.topography_icdo),
        wall_or_cavity=case.wall_or_cavity,
        site_group=case.site_group,
        sarcoma_group=case.sarcoma_group,
        sex=case.patient.sex,
        size_mm=case.size_mm,
        cn=case.cn,
        cm=case.cm,
        pn=case.pn,
        pm=case.pm,
        disease_extent_dx=case.disease_extent_dx,
        grade_final=case.grade_final,
        reports=tuple(_report(report) for report in _reports(case)),
    )


def _morphology(case: Case) -> str | None:
    """The code with its behavior: `8850/1`."""
    if case.morphology_icdo and _known(case.behavior):
        return f"{case.morphology_icdo}/{case.behavior}"
    return case.morphology_icdo


def _reports(case: Case) -> list[PathologyReport]:
    rows: models.QuerySet[PathologyReport] = case.pathologyreports.all()  # type: ignore[assignment]
    return [report for report in rows if report.voided_at is None]


def _report(report: PathologyReport) -> Report:
    score = _known(report.diff_score)
    return Report(
        label=_label(report),
        report_date=report.report_date,
        is_expert=report.is_expert,
        specimen_type=report.specimen_type,
        specimen_treated=report.specimen_treated,
        diff_score=int(score) if score else None,
        mitoses_count=report.mitoses_count,
        mitoses_area_mm2=report.mitoses_area_mm2,
        necrosis_cat=_known(report.necrosis_cat),
    )


def _label(report: PathologyReport) -> str:
    """Names the report for people, in the source language: the page translates on the way out."""
    with translation.override(None):
        return str(report)


def _known(code: str | None) -> str | None:
    return None if code == UNKNOWN else code
