"""Who a patient is, sealed into the one row that holds it."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from . import identity
from .identity import Identity
from .models import Patient, PatientIdentity
from .records import require_version

NOBODY = Identity()


def unsealed(row: PatientIdentity) -> Identity:
    """Who the patient is, in clear."""
    return identity.open_seal(row.sealed, row.patient_id)


def join_identities(patient: Patient, other: Patient, taken: Iterable[str]) -> None:
    """Seals who a patient is with the `taken` parts of another's identity, which is emptied.

    Without the right to know who they are nothing is seen, and nothing changes.
    """
    rows = {row.patient_id: row for row in PatientIdentity.objects.filter(patient__in=[patient, other])}
    if other.pk not in rows:
        return
    own, theirs = rows.get(patient.pk), rows[other.pk]
    right = asdict(unsealed(theirs))
    who = replace(unsealed(own) if own else NOBODY, **{name: right[name] for name in taken})
    seal(other, NOBODY, theirs.version)
    seal(patient, who, own.version if own else 0)


def seal(patient: Patient, who: Identity, version: int) -> None:
    """Stores who the patient is. The record number must be free within the center: a constraint says so."""
    index = identity.record_index(who.record_number, patient.center_id)
    row = PatientIdentity.objects.select_for_update().filter(patient=patient).first() or PatientIdentity(
        patient=patient, center_id=patient.center_id, version=0
    )
    require_version(row, version)
    row.sealed, row.record_index, row.version = identity.seal(who, patient.pk), index, row.version + 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "identity_record_once_per_center" not in str(error):
            raise
        taken = _("Another patient of this center has this record number.")
        raise ValidationError({"record_number": taken}) from error
