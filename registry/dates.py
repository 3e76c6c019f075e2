"""Dates of which only a part is known. Missing parts are never invented: the precision says so."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "DAY", _("exact day")
    MONTH = "MONTH", _("day unknown")
    YEAR = "YEAR", _("day and month unknown")


class InvalidDate(ValueError):
    """A text that names no date, or a day that does not exist. The message is for people."""


_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[/.\- ])?(\d{1,2}|[^\W\d_]{3,})\.?[/.\- ])?(\d{4}|\d{2})$")
_RELATIVE = re.compile(r"t(?:\s*-\s*(\d{1,5}))?$")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero janeiro",
            "feb february febrero fev fevereiro",
            "mar march marzo marco março",
            "apr april abr abril",
            "may mayo mai maio",
            "jun june junio junho",
            "jul july julio julho",
            "aug august ago agosto",
            "sep sept september septiembre setiembre set setembro",
            "oct october octubre out outubro",
            "nov november noviembre novembro",
            "dec december dic diciembre dez dezembro",
        ),
        start=1,
    )
    for name in names.split()
}


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day for arithmetic (month: the 15th, year: 1 July) and how much of it is known."""

    date: datetime.date
    precision: Precision = Precision.DAY

    @classmethod
    def of(cls, obj: Any, name: str) -> Self | None:
        """Reads a date and its precision off a model instance; None when not entered."""
        date = getattr(obj, name)
        return None if date is None else cls(date, Precision(getattr(obj, f"{name}_precision") or "DAY"))

    @classmethod
    def from_parts(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        """Raises InvalidDate, naming the month, when the day does not exist."""
        if month is not None and not 1 <= month <= 12:
            raise InvalidDate(_("There is no month %(month)s.") % {"month": month})
        if not 1800 <= year <= 2200:
            raise InvalidDate(_("%(year)s is not a year a registry can hold.") % {"year": year})
        if month is None:
            return cls(datetime.date(year, 7, 1), Precision.YEAR)
        if day is None:
            return cls(datetime.date(year, month, 15), Precision.MONTH)
        try:
            return cls(datetime.date(year, month, day), Precision.DAY)
        except ValueError:
            last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
            name = date_format(datetime.date(year, month, 1), "F Y")
            raise InvalidDate(_("%(month)s has %(last)s days.") % {"month": name, "last": last}) from None

    @classmethod
    def parse(cls, text: str, today: datetime.date | None = None) -> Self:
        """Reads `2021`, `2021-03`, `2021-03-12`, `12/3/21`, `12.3.2021`, `3/2021`, `12 mar 2021` and, when
        `today` is given, `t` and `t-7`. Day comes before month, always. Raises InvalidDate."""
        text = " ".join(text.strip().lower().replace(" de ", " ").split())
        if today and (match := _RELATIVE.match(text)):
            return cls(today - datetime.timedelta(days=int(match[1] or 0)))
        if match := _ISO.match(text):
            return cls.from_parts(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
        if match := _DAY_FIRST.match(text):
            day, month, year = match.groups()
            if month or len(year) == 4:
                return cls.from_parts(_year(year), _month(month), int(day) if day else None)
        raise InvalidDate(_("Write a date as 12/3/2021, 3/2021 or 2021."))

    def __str__(self) -> str:
        formats = {Precision.DAY: "j M Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
        return date_format(self.date, formats[self.precision])

    def isoformat(self) -> str:
        """`2021-03-12`, `2021-03` or `2021`: what is known, in ISO 8601."""
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.date.isoformat()[:length]


def extent(date: PartialDate) -> tuple[datetime.date, datetime.date]:
    """The first and last day a partial date may mean."""
    day = date.date
    if date.precision is Precision.YEAR:
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if date.precision is Precision.MONTH:
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day


def _year(text: str) -> int:
    """Two digits mean 19xx from 50 on: nobody is born in the future."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 50 else 2000)


def _month(text: str | None) -> int | None:
    if text is None or text.isdigit():
        return int(text) if text else None
    if text not in _MONTHS:
        raise InvalidDate(_("%(text)s is not a month.") % {"text": text})
    return _MONTHS[text]


def age_on(born: PartialDate, day: datetime.date) -> int:
    """Completed years. A birth known only to the year counts from 1 July (clinical.md section 2)."""
    return day.year - born.date.year - ((day.month, day.day) < (born.date.month, born.date.day))
