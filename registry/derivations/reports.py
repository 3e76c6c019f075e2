"""Which pathology report the grade of a case comes from: "the latest expert report on untreated tissue"
(clinical.md 6.9), so that a biopsy after therapy or an older opinion never decides."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .base import Reason, Refusal, Text

# Tissue of a metastasis or a recurrence does not grade the primary tumor.
OTHER_TUMOR_TISSUE = {"METASTASIS", "RECURRENCE"}


@dataclass(frozen=True)
class Report:
    """The plain values of one pathology report, codes as in clinical.md 2.7. `label` names it for people."""

    label: str
    report_date: datetime.date | None = None
    is_expert: str | None = None
    specimen_type: str | None = None
    specimen_treated: str | None = None
    diff_score: int | None = None
    mitoses_count: Decimal | int | None = None
    mitoses_area_mm2: Decimal | None = None
    necrosis_cat: str | None = None


@dataclass(frozen=True)
class ChosenReport:
    """The report, and in words why this one."""

    report: Report
    why: Text


# Best first: expert, untreated. None stands for anything.
PREFERENCE: tuple[tuple[str | None, str | None, Text], ...] = (
    ("Y", "N", _("latest expert report on untreated tissue")),
    (None, "N", _("no expert report: latest report on untreated tissue")),
    (None, None, _("no report is known to be on untreated tissue: latest report")),
    (None, "Y", _("every report is on treated tissue: latest report")),
)
NO_REPORT = Refusal.not_yet(
    Reason.NO_REPORT,
    "pathology_report.diff_score",
    "pathology_report.mitoses_count",
    "pathology_report.mitoses_area_mm2",
    "pathology_report.necrosis_cat",
)


def choose_report(reports: Iterable[Report]) -> ChosenReport | Refusal:
    """The report that grades the primary tumor. It may be on treated tissue when there is no other.

    Pass reports that are not voided, oldest entry first: of two reports of one day the later entry is chosen.
    """
    primary = [report for report in reports if report.specimen_type not in OTHER_TUMOR_TISSUE]
    primary.sort(key=lambda report: report.report_date or datetime.date.min)
    for expert, treated, why in PREFERENCE:
        fitting = [report for report in primary if _fits(report, expert, treated)]
        if fitting:
            return ChosenReport(fitting[-1], why)
    return NO_REPORT


def _fits(report: Report, expert: str | None, treated: str | None) -> bool:
    state = report.specimen_treated if report.specimen_treated in ("Y", "N") else None
    return state == treated and expert in (None, report.is_expert)
