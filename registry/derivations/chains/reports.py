"""Which pathology report the grade or risk of a case comes from: "the latest expert report on untreated
tissue" (clinical.md 6.9), so that a biopsy after therapy or an older opinion never decides."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..base import Fact, Reason, Refusal, Text
from .inputs import Report

# Tissue of a metastasis or a recurrence says nothing of the primary tumor.
OTHER_TUMOR_TISSUE = {"METASTASIS", "RECURRENCE"}
# What makes a report one that grades, by the attributes that hold it.
GRADING = ("diff_score", "mitoses_count", "necrosis_cat")
MITOSES = ("mitoses_count",)
RESPONSE = ("necrosis_pct",)

# Expert, treated, in words: best first. None stands for anything, in `treated` for not known.
Preference = tuple[tuple[str | None, str | None, Text], ...]
UNTREATED: Preference = (
    ("Y", "N", _("latest expert report on untreated tissue")),
    (None, "N", _("no expert report: latest report on untreated tissue")),
    (None, None, _("no report is known to be on untreated tissue: latest report")),
    (None, "Y", _("every report is on treated tissue: latest report")),
)
TREATED: Preference = (
    ("Y", "Y", _("latest expert report on treated tissue")),
    (None, "Y", _("no expert report: latest report on treated tissue")),
)


@dataclass(frozen=True)
class ChosenReport:
    """The report, and in words why this one."""

    report: Report
    why: Text

    @property
    def fact(self) -> Fact:
        """Says so in the explanation of what follows from it."""
        return Fact(_("Pathology report"), self.report.label, self.why)


def choose_report(
    reports: Sequence[Report], holding: tuple[str, ...] = GRADING, preference: Preference = UNTREATED
) -> ChosenReport | Refusal:
    """The best report on the primary tumor among those that hold one of these values, else among all.

    Pass reports that are not voided, oldest entry first: of two reports of one day the later entry is chosen.
    """
    primary = [report for report in reports if report.specimen_type not in OTHER_TUMOR_TISSUE]
    primary.sort(key=lambda report: report.report_date or datetime.date.min)
    telling = [report for report in primary if any(getattr(report, name) is not None for name in holding)]
    for expert, treated, why in preference:
        fitting = [report for report in telling or primary if _fits(report, expert, treated)]
        if fitting:
            return ChosenReport(fitting[-1], why)
    return Refusal.not_yet(Reason.NO_REPORT, *(f"pathology_report.{name}" for name in holding))


def _fits(report: Report, expert: str | None, treated: str | None) -> bool:
    state = report.specimen_treated if report.specimen_treated in ("Y", "N") else None
    return state == treated and expert in (None, report.is_expert)


def refusal_of_tissue(specimen_treated: str | None) -> Refusal | None:
    """Why tissue says nothing of grade or risk; None for tissue that is known to be untreated (N)."""
    if specimen_treated == "Y":
        return Refusal.never(Reason.TREATED_SPECIMEN)
    untreated = specimen_treated == "N"
    return None if untreated else Refusal.not_yet(Reason.MISSING_INPUT, "pathology_report.specimen_treated")
