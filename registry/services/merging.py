"""What was registered twice becomes one: two cases of the same tumor, or two patients who are one person."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from centers import access
from centers.actions import Actor, Conflict, action, touch
from centers.models import User
from centers.permissions import Permission

from .. import ages, codes, moves, persons
from ..comparison import Comparison, compare_cases, compare_patients
from ..models import Case, Patient
from ..models.base import Record
from ..records import copied, fill, require_standing, save_changes, void

NONE: frozenset[str] = frozenset()


@action("cases.merged", Permission.VOID_CASE)
def merge_cases(
    *,
    actor: Actor,
    case: Case,
    other: Case,
    seen: str,
    take: Collection[str] = NONE,
    drop: Collection[str] = NONE,
    reason: str,
) -> None:
    """Makes one case of two registrations of a tumor: `other` is voided and leads to `case`, which gets its
    entries and sources, and its patient when they are two.

    `seen` is the stamp of the comparison a person decided on, `take` the keys of differences in which
    `other` is right, `drop` the keys of its entries that `case` has already. Raises Conflict when either
    changed since or was voided, ValidationError.
    """
    found = compare_cases(case, other)
    _require_mergeable(actor, case, other, found, seen)
    if case.dates_shifted != other.dates_shifted:
        raise ValidationError(_("One of these cases has shifted dates, the other true ones."))
    dropped = [one for one in found.moving if one.twin and one.key in drop]
    moved = moves.moving(case, other, dropped)
    if case.patient_id != other.patient_id:
        _join(case.patient, other.patient, found, take, reason)
        case.refresh_from_db()
        other.refresh_from_db()
    moves.move(case, other, moved)
    for one in dropped:
        one.entry.refresh_from_db()
        void(one.entry, one.entry.version, reason)
    if case.primary_case_id == other.pk:
        case.primary_case = None
        save_changes(case, ["primary_case_id"])
    void(other, other.version, reason)
    other.merged_into, other.merge_moved = case, moved
    save_changes(other, ["merged_into_id", "merge_moved"])
    changed = fill(case, copied(other, found.names("case", take)))
    save_changes(case, [*changed, *_unite_sections(case, other)])
    touch([other.pk])


@action("patients.merged", Permission.VOID_CASE, on="patient")
def merge_patients(
    *, actor: Actor, patient: Patient, other: Patient, seen: str, take: Collection[str] = NONE, reason: str
) -> None:
    """Makes one patient of two who are the same person with different tumors: all cases come under `patient`.

    As `merge_cases`.
    """
    found = compare_patients(patient, other)
    _require_mergeable(actor, patient, other, found, seen)
    _join(patient, other, found, take, reason)


def _require_mergeable(actor: Actor, one: Record, other: Record, found: Comparison, seen: str) -> None:
    if isinstance(actor, User):
        access.require(actor, Permission.VOID_CASE, other)
    if one.pk == other.pk:
        raise ValidationError(_("This is the same one."))
    if one.center_id != other.center_id:
        raise ValidationError(_("Only what one center registered twice can be merged."))
    require_standing(one)
    require_standing(other)
    if found.stamp != seen:
        raise Conflict(_("One of the two was changed meanwhile. Compare them again."))


def _join(patient: Patient, other: Patient, found: Comparison, take: Collection[str], reason: str) -> None:
    """Brings the cases of two patients under one, each with the age that follows from the birth."""
    moved = list(other.cases.all())
    before, other_born = ages.known_birth(patient), ages.known_birth(other)
    told = [ages.at_diagnosis(case, other_born) for case in moved]
    save_changes(patient, fill(patient, copied(other, found.names("patient", take))))
    persons.join_identities(patient, other, found.names("identity", take))
    born = ages.known_birth(patient)
    touch(ages.follow_birth(patient, before, born))
    for case, age in zip(moved, told, strict=True):
        case.patient = patient
        save_changes(case, ["patient_id", *ages.follow(case, age, born)])
    touch(case.pk for case in moved)
    void(other, other.version, reason)


def _unite_sections(case: Case, other: Case) -> list[str]:
    """What was complete in either is complete in both together: all of its entries are there."""
    complete = {*(case.sections_complete or ()), *(other.sections_complete or ())}
    everything = {code for code, _label in codes.SECTION}
    case.sections_complete = sorted(complete) or None
    case.completed_at = (case.completed_at or timezone.now()) if everything <= complete else None
    return ["sections_complete", "completed_at"]
