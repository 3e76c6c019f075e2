"""From a cell to a value of one kind of field: exactly, or refused with the reason."""

import datetime
import re
from collections.abc import Callable
from collections.abc import Mapping as Lookup
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from .. import coding
from ..dates import InvalidDate, PartialDate, Precision
from ..fields import CodeField, CodeSetField, NumberField, PartialDateField, WholeField
from ..records import Values
from .cells import Cell, shown
from .mapping import Mapping, Rule
from .numbers import days, exact, whole
from .problems import Refusal
from .targets import Target
from .texts import as_text, in_short

DATES = {
    "ISO": re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?"),
    "DMY": re.compile(r"(((?P<day>[0-9]{1,2})[./-])?(?P<month>[0-9]{1,2})[./-])?(?P<year>[0-9]{4})"),
    "MDY": re.compile(r"((?P<month>[0-9]{1,2})[./-]((?P<day>[0-9]{1,2})[./-])?)?(?P<year>[0-9]{4})"),
}
DATE_HINTS = {"ISO": "2021-03-12", "DMY": "12/3/2021", "MDY": "3/12/2021"}
Centers = Lookup[str, models.Model]


def convert(mapping: Mapping, centers: Centers, rule: Rule, cell: Cell) -> Any:
    """The cell as a value of the rule's target. Raises Refusal."""
    for kind, function in _BY_FIELD:
        if isinstance(rule.target.field, kind):
            return function(mapping, centers, rule, cell)
    raise Refusal("value", _("cannot be imported into %s") % rule.target)


def since(anchor: datetime.date | None, rule: Rule, cell: Cell, mark: str) -> PartialDate:
    """The day that lies so many days (or months ...) after the anchor. Raises Refusal."""
    if anchor is None:
        raise Refusal("anchor", _("counts days, and there is no date to count from"))
    try:
        day = anchor + datetime.timedelta(days=days(exact(cell, mark), rule.factor))
        return PartialDate.from_parts(day.year, day.month, day.day)
    except (OverflowError, InvalidDate) as error:
        raise Refusal("range", _("is too many days for a date")) from error


def _whole(mapping: Mapping, centers: Centers, rule: Rule, cell: Cell) -> int:
    return whole(exact(cell, mapping.decimal) * rule.factor)


def _number(mapping: Mapping, centers: Centers, rule: Rule, cell: Cell) -> Decimal:
    number, places = exact(cell, mapping.decimal) * rule.factor, _places(rule.target)
    kept = number.quantize(Decimal(1).scaleb(-places))
    if number != kept:
        raise Refusal("number", _("has more decimals than the record keeps (%s)") % places)
    return kept


def _places(target: Target) -> int:
    return int(getattr(target.field, "decimal_places", 0))


def _date(mapping: Mapping, centers: Centers, rule: Rule, cell: Cell) -> PartialDate:
    if isinstance(cell, datetime.datetime):
        if cell.time() != datetime.time():
            raise Refusal("date", _("has a time of day, which a date cannot hold"))
        return PartialDate(cell.date(), Precision.DAY)
    match = DATES[mapping.dates].fullmatch(shown(cell))
    if match is None:
        raise Refusal("date", _("is not a date written as %s") % DATE_HINTS[mapping.dates])
    try:
        year, month, day = (match[part] for part in ("year", "month", "day"))
        return PartialDate.from_parts(int(year), int(month) if month else None, int(day) if day else None)
    except InvalidDate as error:
        raise Refusal("date", error) from error


def _code(mapping: Mapping, centers: Centers, rule: Rule, cell: Cell) -> str:
    known = rule.target.codes
    if shown(cell) not in known:
        raise Refusal("value", _("is not one of the codes: %s") % in_short(known))
    return shown(cell)


def _center(mapping: Mapping, centers: Centers, rule: Rule, cell: Cell) -> models.Model:
    if shown(cell) not in centers:
        raise Refusal("value", _("is not the code of a center"))
    return centers[shown(cell)]


def _text(mapping: Mapping, centers: Centers, rule: Rule, cell: Cell) -> str:
    name, text = rule.target.name, as_text(cell)
    try:
        return str(coding.coded(Values({name: text})).fields[name])
    except ValidationError as error:
        raise Refusal("value", " ".join(error.messages)) from error


Conversion = Callable[[Mapping, Centers, Rule, Cell], Any]
_BY_FIELD: tuple[tuple[type[models.Field[Any, Any]], Conversion], ...] = (
    (PartialDateField, _date),
    (CodeField, _code),
    (CodeSetField, _code),
    (ArrayField, _text),
    (WholeField, _whole),
    (NumberField, _number),
    (models.ForeignKey, _center),
    (models.CharField, _text),
)
