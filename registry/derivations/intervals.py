"""Days between two dates of the way through care (clinical.md 3.11)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from registry.dates import PartialDate, Precision, extent

from .base import Outcome, Reason, Refusal, Result, Text
from .derivation import About, Derivation, Input, Table, derivation
from .readers import date, pattern


@dataclass(frozen=True)
class Interval:
    """One interval of the way through care; `start` and `end` are keys of MILESTONES. Survival is no
    interval here: it has its own rules for what ends it."""

    name: str
    title: Text
    start: str
    end: str


# Milestone -> its name for people, and the field its date is entered in.
MILESTONES: dict[str, tuple[Text, str]] = {
    "symptom": (_("First symptom"), "case.first_symptom_date"),
    "first_visit": (_("First visit"), "case.first_visit_date"),
    "suspicion": (_("Well-founded suspicion"), "case.suspicion_date"),
    "sent": (_("Referral sent"), "referral.sent_date"),
    "received": (_("Referral received"), "referral.received_date"),
    "first_seen": (_("First seen at the center referred to"), "referral.first_seen_date"),
    "plan": (_("Plan told to the patient"), "case.plan_communicated_date"),
    "biopsy": (_("First biopsy"), "biopsy.biopsy_date"),
    "biopsy_report": (_("First report of a biopsy"), "pathology_report.report_date"),
    "report": (_("First definitive or expert report"), "pathology_report.report_date"),
    "diagnosis": (_("Diagnosis"), "case.diagnosis_date"),
    "mtb": (_("First board discussion"), "board_discussion.meeting_date"),
    "mtb_before": (_("Last board discussion before treatment"), "board_discussion.meeting_date"),
    "first_treatment": (_("First treatment"), "surgery.surgery_date"),
    "surgery": (_("Resection of the primary"), "surgery.surgery_date"),
    "rt_after": (_("Radiotherapy after it"), "radiotherapy.start_date"),
    "systemic_after": (_("Systemic therapy after it"), "systemic_line.start_date"),
    "recurrence": (_("First relapse"), "recurrence.recurrence_date"),
    "mtb_of_recurrence": (_("Board discussion after it"), "board_discussion.meeting_date"),
}
INTERVALS = (
    Interval("symptom->first_visit", _("Patient interval"), "symptom", "first_visit"),
    Interval("first_visit->report", _("Diagnostic interval"), "first_visit", "report"),
    Interval("first_visit->biopsy", _("First visit to biopsy"), "first_visit", "biopsy"),
    Interval("biopsy->report", _("Biopsy to report"), "biopsy", "biopsy_report"),
    Interval("referral->received", _("Referral sent to received"), "sent", "received"),
    Interval("referral->first_seen_reference", _("Referral sent to first seen"), "sent", "first_seen"),
    Interval("received->first_seen_reference", _("Referral received to seen"), "received", "first_seen"),
    Interval("received->plan", _("Referral to plan"), "received", "plan"),
    Interval("received->first_treatment", _("Referral to treatment"), "received", "first_treatment"),
    Interval("suspicion->first_treatment", _("Suspicion to treatment"), "suspicion", "first_treatment"),
    Interval("diagnosis->mtb", _("Diagnosis to board"), "diagnosis", "mtb"),
    Interval("mtb->first_treatment", _("Board to treatment"), "mtb_before", "first_treatment"),
    Interval("diagnosis->first_treatment", _("Diagnosis to treatment"), "diagnosis", "first_treatment"),
    Interval("surgery->rt", _("Surgery to radiotherapy"), "surgery", "rt_after"),
    Interval("surgery->postop_chemo", _("Surgery to systemic therapy"), "surgery", "systemic_after"),
    Interval("recurrence->mtb", _("Relapse to board"), "recurrence", "mtb_of_recurrence"),
)


@derivation(
    "INTERVALS_DAYS",
    "1",
    inputs={
        "interval": Input(pattern(r"\w+->\w+", "diagnosis->mtb"), _("Interval"), ()),
        "start": Input(date, _("Start"), ()),
        "end": Input(date, _("End"), ()),
    },
    about=About(
        title=_("Time intervals"),
        words=_(
            "Calendar days, end minus start. A date known to the month counts as its 15th day; a date of "
            "which only the year is known gives no interval. An end before its start is a mistake in the "
            "data: it is shown as invalid, left out of medians and never set to 0. An end that has not "
            "happened is not missing. Medians with quartiles, never means alone."
        ),
        citation=(
            "Definitions of the Swedish national care programs for sarcoma (limb, trunk and bone; abdomen)"
            " and of the network"
        ),
        tables=(
            Table(
                _("Intervals"),
                (_("Interval"), _("From"), _("To")),
                tuple((it.title, MILESTONES[it.start][0], MILESTONES[it.end][0]) for it in INTERVALS),
            ),
        ),
        examples=(
            {"interval": "first_visit->biopsy", "start": "2023-01-10", "end": "2023-02-01"},
            {"interval": "diagnosis->first_treatment", "start": "2024-02-20", "end": "2024-03-20"},
            {"interval": "symptom->first_visit", "start": "2022-12", "end": "2023-01-10"},
            {"interval": "symptom->first_visit", "start": "2022", "end": "2023-01-10"},
            {"interval": "diagnosis->mtb", "start": "2023-03-10", "end": "2023-03-01"},
        ),
    ),
)
def days_between(
    rule: Derivation, *, interval: str | None, start: PartialDate | None, end: PartialDate | None
) -> Result:
    """Value: days. INVALID_NEGATIVE, with the negative days, when the end lies before the start.

    `interval` names what is measured and changes nothing.
    """
    dates = (("start", start), ("end", end))
    facts = tuple(rule.fact(name, value.isoformat()) for name, value in dates if value is not None)
    if start is None or end is None:
        return rule.waiting(*facts, start=start, end=end)
    if Precision.YEAR in (start.precision, end.precision):
        return rule.not_assessable(Reason.YEAR_ONLY, *facts)
    days = (end.date - start.date).days
    if days >= 0:
        return rule.derived({"days": days}, *facts)
    if extent(end)[1] >= extent(start)[0]:  # the 15th stood for a month in which both lie
        return rule.not_assessable(Reason.ORDER_OPEN, *facts)
    invalid = rule.refused(Refusal(Outcome.INVALID_NEGATIVE, Reason.END_BEFORE_START), *facts)
    return replace(invalid, value={"days": days})
