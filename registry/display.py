"""Stored values in words, the same on every page: codes by their label, dates as exact as they are known."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from .codes import UNKNOWN
from .dates import PartialDate
from .fields import CodeField, CodeSetField, PartialDateField
from .models import Case, Derived
from .models.base import Record
from .vocabulary import Kind, entity_label, term_label, topography_label

# Ends of field names, and the unit they are stored in.
_UNITS: dict[str, str | Promise] = {
    "_mm2": "mm²",
    "_mm": "mm",
    "_gy": "Gy",
    "_mg_m2": "mg/m²",
    "_mg": "mg",
    "_km": "km",
    "_ml": "ml",
    "_min": "min",
    "_pct": "%",
    "_days": _("days"),
    "_months": _("months"),
}
# Counts, in words for where no label stands beside them.
_COUNTS = {
    "fractions": ngettext_lazy("%(n)s fraction", "%(n)s fractions", "n"),
    "cycles": ngettext_lazy("%(n)s cycle", "%(n)s cycles", "n"),
}
NAMES: dict[str, Callable[[Any], str]] = {
    "entity_id": entity_label,
    "topography_icdo": topography_label,
    "drugs": lambda drugs: ", ".join(term_label(Kind.DRUG, drug) for drug in drugs),
}


def unit(name: str) -> str:
    """The unit a number is stored in, by the name of its field; empty when it has none."""
    return str(next((unit for end, unit in _UNITS.items() if name.endswith(end)), ""))


def label(model: type[models.Model], name: str) -> str:
    """The field's name for people; a unit said in brackets is left out where `unit` says it."""
    text = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return capfirst(text.removesuffix(f" ({unit(name)})"))


def within(text: str | Promise) -> str:
    """A label inside a sentence: its first letter small, but for abbreviations and codes (GIST, R0)."""
    words = str(text)
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def value(record: Record, name: str) -> str:
    """The value of a field in words; empty when it has none."""
    field: Any = record._meta.get_field(name)
    stored = getattr(record, field.attname)
    if stored is None or stored == "":
        return ""
    if name in NAMES:
        return str(_("Unknown")) if stored == UNKNOWN else str(NAMES[name](stored))
    if isinstance(field, PartialDateField):
        return str(PartialDate.of(record, name))
    if isinstance(field, models.ForeignKey):
        return str(getattr(record, name))
    return words(field, stored)


def words(field: Any, stored: Any) -> str:
    """What a field holds: a code by its label, a number with the field's unit, other text as it is."""
    if isinstance(field, CodeField):
        return str(_labels(field).get(str(stored), stored))
    if isinstance(field, CodeSetField):
        return ", ".join(str(_labels(field.base_field).get(code, code)) for code in stored)
    if isinstance(stored, list):
        return ", ".join(stored)
    if isinstance(stored, int | Decimal):
        return f"{number(stored)} {unit(field.name) if field else ''}".strip()
    return str(stored)


def answer(record: Record, name: str) -> str:
    """The value in words, else why there is none, else empty: not entered."""
    return value(record, name) or record.missing_label(name)


def summary(record: Record, names: Iterable[str]) -> str:
    """Some fields in one line; a bare number says what it is: "30 fractions", "score 70"."""
    return ", ".join(part for name in names if (part := _part(record, name)))


def _part(record: Record, name: str) -> str:
    stored = getattr(record, name, None)
    if name in _COUNTS and stored is not None:
        return str(_COUNTS[name] % {"n": stored})
    text = value(record, name)
    is_number = isinstance(record._meta.get_field(name), models.IntegerField | models.DecimalField)
    return f"{within(label(type(record), name))} {text}" if text and is_number and not unit(name) else text


def grade(case: Case) -> str:
    """The final grade where one was entered, else the one derived."""
    shown = Derived.of(case).grade or ""
    return str(_labels(case._meta.get_field("grade_final")).get(shown, shown))


def age_band(age: int | None) -> str:
    """Ten years wide: `60 to 69`. Exact ages are for the forms of the case."""
    if age is None:
        return ""
    youngest = age // 10 * 10
    return gettext("%(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": youngest + 9}


def number(stored: int | Decimal) -> str:
    """A number in the reader's format, without zeros that say nothing."""
    if isinstance(stored, Decimal):
        stored = stored.normalize() if stored % 1 else stored.quantize(Decimal(1))
    return number_format(stored, use_l10n=True, force_grouping=False)


@cache
def _labels(field: Any) -> dict[str, Any]:
    return dict(field.flatchoices)
