"""Between forms and services: which one stores a record, and where its refusal is shown."""

from django import forms
from django.core.exceptions import ValidationError

from centers.models import User

from ..models import Case, Patient
from ..models.base import Entry, Record
from ..records import Values, wordings
from ..services.cases import change_case, change_patient
from ..services.entries import add_entry, change_entry


def save(actor: User, case: Case, record: Record, version: int, values: Values) -> None:
    """Stores what changed. Raises Conflict, ValidationError, Http404, PermissionDenied."""
    if isinstance(record, Entry):
        _save_entry(actor, case, record, version, values)
    elif isinstance(record, Patient):
        change_patient(actor=actor, patient=record, version=version, values=values)
    else:
        change_case(actor=actor, case=case, version=version, values=values)


def _save_entry(actor: User, case: Case, entry: Entry, version: int, values: Values) -> None:
    if entry.pk is not None:
        change_entry(actor=actor, entry=entry, version=version, values=values)
    else:
        saved = add_entry(actor=actor, case=case, kind=type(entry), values=values)
        entry.pk = saved.pk


def blame(form: forms.Form, error: ValidationError) -> None:
    """Puts a service's refusal at the fields it names, or above the form."""
    for name, said in wordings(error).items():
        form.add_error(name if name in form.fields else None, said)
