"""API fields made from model fields, so that codes, limits and units are declared once."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from centers.models import Center
from centers.serializers import Code, Distinct, Number, Text, Whole

from .. import coding, display
from ..dates import InvalidDate, PartialDate
from ..fields import CodeField, CodeSetField, LinkField, NumberField, PartialDateField, WholeField
from ..models import Case
from ..models.base import Record
from ..vocabulary import Kind

Field = serializers.Field[Any, Any, Any, Any]
ISO = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
DATE = "As much of the date as is known: 2021-03-12, 2021-03 or 2021."
SAME_CASE = "Id of an entry of the same case."
LONGEST_LIST = 40
# How a text that holds terms of a vocabulary is written and answered.
OPEN_TERMS = {
    Kind.DRUG: "Keys of the vocabulary `drug`; a name or ATC code is stored as its key, other text as it is.",
    Kind.ALTERATION: "As the vocabulary `alteration` writes it, whatever the spelling; other text as it is.",
}


@extend_schema_field({"type": "string", "pattern": ISO, "example": "2021-03"})
class PartialDateText(serializers.Field[Any, Any, Any, Any]):
    """A date of known precision as ISO 8601 text. A missing part is never made up."""

    default_error_messages = {"invalid": _("Write a date as 2021-03-12, 2021-03 or 2021.")}

    def get_attribute(self, instance: Any) -> PartialDate | None:
        return PartialDate.of(instance, str(self.source))

    def to_representation(self, value: PartialDate) -> str:
        return value.isoformat()

    def to_internal_value(self, data: Any) -> PartialDate:
        if not isinstance(data, str) or not re.fullmatch(ISO, data):
            self.fail("invalid")
        try:
            return PartialDate.from_parts(*(int(part) for part in data.split("-")))
        except InvalidDate as error:
            raise serializers.ValidationError(str(error)) from error


def field(model: type[Record], name: str, *, required: bool) -> Field:
    """The API field of a model field; null means not entered. `required` says that it is always there."""
    declared: Any = model._meta.get_field(name)
    options = {
        "required": required,
        "allow_null": True,
        "label": str(declared.verbose_name),
        "help_text": _help(declared),
    }
    return _builder(declared)(declared, options)


def needs_reason(model: type[Record], name: str) -> bool:
    """Whether `missing` may say why the field has no value; codes hold UNKNOWN themselves."""
    return not isinstance(model._meta.get_field(name), CodeField | CodeSetField)


def _help(declared: Any) -> str:
    if isinstance(declared, PartialDateField):
        return DATE
    if isinstance(declared, LinkField):
        return "Public id of another case of the patient." if declared.within == "patient" else SAME_CASE
    if isinstance(declared, models.ForeignKey):
        return "Code of a center."
    if declared.name in coding.OPEN:
        return OPEN_TERMS[coding.VOCABULARY_OF[declared.name]]
    if isinstance(declared, NumberField):
        places = f"At most {declared.decimal_places} decimal places."
        return f"{_in_unit(declared.name)} {places}".strip()
    return _in_unit(declared.name) if isinstance(declared, WholeField) else ""


def _in_unit(name: str) -> str:
    unit = display.unit(name)
    return f"In {unit}." if unit else ""


def _builder(declared: Any) -> Callable[[Any, dict[str, Any]], Field]:
    return next(build for kind, build in BUILDERS if isinstance(declared, kind))


def _date(declared: Any, options: dict[str, Any]) -> Field:
    return PartialDateText(**options)


def _codes(declared: Any, options: dict[str, Any]) -> Field:
    return Distinct(child=Code(choices=_plain(declared.base_field.flatchoices)), **options)


def _texts(declared: Any, options: dict[str, Any]) -> Field:
    child = Text(max_length=declared.base_field.max_length)
    return Distinct(child=child, max_length=LONGEST_LIST, **options)


def _code(declared: Any, options: dict[str, Any]) -> Field:
    return Code(choices=_plain(declared.flatchoices), **options)


def _whole(declared: Any, options: dict[str, Any]) -> Field:
    low, high = declared.limits
    return Whole(min_value=low, max_value=high, **options)


def _number(declared: Any, options: dict[str, Any]) -> Field:
    low, high = (Decimal(str(limit)) for limit in declared.limits)
    places, digits = declared.decimal_places, declared.max_digits
    return Number(min_value=low, max_value=high, max_digits=digits, decimal_places=places, **options)


def _center(declared: Any, options: dict[str, Any]) -> Field:
    return serializers.SlugRelatedField(slug_field="code", queryset=Center.objects.all(), **options)


def _link(declared: Any, options: dict[str, Any]) -> Field:
    rows = declared.related_model._default_manager.all()
    if issubclass(declared.related_model, Case):
        return serializers.SlugRelatedField(slug_field="public_id", queryset=rows, **options)
    return serializers.PrimaryKeyRelatedField(pk_field=Whole(min_value=1), queryset=rows, **options)


def _text(declared: Any, options: dict[str, Any]) -> Field:
    return Text(max_length=declared.max_length, **options)


def _plain(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in choices]


# The first kind that fits: coded fields are character fields too.
BUILDERS: tuple[tuple[type[Any], Callable[[Any, dict[str, Any]], Field]], ...] = (
    (PartialDateField, _date),
    (CodeSetField, _codes),
    (ArrayField, _texts),
    (CodeField, _code),
    (WholeField, _whole),
    (NumberField, _number),
    (LinkField, _link),
    (models.ForeignKey, _center),
    (models.CharField, _text),
)
