"""Loading drawn cases into a demonstration network: bulk writes through the tracked tables."""

from collections.abc import Iterable
from typing import Any, TypeVar

from centers.actions import Actor, action
from centers.models import Center
from centers.permissions import Permission

from .. import coding, identity, models
from ..dates import PartialDate
from ..demo.generate import CasePlan
from ..fields import PartialDateField
from ..identity import Identity
from ..models import Case, Patient, PatientIdentity
from ..models.base import Entry, Record
from ..records import Values, fill

R = TypeVar("R", bound=Record)


@action("demo.loaded", Permission.IMPORT_CASES, on="center")
def load_demo(*, actor: Actor, center: Center, plans: Iterable[CasePlan]) -> list[int]:
    """Creates the drawn patients and cases of one center; returns the case ids.

    The caller refreshes what depends on them, so that it can be timed.
    """
    plans = list(plans)
    patients = [_filled(Patient(center=center), plan.patient) for plan in plans]
    Patient.objects.bulk_create(patients)
    PatientIdentity.objects.bulk_create(
        _identity(center, patient, Identity(**plan.who))
        for patient, plan in zip(patients, plans, strict=True)
    )
    cases = [_case(center, patient, plan) for patient, plan in zip(patients, plans, strict=True)]
    Case.objects.bulk_create(cases)
    for kind, entries in _entries(center, cases, plans).items():
        kind.objects.bulk_create(entries)
    return [case.pk for case in cases]


def _entries(center: Center, cases: list[Case], plans: list[CasePlan]) -> dict[type[Entry], list[Entry]]:
    rows: dict[type[Entry], list[Entry]] = {}
    for case, plan in zip(cases, plans, strict=True):
        for name, values in plan.entries:
            kind: type[Entry] = getattr(models, name)
            rows.setdefault(kind, []).append(_filled(kind(case=case, center=center), values))
    return rows


def _case(center: Center, patient: Patient, plan: CasePlan) -> Case:
    case = _filled(Case(center=center, patient=patient, public_id=plan.public_id), plan.case)
    coding.complete(case, Values(plan.case))
    return case


def _identity(center: Center, patient: Patient, who: Identity) -> PatientIdentity:
    return PatientIdentity(
        patient=patient,
        center=center,
        sealed=identity.seal(who, patient.pk),
        record_index=identity.record_index(who.record_number, center.pk),
    )


def _filled(record: R, values: dict[str, Any]) -> R:
    dated = {
        name: PartialDate.parse(value) if _is_date(record, name) and value else value
        for name, value in values.items()
    }
    fill(record, Values(dated))
    return record


def _is_date(record: Record, name: str) -> bool:
    return isinstance(record._meta.get_field(name), PartialDateField)
