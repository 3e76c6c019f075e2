"""When a case reached what intervals are measured between (clinical.md 3.11; FIRST_TREATMENT_DATE: 1.0)."""

import datetime
from collections.abc import Iterable, Mapping
from operator import itemgetter

from registry.dates import PartialDate, Precision, extent

from ..base import Reason, Refusal
from ..intervals import MILESTONES
from .inputs import CaseInputs, Event, Referral

Reached = PartialDate | Refusal  # when, or why there is no date: not entered, or not happened

RESECTION = "PRIMARY_RESECTION"
RESECTIONS = {RESECTION, "RE_EXCISION"}
ROLE_OPEN = Refusal.not_yet(Reason.MISSING_INPUT, "surgery.role")
# Settings of what does not follow an operation.
NOT_AFTER_SURGERY = {"ADVANCED", "PALLIATIVE", "PRE_OP", "NEOADJUVANT"}


def milestones(case: CaseInputs) -> Mapping[str, Reached]:
    """Every milestone of a case, by its key in MILESTONES."""
    course, complete = case.course, set(case.sections_complete or ())
    resections = [event for event in course.surgeries if RESECTION in event.codes]
    planned = [event for event in course.boards if "PRE_TREATMENT" in event.codes]
    surgery = _first("surgery", _dates(resections), "SURGERY" in complete)
    relapse = _first("recurrence", _dates(course.recurrences), "RECURRENCE" in complete)
    told = [
        report
        for report in case.reports
        if report.is_expert == "Y" or report.diagnosis_certainty == "DEFINITE"
    ]
    read = [report for report in case.reports if report.specimen_type == "BIOPSY"]
    return {
        **{name: date or _not_entered(name) for name, date in _entered(case).items()},
        "biopsy": _first("biopsy", _dates(course.biopsies), "BIOPSY" in complete),
        "biopsy_report": _first("biopsy_report", [report.date for report in read], "PATHOLOGY" in complete),
        "report": _first("report", [report.date for report in told], "PATHOLOGY" in complete),
        "mtb": _first("mtb", _dates(course.boards), "MTB" in complete),
        "mtb_before": _first("mtb_before", _dates(planned), "MTB" in complete, latest=True),
        "first_treatment": _first_treatment(case, complete),
        "surgery": surgery,
        "rt_after": _after("rt_after", surgery, _adjuvant(course.radiotherapies), "RT" in complete),
        "systemic_after": _after("systemic_after", surgery, _adjuvant(course.lines), "SYSTEMIC" in complete),
        "recurrence": relapse,
        "mtb_of_recurrence": _after("mtb_of_recurrence", relapse, course.boards, "MTB" in complete),
    }


def _entered(case: CaseInputs) -> dict[str, PartialDate | None]:
    """The dates of the case itself and of its first referral."""
    dated = [(date, referral) for referral in case.course.referrals if (date := referral.date)]
    _date, first = min(dated, key=itemgetter(0), default=(None, Referral()))
    return {
        **dict.fromkeys(MILESTONES),
        **case.course.dates,
        "sent": first.sent,
        "received": first.received,
        "first_seen": first.first_seen,
    }


def _not_entered(name: str) -> Refusal:
    return Refusal.not_yet(Reason.MISSING_INPUT, MILESTONES[name][1])


def _dates(events: Iterable[Event]) -> list[PartialDate | None]:
    return [event.date for event in events]


def _first(
    name: str, dates: Iterable[PartialDate | None], complete: bool, *, latest: bool = False
) -> Reached:
    """The first date (or the latest), if all are known; a year hides what came first."""
    dates = list(dates)
    known = [date for date in dates if date is not None]
    if not dates and complete:
        return Refusal.not_yet(Reason.NOT_HAPPENED)
    if not dates or len(known) < len(dates):
        return _not_entered(name)
    vague = [date for date in known if date.precision is Precision.YEAR]
    return vague[0] if vague else (max if latest else min)(known)


def _after(name: str, start: Reached, events: Iterable[Event], complete: bool) -> Reached:
    """The first date from another milestone on."""
    if isinstance(start, Refusal):
        return start
    later = [date for date in _dates(events) if date is None or date.date >= start.date]
    return _first(name, later, complete)


def _adjuvant(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if not event.codes & NOT_AFTER_SURGERY]


def _first_treatment(case: CaseInputs, complete: set[str]) -> Reached:
    """The earliest of resection, radiotherapy, systemic and local treatment, or of the decision for
    surveillance; open while something earlier may have been and is not entered."""
    course = case.course
    resections = [event for event in course.surgeries if event.codes & RESECTIONS]
    unsure = [event for event in course.surgeries if not event.codes]
    if resections and not any(RESECTION in event.codes for event in resections):
        return ROLE_OPEN  # a re-excision proves an earlier resection
    kinds = {"SURGERY": resections or unsure, "RT": course.radiotherapies, "SYSTEMIC": course.lines}
    if any(not events and section not in complete for section, events in kinds.items()):
        return _not_entered("first_treatment")
    watched = [event for event in course.boards if "SURVEILLANCE" in event.codes]
    given = (*resections, *course.radiotherapies, *course.lines, *course.local_treatments, *watched)
    first = _first("first_treatment", _dates(given), complete=True)
    last = first.date if isinstance(first, PartialDate) else datetime.date.max
    may_be_first = (event.date is None or extent(event.date)[0] < last for event in unsure)
    return ROLE_OPEN if any(may_be_first) else first
