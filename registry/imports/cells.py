"""From what a cell holds to a value of the record: exactly, or refused with the reason."""

import datetime
import re
from collections.abc import Callable
from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from .. import coding
from ..codes import UNKNOWN
from ..dates import InvalidDate, PartialDate, Precision
from ..fields import MISSING_LABELS, CodeField, CodeSetField, NumberField, PartialDateField, WholeField
from .mapping import Mapping, Rule
from .problems import Refusal
from .targets import Target

LONGEST_NUMBER = 15  # digits; beyond them spreadsheets and JSON readers have rounded already
NUMBERS = {mark: re.compile(rf"[+-]?[0-9]+({re.escape(mark)}[0-9]+)?") for mark in (".", ",")}
DATES = {
    "ISO": re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?"),
    "DMY": re.compile(r"(((?P<day>[0-9]{1,2})[./-])?(?P<month>[0-9]{1,2})[./-])?(?P<year>[0-9]{4})"),
    "MDY": re.compile(r"((?P<month>[0-9]{1,2})[./-]((?P<day>[0-9]{1,2})[./-])?)?(?P<year>[0-9]{4})"),
}
DATE_HINTS = {"ISO": "2021-03-12", "DMY": "12/3/2021", "MDY": "3/12/2021"}


@dataclass(frozen=True)
class Unreadable:
    """A cell whose content cannot be known from the file, such as a formula."""

    code: str
    reason: str
    text: str = ""


@dataclass(frozen=True)
class Reading:
    """What a cell says: a value, or a reason for having none, or nothing at all (not entered)."""

    value: Any = None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.value is not None or bool(self.reason)


NOTHING = Reading()
Cell = Any  # str, Decimal, bool, datetime, list of these (JSON), Unreadable, or None


def shown(cell: Cell) -> str:
    """The cell as text without spaces at its ends: what `values`, `missing`, `equals` are held against."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, list):
        return ", ".join(shown(part) for part in cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, Unreadable):
        return cell.text
    return "" if cell is None else str(cell)


class Reader:
    """Reads cells by the rules of one mapping. `centers` are the centers of the network by code."""

    def __init__(self, mapping: Mapping, centers: Lookup[str, models.Model]) -> None:
        self.mapping, self.centers = mapping, centers

    def read(self, rule: Rule, cell: Cell, anchor: datetime.date | None = None) -> Reading:
        """What the cell says about the rule's target. Raises Refusal."""
        parts = cell if isinstance(cell, list) else [cell]
        if rule.split and isinstance(cell, str):
            parts = cell.split(rule.split)
        if not isinstance(rule.target.field, ArrayField):
            return self._one(rule, _single(parts), anchor)
        found = [reading for part in parts if (reading := self._one(rule, part, anchor))]
        values = [reading.value for reading in found if reading.value is not None]
        if values:
            return Reading(sorted(set(values)) if rule.target.is_coded else values)
        return found[0] if found else NOTHING

    def text(self, cell: Cell) -> str:
        """The cell as a text to keep, such as an id. Raises Refusal for what is not written as text."""
        return str(_text(self, None, cell))

    def is_blank(self, cell: Cell) -> bool:
        """Whether the cell says nothing: empty, or one of the mapping's `missing`."""
        return not isinstance(cell, Unreadable) and (not shown(cell) or shown(cell) in self.mapping.missing)

    def _one(self, rule: Rule, cell: Cell, anchor: datetime.date | None) -> Reading:
        if isinstance(cell, Unreadable):
            raise Refusal(cell.code, cell.reason)
        text = shown(cell)
        if text in rule.values:
            return self.literal(rule.target, rule.values[text])
        if self.is_blank(cell):
            return NOTHING
        if text in self.mapping.unknown:
            return self.literal(rule.target, UNKNOWN)
        if rule.values and (rule.target.is_coded or rule.target.is_vocabulary):
            raise Refusal("value", _("is not among the values of the mapping: %s") % ", ".join(rule.values))
        if rule.from_anchor:
            return Reading(_days(cell, anchor))
        return Reading(self.convert(rule, cell))

    def literal(self, target: Target, text: str) -> Reading:
        """A value the mapping itself writes: a code, UNKNOWN, a reason for having no value, or nothing."""
        if text == "":
            return NOTHING
        if text == UNKNOWN and (target.is_vocabulary or UNKNOWN in target.codes):
            return Reading(UNKNOWN)
        if text in MISSING_LABELS and not target.is_coded:
            return Reading(reason=text)
        return Reading(self.convert(Rule(target), text))

    def convert(self, rule: Rule, cell: Cell) -> Any:
        """The cell as a value of the target's field. Raises Refusal."""
        for kind, function in CONVERSIONS:
            if isinstance(rule.target.field, kind):
                return function(self, rule, cell)
        raise Refusal("value", _("cannot be imported into %s") % rule.target)


