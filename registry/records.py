"""Writing values into a clinical row: the one way for form, import and API alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from centers.actions import Conflict

from . import validation
from .codes import UNKNOWN
from .dates import PartialDate
from .fields import MISSING_LABELS, PartialDateField, set_date
from .models import PatientIdentity
from .models.base import Entry, Record


@dataclass(frozen=True)
class Values:
    """What was entered: field values (dates as PartialDate) and, for empty fields, why there is none.

    A field named in neither stays as it is; one whose value is None becomes not entered.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.missing)


def fill(record: Record, values: Values) -> list[str]:
    """Puts values into a record without saving; returns the columns that changed.

    Raises ValidationError by field: an unknown code, a number out of range, a reason beside a value, a
    contradiction that is never stored.
    """
    before = {item.attname: getattr(record, item.attname) for item in record._meta.concrete_fields}
    before["missing"] = dict(record.missing)
    record.missing = dict(record.missing)
    for name, value in values.fields.items():
        if isinstance(record._meta.get_field(name), PartialDateField):
            set_date(record, name, value)
        else:
            setattr(record, name, value if value != "" else None)
        record.missing.pop(name, None)
    for name, reason in values.missing.items():
        _explain(record, name, reason)
    changed = [name for name, old in before.items() if getattr(record, name) != old]
    untouched = [item.name for item in record._meta.concrete_fields if item.attname not in changed]
    record.clean_fields(exclude=untouched)
    validation.refuse(record, changed)
    return changed


def store(record: Record, values: Values, version: int) -> bool:
    """Fills and updates an existing row if it still has `version`; returns whether anything changed.

    Raises ValidationError, and Conflict when somebody changed the row meanwhile.
    """
    changed = fill(record, values)
    require_version(record, version)
    return save_changes(record, changed)


def require_version(record: Record | PatientIdentity, version: int) -> None:
    """Raises Conflict unless the row stands and is still the one that was looked at."""
    if isinstance(record, Record):
        require_standing(record)
    if record.version != version:
        raise _outdated()


def require_standing(record: Record) -> None:
    """Raises Conflict for a row that was voided, and for one of a voided case."""
    for row in (record, record.case) if isinstance(record, Entry) else (record,):
        if row.voided_at is not None:
            raise Conflict(_("This was voided: %(what)s.") % {"what": row._meta.verbose_name})


def void(record: Record, version: int, reason: str) -> None:
    """Takes a row out of the record; it and the reason stay. Raises ValidationError, Conflict."""
    _require_reason(reason)
    require_version(record, version)
    record.voided_at, record.void_reason = timezone.now(), reason.strip()
    save_changes(record, ["voided_at", "void_reason"])


def restore(record: Record, version: int, reason: str) -> None:
    """Takes the voiding of a row back; the journal keeps both. Raises ValidationError, Conflict."""
    require_way_back(record, version, reason)
    record.voided_at, record.void_reason = None, ""
    save_changes(record, ["voided_at", "void_reason"])


def require_way_back(record: Record, version: int, reason: str) -> None:
    """Raises ValidationError without a reason, Conflict unless the row is voided and the one looked at."""
    _require_reason(reason)
    if record.version != version or record.voided_at is None:
        raise _outdated()


def copied(record: Record, names: Iterable[str]) -> Values:
    """What a record says about some fields: their values and, for empty ones, why there is none."""
    names = list(names)
    fields = {name: held(record, name) for name in names}
    return Values(fields, {name: record.missing[name] for name in names if name in record.missing})


def held(record: Record, name: str) -> Any:
    """The value of a field in the form that `fill` takes it: a date with its precision."""
    if isinstance(record._meta.get_field(name), PartialDateField):
        return PartialDate.of(record, name)
    return getattr(record, name)


def save_changes(record: Record, changed: list[str]) -> bool:
    """Writes changed columns under the version check: 0 rows mean a lost race."""
    if not changed:
        return False
    columns = {name: getattr(record, name) for name in changed}
    rows = type(record)._default_manager.filter(pk=record.pk, version=record.version)
    if not rows.update(**columns, version=record.version + 1, updated_at=timezone.now()):
        raise _outdated()
    record.version += 1
    return True


def rank(value: Any, why: str | None) -> int:
    """How much is known: 0 not entered, 1 asked and not known, 2 known (also a reason such as NOT_DONE)."""
    if value is None:
        return 0 if why is None else 1 if why == UNKNOWN else 2
    return 1 if value in (UNKNOWN, [UNKNOWN]) else 2


def same(has: Any, said: Any) -> bool:
    """Whether two values of one field are equal: 82 is 82.0, and a set has no order."""
    if isinstance(has, list) and isinstance(said, list):
        return sorted(has) == sorted(said)
    return bool(has == said)


def wordings(error: ValidationError) -> dict[str, list[str]]:
    """What a refusal says, by field; under the empty name what it says of the whole."""
    if hasattr(error, "error_dict"):
        return {name: list(said) for name, said in error.message_dict.items()}
    return {"": list(error.messages)}


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})


def _outdated() -> Conflict:
    return Conflict(_("This was changed by someone else meanwhile. Reload to see the new values."))


def _explain(record: Record, name: str, reason: str) -> None:
    """Notes why a field has no value; an empty reason takes the note back."""
    if reason and reason not in MISSING_LABELS:
        raise ValidationError({name: _("Unknown reason: %(reason)s") % {"reason": reason}})
    if reason and getattr(record, name) is not None:
        raise ValidationError({name: _("A value and a reason for having none cannot both stand.")})
    record.missing.pop(name, None)
    if reason:
        record.missing[name] = reason
