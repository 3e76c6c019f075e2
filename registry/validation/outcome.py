"""What became of the patient: death, relapse, response, and what they say of each other."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..codes import UNKNOWN
from ..dates import PartialDate
from ..models import (
    Complication,
    FollowUp,
    Radiotherapy,
    Recurrence,
    Response,
    Surgery,
    SystemicLine,
)
from ..models.base import Entry
from .rule import Course, Level, Place, Places, at, is_after, rule
from .therapy import may_cure

# What says that the patient died: the kind of entry, its field, and the codes that mean it.
DEATHS: tuple[tuple[type[Entry], str, frozenset[str]], ...] = (
    (FollowUp, "status", frozenset({"DOD", "DOC", "DUC"})),
    (Complication, "clavien_dindo", frozenset({"V"})),
    (SystemicLine, "reason_end", frozenset({"DEATH"})),
    (Radiotherapy, "completed_as_planned", frozenset({"N_DEATH"})),
)
CAUSES = frozenset({"DOD", "DOC"})  # the other codes leave the cause open
NO_RELAPSE = (None, UNKNOWN, "PROGRESSION")


@rule(
    "DEATH-ALIVE",
    Level.CHECK,
    _("Something says that the patient died, who is entered as alive."),
    "patient.vital_status follow_up.status complication.clavien_dindo systemic_line.reason_end "
    "radiotherapy.completed_as_planned",
    "clinical.md 2.2, 2.13",
)
def died_alive(course: Course) -> Iterator[Places]:
    if course.patient.vital_status != "ALIVE":
        return
    for kind, field, codes in DEATHS:
        for entry in course.every(kind):
            if getattr(entry, field) in codes:
                yield (Place(course.patient, "vital_status"), *at(entry, field))


@rule(
    "DEATH-CAUSE",
    Level.CHECK,
    _("The cause of death is not the one that follow-up tells."),
    "patient.death_cause follow_up.status",
    "clinical.md 2.2, 2.13",
)
def other_cause(course: Course) -> Iterator[Places]:
    cause = course.patient.death_cause
    for visit in course.every(FollowUp):
        if cause in CAUSES and visit.status in CAUSES - {cause}:
            yield (Place(course.patient, "death_cause"), *at(visit, "status"))


@rule(
    "RELAPSE",
    Level.CHECK,
    _("A relapse without a disease-free state before it: is it a progression?"),
    "recurrence.type recurrence.recurrence_date",
    "clinical.md 2.13",
)
def relapse_of_what_stayed(course: Course) -> Iterator[Places]:
    """Only where operations are told: nobody was ever said to be operated is no statement."""
    complete = "SURGERY" in (course.case.sections_complete or ())
    if course.case.is_first_primary_episode == "N" or not (complete or course.every(Surgery)):
        return
    free = [
        *(one for one in course.every(Surgery) if may_cure(one) and one.r_status != "R2"),
        *(one for one in course.every(Radiotherapy) if one.setting == "DEFINITIVE"),
        *(one for one in course.every(FollowUp) if one.status == "NED"),
        *(one for one in course.every(Response) if one.category == "CR"),
    ]
    for relapse in course.every(Recurrence):
        if relapse.type not in NO_RELAPSE and all(_is_later(one, relapse) for one in free):
            yield at(relapse, "type", "recurrence_date")


@rule(
    "DATE-RESPONSE",
    Level.CHECK,
    _("A response is assessed before its line of therapy began."),
    "response.assessment_date systemic_line.start_date",
    "clinical.md 2.12",
)
def response_before_therapy(course: Course) -> Iterator[Places]:
    for response in course.every(Response):
        line = response.systemic_line
        if line is not None and line.voided_at is None and _is_later(line, response):
            yield (*at(response, "assessment_date"), *at(line, "start_date"))


def _is_later(entry: Entry, other: Entry) -> bool:
    return is_after(PartialDate.of(entry, entry.when), PartialDate.of(other, other.when))


RULES = (died_alive, other_cause, relapse_of_what_stayed, response_before_therapy)