def check_values(reader: Reader, rule: Rule) -> None:
    """Raises Refusal when a constant or one of `values` does not fit the target."""
    if isinstance(rule.target.field, models.ForeignKey):
        return  # centers are known when a file is read
    for text in (*rule.values.values(), *filter(None, [rule.const])):
        reader.literal(rule.target, text)


def _single(parts: list[Cell]) -> Cell:
    """The one value of a nested path; several that agree are one."""
    if len(parts) > 1 and any(part != parts[0] for part in parts):
        raise Refusal("several", _("%s different values where one is expected") % len(parts))
    return parts[0] if parts else None


def _days(cell: Cell, anchor: datetime.date | None) -> PartialDate:
    if anchor is None:
        raise Refusal("anchor", _("counts days, and there is no date to count from"))
    try:
        day = anchor + datetime.timedelta(days=_whole_number(_exact(cell, ".")))
        return PartialDate.from_parts(day.year, day.month, day.day)
    except (OverflowError, InvalidDate) as error:
        raise Refusal("range", _("is too many days for a date")) from error


def _exact(cell: Cell, mark: str) -> Decimal:
    """A number written in full: no thousands separators, no units, no exponent."""
    if isinstance(cell, Decimal):
        number = cell
    elif isinstance(cell, str) and NUMBERS[mark].fullmatch(cell.strip()):
        number = Decimal(cell.strip().replace(",", "."))
    else:
        raise Refusal("number", _("is not a number written as %s") % f"12{mark}5")
    if number.adjusted() >= LONGEST_NUMBER:
        raise Refusal("range", _("has more than %s digits") % LONGEST_NUMBER)
    return number


def _whole_number(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise Refusal("number", _("is not a whole number"))
    return int(number)


def _whole(reader: Reader, rule: Rule, cell: Cell) -> int:
    return _whole_number(_exact(cell, reader.mapping.decimal) * rule.factor)


def _number(reader: Reader, rule: Rule, cell: Cell) -> Decimal:
    number, places = _exact(cell, reader.mapping.decimal) * rule.factor, _places(rule.target)
    if number != number.quantize(Decimal(1).scaleb(-places)):
        raise Refusal("number", _("has more decimals than the record keeps (%s)") % places)
    return number


def _places(target: Target) -> int:
    return int(getattr(target.field, "decimal_places", 0))


def _date(reader: Reader, rule: Rule, cell: Cell) -> PartialDate:
    if isinstance(cell, datetime.datetime):
        if cell.time() != datetime.time():
            raise Refusal("date", _("has a time of day, which a date cannot hold"))
        return PartialDate(cell.date(), Precision.DAY)
    form = reader.mapping.dates
    match = DATES[form].fullmatch(shown(cell))
    if match is None:
        raise Refusal("date", _("is not a date written as %s") % DATE_HINTS[form])
    try:
        year, month, day = (match[part] for part in ("year", "month", "day"))
        return PartialDate.from_parts(int(year), int(month) if month else None, int(day) if day else None)
    except InvalidDate as error:
        raise Refusal("date", error) from error


def _code(reader: Reader, rule: Rule, cell: Cell) -> str:
    known = rule.target.codes
    if shown(cell) not in known:
        raise Refusal("value", _("is not one of the codes: %s") % ", ".join(known))
    return shown(cell)


def _center(reader: Reader, rule: Rule, cell: Cell) -> models.Model:
    if shown(cell) not in reader.centers:
        raise Refusal("value", _("is not the code of a center"))
    return reader.centers[shown(cell)]


def _text(reader: Reader, rule: Rule | None, cell: Cell) -> str:
    if isinstance(cell, Unreadable):
        raise Refusal(cell.code, cell.reason)
    if isinstance(cell, datetime.datetime):
        raise Refusal("text", _("is stored as a date where a text is expected"))
    if isinstance(cell, Decimal):
        return str(_whole_number(_exact(cell, ".")))
    text = shown(cell)
    if "\0" in text or text != text.encode("utf-8", "replace").decode():
        raise Refusal("text", _("holds characters that are no text"))
    if rule is not None and rule.target.is_vocabulary:
        _check_vocabulary(rule.target, text)
    return text


def _check_vocabulary(target: Target, text: str) -> None:
    try:
        coding.check({target.name: text})
    except ValidationError as error:
        raise Refusal("value", " ".join(error.messages)) from error


Conversion = Callable[[Reader, Rule, Cell], Any]
CONVERSIONS: tuple[tuple[type[models.Field[Any, Any]], Conversion], ...] = (
    (PartialDateField, _date),
    (CodeField, _code),
    (CodeSetField, _code),
    (ArrayField, _text),
    (WholeField, _whole),
    (NumberField, _number),
    (models.ForeignKey, _center),
    (models.CharField, _text),
)
