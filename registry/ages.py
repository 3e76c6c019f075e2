"""Age at diagnosis: completed years from birth to diagnosis, filled in wherever both become known."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from .dates import InvalidDate, PartialDate, age_on
from .identity import Identity
from .models import Case, Patient, PatientIdentity
from .persons import unsealed
from .records import Values, fill, save_changes

OLDEST = 120  # years: the limit of the field
RESTS_ON = frozenset({"birth_year", "diagnosis_date"})  # columns of patient and case


def birth(who: Identity) -> PartialDate | None:
    """The birth date of an identity. Raises ValidationError."""
    try:
        return PartialDate.parse(who.birth_date) if who.birth_date else None
    except InvalidDate as error:
        raise ValidationError({"birth_date": str(error)}) from error


def by_year(patient: Patient) -> PartialDate | None:
    """The birth as far as it is no secret: its year."""
    return PartialDate.from_parts(patient.birth_year) if patient.birth_year else None


def identified_births(patients: Iterable[Patient]) -> dict[int, PartialDate]:
    """The birth dates of those patients who the actor may identify, by patient."""
    rows = PatientIdentity.objects.filter(patient__in=[one.pk for one in patients if one.pk])
    births = {row.patient_id: birth(unsealed(row)) for row in rows}
    return {pk: born for pk, born in births.items() if born}


def known_birth(patient: Patient) -> PartialDate | None:
    """The birth date as exactly as the actor may know it: from the identity, else the year."""
    return identified_births([patient]).get(patient.pk) or by_year(patient)


def at_diagnosis(case: Case, born: PartialDate | None) -> int | None:
    """Completed years at diagnosis, where both days are known and true; None for what cannot be."""
    if born is None or case.diagnosis_date is None or case.dates_shifted:
        return None
    age = age_on(born, case.diagnosis_date)
    return age if 0 <= age <= OLDEST else None


def follow(case: Case, before: int | None, born: PartialDate | None) -> list[str]:
    """Fills the age at diagnosis, without saving; returns the columns it changed.

    An age that is not the one the dates gave `before` was entered by a person, and stays.
    """
    age = at_diagnosis(case, born)
    if case.age_at_diagnosis not in (None, before) or case.age_at_diagnosis == age:
        return []
    return fill(case, Values({"age_at_diagnosis": age}))


def follow_birth(patient: Patient, before: PartialDate | None, born: PartialDate | None) -> list[int]:
    """Lets the ages of a patient's cases follow a birth that was known as `before`; returns their ids."""
    cases = list(patient.cases.all())
    for case in cases:
        save_changes(case, follow(case, at_diagnosis(case, before), born))
    return [case.pk for case in cases]
