"""The order of dates. Only what cannot be true is found: a month may hold any of its days."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..dates import PartialDate
from ..models import (
    Biopsy,
    FollowUp,
    MolecularTest,
    OtherLocal,
    PathologyReport,
    Radiotherapy,
    Recurrence,
    Referral,
    Surgery,
    SystemicLine,
)
from ..models.base import Record
from .rule import Course, Level, Place, Places, at, dates_of, is_after, rule

# Dates of the case that follow each other. Suspicion and first imaging may come in either order; what an
# unplanned excision found is suspected and imaged after its diagnosis.
FOLLOWING = (
    ("first_symptom_date", "first_visit_date"),
    ("first_symptom_date", "imaging_first_date"),
    ("first_symptom_date", "diagnosis_date"),
    ("first_visit_date", "suspicion_date"),
    ("first_visit_date", "diagnosis_date"),
    ("suspicion_date", "diagnosis_date"),
    ("imaging_first_date", "diagnosis_date"),
    ("diagnosis_date", "plan_communicated_date"),
)
UNPLANNED = {("suspicion_date", "diagnosis_date"), ("imaging_first_date", "diagnosis_date")}
# What happens to a tumor that has been diagnosed.
COURSE = (Surgery, Radiotherapy, OtherLocal, SystemicLine, Recurrence, FollowUp)
LABORATORY = (PathologyReport, MolecularTest)  # may report on a specimen after the patient's death


@rule(
    "DATE-BIRTH",
    Level.CHECK,
    _("A date is before the birth of the patient."),
    "patient.birth_year",
)
def before_birth(course: Course) -> Iterator[Places]:
    year = course.patient.birth_year
    if year is None or course.case.dates_shifted:
        return
    born = PartialDate.from_parts(year)
    for record in course.records:
        if early := [name for name, date in dates_of(record) if is_after(born, date)]:
            yield (Place(course.patient, "birth_year"), *at(record, *early))


@rule(
    "DATE-DEATH",
    Level.CHECK,
    _("A date is after the death of the patient."),
    "patient.death_date",
)
def after_death(course: Course) -> Iterator[Places]:
    died = PartialDate.of(course.patient, "death_date")
    for record in course.records:
        late = [name for name, date in dates_of(record) if is_after(date, died)]
        if late and not isinstance(record, LABORATORY):
            yield (Place(course.patient, "death_date"), *at(record, *late))


@rule(
    "DATE-PATH",
    Level.CHECK,
    _("Dates of the path to diagnosis are out of order."),
    " ".join(f"case.{name}" for name in dict.fromkeys(name for pair in FOLLOWING for name in pair)),
)
def path_out_of_order(course: Course) -> Iterator[Places]:
    case = course.case
    unplanned = case.presentation_status == "AFTER_UNPLANNED_EXCISION"
    wrong = [pair for pair in FOLLOWING if _is_later(case, *pair) and not (unplanned and pair in UNPLANNED)]
    if wrong:
        yield at(case, *dict.fromkeys(name for pair in wrong for name in pair))


@rule(
    "DATE-COURSE",
    Level.CHECK,
    _("Treatment or course is before the date of diagnosis."),
    "case.diagnosis_date surgery.surgery_date radiotherapy.start_date other_local.start_date "
    "systemic_line.start_date recurrence.recurrence_date follow_up.visit_date",
)
def course_before_diagnosis(course: Course) -> Iterator[Places]:
    if course.case.is_first_primary_episode == "N":  # what came before belongs to the first registration
        return
    diagnosed = PartialDate.of(course.case, "diagnosis_date")
    for entry in course.entries:
        if isinstance(entry, COURSE) and is_after(diagnosed, PartialDate.of(entry, entry.when)):
            yield (Place(course.case, "diagnosis_date"), *at(entry, entry.when))


@rule(
    "DATE-BIOPSY",
    Level.CHECK,
    _("The report of a biopsy is before every biopsy."),
    "pathology_report.report_date biopsy.biopsy_date",
)
def report_before_biopsy(course: Course) -> Iterator[Places]:
    biopsies = course.every(Biopsy)
    for report in course.every(PathologyReport):
        reported = PartialDate.of(report, "report_date")
        earliest = [is_after(PartialDate.of(biopsy, "biopsy_date"), reported) for biopsy in biopsies]
        if report.specimen_type == "BIOPSY" and earliest and all(earliest):
            yield (*at(report, "report_date"), *(Place(biopsy, "biopsy_date") for biopsy in biopsies))


@rule(
    "DATE-REFERRAL",
    Level.CHECK,
    _("A referred patient was seen, or decided on, before the referral was sent."),
    "referral.sent_date referral.first_seen_date referral.decision_date",
    "clinical.md 2.4",
)
def before_referral(course: Course) -> Iterator[Places]:
    for referral in course.every(Referral):
        late = [
            name for name in ("first_seen_date", "decision_date") if _is_later(referral, "sent_date", name)
        ]
        if late:
            yield at(referral, "sent_date", *late)


def _is_later(record: Record, first: str, second: str) -> bool:
    return is_after(PartialDate.of(record, first), PartialDate.of(record, second))


RULES = (
    before_birth,
    after_death,
    path_out_of_order,
    course_before_diagnosis,
    report_before_biopsy,
    before_referral,
)
