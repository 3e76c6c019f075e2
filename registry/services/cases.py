"""Registering cases and changing what is known of case and patient."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from centers import access
from centers.actions import Actor, action, touch
from centers.models import Center, User
from centers.permissions import Permission

from .. import ages, codes, coding, pseudonym
from ..dates import PartialDate
from ..identity import Identity
from ..models import Case, CaseSource, Patient
from ..persons import NOBODY, seal
from ..records import Values, fill, require_standing, require_version, save_changes, store

NOTHING = Values()


@action("case.registered", Permission.EDIT_CASE, on="center")
def register_case(
    *, actor: Actor, center: Center, case: Values, patient: Values = NOTHING, who: Identity = NOBODY
) -> Case:
    """Registers a new patient with a first case. Raises ValidationError, also for a record number in use."""
    person = Patient(center=center)
    fill(person, patient)
    born = ages.birth(who)
    if born and person.birth_year is None:
        fill(person, Values({"birth_year": born.date.year}))
    person.save(force_insert=True)
    if who != NOBODY:
        seal(person, who, version=0)
    return _open_case(person, case, born or ages.by_year(person))


@action("case.added", Permission.EDIT_CASE, on="patient")
def register_another(*, actor: Actor, patient: Patient, case: Values) -> Case:
    """Registers a further case of a known patient: another tumor, or a relapse that names its `primary_case`.

    Raises Conflict for a voided patient, ValidationError.
    """
    require_standing(patient)
    return _open_case(patient, case, ages.known_birth(patient))


@action("case.changed", Permission.EDIT_CASE)
def change_case(*, actor: Actor, case: Case, version: int, values: Values, reason: str = "") -> bool:
    """Changes what is known of a case; returns whether anything changed. Raises Conflict, ValidationError."""
    born = ages.known_birth(case.patient) if "diagnosis_date" in values.fields else None
    age = ages.at_diagnosis(case, born)
    changed = fill(case, values)
    require_version(case, version)
    changed += coding.complete(case, values)
    if not {"age_at_diagnosis"} & {*values.fields, *values.missing}:
        changed += ages.follow(case, age, born)
    return save_changes(case, changed)


@action("patient.changed", Permission.EDIT_CASE, on="patient")
def change_patient(*, actor: Actor, patient: Patient, version: int, values: Values, reason: str = "") -> bool:
    """Changes what is known of a patient. Raises Conflict, ValidationError."""
    before = ages.known_birth(patient)
    is_changed = store(patient, values, version)
    touch(ages.follow_birth(patient, before, ages.known_birth(patient)))
    return is_changed


@action("identity.changed", Permission.EDIT_CASE, on="patient")
def change_identity(*, actor: Actor, patient: Patient, version: int, who: Identity, reason: str = "") -> None:
    """Changes who the patient is; own center only. `version` is 0 while nothing was entered.

    Raises Conflict, ValidationError for a record number in use.
    """
    before, born = ages.known_birth(patient), ages.birth(who)
    seal(patient, who, version)
    if born:
        store(patient, Values({"birth_year": born.date.year}), patient.version)
    touch(ages.follow_birth(patient, before, ages.known_birth(patient)))


@action("section.completed", Permission.EDIT_CASE)
def mark_section(*, actor: Actor, case: Case, version: int, section: str, complete: bool) -> bool:
    """Says that all rows of a section are entered (or takes it back): only then is an absent row a "no".

    Raises Conflict, ValidationError.
    """
    if section not in dict(codes.SECTION):
        raise ValidationError(_("There is no section %(section)s.") % {"section": section})
    sections = set(case.sections_complete or ())
    sections = sections | {section} if complete else sections - {section}
    since = (
        None if {code for code, _label in codes.SECTION} - sections else case.completed_at or timezone.now()
    )
    return store(
        case, Values({"sections_complete": sorted(sections) or None, "completed_at": since}), version
    )


@action("case.source_noted", Permission.EDIT_CASE)
def note_source(*, actor: Actor, case: Case, source: str, external_id: str) -> CaseSource:
    """Notes the id a case has in an external file. Raises IntegrityError when another case has it."""
    return CaseSource.objects.create(
        case=case, center_id=case.center_id, source=source, external_id=external_id
    )


@action("case.shared", Permission.SHARE_CASE)
def share_case(*, actor: Actor, case: Case, user: User, reason: str, until: datetime.date) -> None:
    """Opens one case to a named visitor, read only, until a day. Raises ValidationError without a reason."""
    require_standing(case)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this person needs to see the case.")})
    if until <= access.today():
        raise ValidationError({"until": _("The end must lie in the future.")})
    access.share(
        case=case,
        center_id=case.center_id,
        user=user,
        permission="view_case",
        reason=reason.strip(),
        until=until,
    )


@action("case.share_withdrawn", Permission.SHARE_CASE)
def withdraw_case(*, actor: Actor, case: Case, user: User, reason: str = "") -> None:
    """Closes a case to a visitor at once."""
    access.withdraw(case=case, user=user)


def _open_case(person: Patient, values: Values, born: PartialDate | None = None) -> Case:
    """A new case of a patient, inside a running action: what follows from the codes is filled in."""
    record = Case(center_id=person.center_id, patient=person, public_id=pseudonym.generate())
    fill(record, values)
    coding.complete(record, values)
    if "age_at_diagnosis" not in values.missing:
        ages.follow(record, None, born)
    record.save(force_insert=True)
    touch([record.pk])
    return record
