"""Model fields of clinical values: coded, coded sets, dates with their precision.

The database checks every code, so that a bulk write or raw SQL cannot store what the form would refuse.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from . import codes
from .dates import PartialDate, Precision

if TYPE_CHECKING:  # the stubs' fields are generic, Django's own are not
    from django.utils.functional import _StrPromise

    Label = str | _StrPromise
    Char = models.CharField[Any, Any]
    Array = ArrayField[Any, Any]
    Date = models.DateField[Any, Any]
    Foreign = models.ForeignKey[Any, Any]
    Whole = models.IntegerField[Any, Any]
    Number = models.DecimalField[Any, Any]
else:
    Label = str | Promise
    Char, Array, Date, Foreign = models.CharField, ArrayField, models.DateField, models.ForeignKey
    Whole, Number = models.IntegerField, models.DecimalField


def _quoted(values: list[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


class CodeField(Char):
    """One code of a list in `codes.py`, or null: not entered. UNKNOWN is a code.

    A migration that changes the list adds a `Recheck` (registry/recheck.py), as one that changes limits does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        return f'"{self.column}" in ({_quoted([value for value, _label in self.flatchoices])})'


class CodeSetField(Array):
    """A set of codes, or null: not entered. An empty set is not stored: nothing chosen is not entered."""

    def __init__(self, base_field: models.Field[Any, Any] | None = None, **kwargs: Any) -> None:
        self.codes = kwargs.pop("codes", None) or (base_field.choices if base_field else None)
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(models.CharField(max_length=40, choices=self.codes), **kwargs)

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        values = _quoted([value for value, _label in self.base_field.flatchoices])
        return f'"{self.column}" <@ array[{values}]::varchar[] and cardinality("{self.column}") > 0'

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(sorted(value) if value else None)


class PartialDateField(Date):
    """A date of known precision. The column holds the day used for arithmetic (month: the 15th, year:
    1 July; clinical.md section 2), its twin `<name>_precision` says how much of it is known."""

    def value_from_object(self, obj: models.Model) -> PartialDate | None:
        return PartialDate.of(obj, self.attname)

    def save_form_data(self, instance: models.Model, data: PartialDate | None) -> None:
        set_date(instance, self.attname, data)


class PrecisionField(CodeField):
    """The twin of a PartialDateField: null exactly when the date is."""

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        date = str(self.column).removesuffix("_precision")
        known = super().db_check(connection)
        return f'({known} or "{self.column}" is null) and ("{date}" is null) = ("{self.column}" is null)'


def set_date(instance: models.Model, name: str, value: PartialDate | None) -> None:
    """Writes a date and its precision, or clears both."""
    setattr(instance, name, value.date if value else None)
    setattr(instance, f"{name}_precision", value.precision.value if value else None)


def partial_date(label: Label, **kwargs: Any) -> tuple[PartialDateField, PrecisionField]:
    """Declares a date and its precision: `visit_date, visit_date_precision = partial_date(_("visit"))`."""
    return (
        PartialDateField(label, null=True, blank=True, **kwargs),
        PrecisionField(choices=Precision.choices, max_length=5, editable=False),
    )


def yes_no(label: Label, **kwargs: Any) -> CodeField:
    """Yes, no or unknown; null is not entered."""
    return CodeField(label, choices=codes.YES_NO, **kwargs)


class Limited:
    """Mixin of number fields: `limits` are the lowest and highest value, checked by form and database."""

    def __init__(self, *args: Any, limits: tuple[float, float], **kwargs: Any) -> None:
        self.limits = limits
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    @cached_property
    def validators(self) -> list[Any]:
        low, high = self.limits
        return [*super().validators, MinValueValidator(low), MaxValueValidator(high)]  # type: ignore[misc]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return name, path, args, {**kwargs, "limits": self.limits}

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        return f'"{self.column}" between {self.limits[0]} and {self.limits[1]}'  # type: ignore[attr-defined]


class WholeField(Limited, Whole):
    """A whole number within limits, or null: not entered."""


class NumberField(Limited, Number):
    """A number with decimals within limits, or null: not entered."""


class LinkField(Foreign):
    """Another row of the same case (`within="case"`) or case of the same patient, or null: not entered.

    The form offers only those; a `Linked` constraint of the migration holds it in the database.
    """

    def __init__(self, *args: Any, within: str, **kwargs: Any) -> None:
        self.within = within
        defaults = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}
        super().__init__(*args, **{**defaults, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "within": self.within}

    def offered(self, instance: models.Model) -> "models.QuerySet[Any, Any]":
        """The rows that `instance` may name: the others of its case or patient, but for those voided."""
        shared, named = f"{self.within}_id", models.Q(pk=getattr(instance, self.attname))
        rows = self.related_model._default_manager.filter(**{shared: getattr(instance, shared)})
        rows = rows.filter(models.Q(voided_at__isnull=True) | named)
        return rows.exclude(pk=instance.pk) if isinstance(instance, self.related_model) else rows

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if value is None:
            return
        if model_instance and self.offered(model_instance).filter(pk=value, voided_at__isnull=True).exists():
            return
        raise ValidationError(_("There is no such entry."), code="invalid")


def at_center(label: Label) -> "models.ForeignKey[Any, Any]":
    """A center of the network: where something was done."""
    return models.ForeignKey(
        "centers.Center", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


def text(label: Label, longest: int = 100) -> "models.CharField[str | None, str | None]":
    """A short text, or null: not entered."""
    return models.CharField(label, max_length=longest, null=True, blank=True)


def texts(label: Label, longest: int = 60) -> "ArrayField[Any, Any]":
    """Several short texts, or null: not entered."""
    return ArrayField(models.CharField(max_length=longest), null=True, blank=True, verbose_name=label)


def millimeters(label: Label, limits: tuple[float, float] = (0, 1000), **kwargs: Any) -> NumberField:
    """A length in millimeters, one decimal. Lengths are stored once, in this unit."""
    return NumberField(label, limits=limits, max_digits=6, decimal_places=1, **kwargs)


def number(label: Label, low: int, high: int, **kwargs: Any) -> WholeField:
    """A whole number from `low` to `high`."""
    return WholeField(label, limits=(low, high), **kwargs)


def decimal(label: Label, low: float, high: float, places: int = 2, **kwargs: Any) -> NumberField:
    """A number from `low` to `high` with `places` decimals."""
    return NumberField(label, limits=(low, high), max_digits=9, decimal_places=places, **kwargs)


MISSING_LABELS = {
    "UNKNOWN": _("Unknown"),
    "NOT_DONE": _("Not done"),
    "NOT_APPLICABLE": _("Not applicable"),
    "PENDING": _("Pending"),
    "NOT_AVAILABLE": _("Not available here"),
}
