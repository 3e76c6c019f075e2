"""Adding, changing and voiding the dated rows of a case. One set of acts for every kind of entry."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from centers.actions import Actor, Conflict, action
from centers.permissions import Permission

from .. import coding
from ..models import Case
from ..models.base import Entry
from ..records import Values, fill, require_version, save_changes, store

E = TypeVar("E", bound=Entry)


@action("entry.added", Permission.EDIT_CASE)
def add_entry(*, actor: Actor, case: Case, kind: type[E], values: Values) -> E:
    """Adds a report, operation, relapse ... to a case. Raises ValidationError."""
    if not values:
        raise ValidationError(_("Nothing was entered yet."))
    entry = kind(case=case, center_id=case.center_id)
    fill(entry, coding.coded(values))
    entry.save(force_insert=True)
    return entry


@action("entry.changed", Permission.EDIT_CASE, on="entry")
def change_entry(*, actor: Actor, entry: Entry, version: int, values: Values, reason: str = "") -> bool:
    """Changes an entry; returns whether anything changed. Raises Conflict, ValidationError."""
    _require_standing(entry)
    return store(entry, coding.coded(values), version)


@action("entry.voided", Permission.EDIT_CASE, on="entry")
def void_entry(*, actor: Actor, entry: Entry, version: int, reason: str) -> None:
    """Takes a wrong entry out of the course of the case; the row and the reason stay. Raises Conflict."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this entry is wrong.")})
    _require_standing(entry)
    require_version(entry, version)
    entry.voided_at, entry.void_reason = timezone.now(), reason.strip()
    save_changes(entry, ["voided_at", "void_reason"])


def _require_standing(entry: Entry) -> None:
    if entry.voided_at is not None:
        raise Conflict(_("This entry was voided."))
