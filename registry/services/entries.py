"""Adding, changing, voiding and restoring the dated rows of a case: one set of acts for every kind."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from centers.actions import Actor, action
from centers.permissions import Permission

from .. import coding
from ..models import Case
from ..models.base import Entry
from ..records import Values, fill, require_standing, restore, store, void

E = TypeVar("E", bound=Entry)


@action("entry.added", Permission.EDIT_CASE)
def add_entry(*, actor: Actor, case: Case, kind: type[E], values: Values) -> E:
    """Adds a report, operation, relapse ... to a case. Raises ValidationError."""
    require_standing(case)
    if not values:
        raise ValidationError(_("Nothing was entered yet."))
    entry = kind(case=case, center_id=case.center_id)
    fill(entry, coding.coded(values))
    entry.save(force_insert=True)
    return entry


@action("entry.changed", Permission.EDIT_CASE, on="entry")
def change_entry(*, actor: Actor, entry: Entry, version: int, values: Values, reason: str = "") -> bool:
    """Changes an entry; returns whether anything changed. Raises Conflict, ValidationError."""
    return store(entry, coding.coded(values), version)


@action("entry.voided", Permission.EDIT_CASE, on="entry")
def void_entry(*, actor: Actor, entry: Entry, version: int, reason: str) -> None:
    """Takes a wrong entry out of the course of the case; the row and the reason stay.

    Raises Conflict, ValidationError without a reason.
    """
    void(entry, version, reason)


@action("entry.restored", Permission.EDIT_CASE, on="entry")
def restore_entry(*, actor: Actor, entry: Entry, version: int, reason: str) -> None:
    """Puts a voided entry back. Raises Conflict, ValidationError without a reason."""
    require_standing(entry.case)
    restore(entry, version, reason)
