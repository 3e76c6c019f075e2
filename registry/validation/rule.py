"""What a plausibility rule is: a code, a sentence, how serious it is, and what of a record breaks it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from django.utils.functional import Promise

from ..case_values import own_values
from ..dates import PartialDate, extent
from ..derivations import Result
from ..derivations.case import derive
from ..fields import PartialDateField
from ..models import Case, Patient
from ..models.base import Entry, Record

E = TypeVar("E", bound=Entry)
SOURCE = "clinical.md 2.14"


class Level(StrEnum):
    """How serious it is. A stop is never stored; a check and a note are, and are shown: neither blocks."""

    STOP = "stop"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True)
class Place:
    """A field of one record that has to do with a contradiction."""

    record: Record
    field: str


Places = tuple[Place, ...]


@dataclass(frozen=True)
class Course:
    """A case in memory: itself with its patient, and its entries that stand. Nothing here is saved or asked
    of the database, so that an import can be judged before it is written."""

    case: Case
    entries: tuple[Entry, ...]

    @property
    def patient(self) -> Patient:
        """Whose case it is."""
        return self.case.patient

    @property
    def records(self) -> tuple[Record, ...]:
        """Patient, case and entries."""
        return (self.patient, self.case, *self.entries)

    def every(self, kind: type[E]) -> list[E]:
        """The entries of one kind."""
        return [entry for entry in self.entries if isinstance(entry, kind)]

    @cached_property
    def derived(self) -> dict[str, Result]:
        """What the published rules make of the values of the case itself."""
        return derive(own_values(self.case))


Judge = Callable[[Course], Iterable[Places]]


@dataclass(frozen=True)
class Rule:
    """One plausibility rule. `about` are the dotted fields it compares (`surgery.surgery_date`).

    `broken` yields the places of each contradiction in a case. A stop has none there, because the database
    holds it: `constraints` names the checks that do, and without them the limits of the fields themselves.
    """

    code: str
    level: Level
    sentence: str | Promise
    about: tuple[str, ...]
    constraints: tuple[str, ...] = ()
    broken: Judge = lambda _course: ()
    source: str = SOURCE


def rule(
    code: str, level: Level, sentence: str | Promise, about: str, source: str = SOURCE
) -> Callable[[Judge], Rule]:
    """Makes a rule of the function below it; `about` are dotted fields, apart by spaces."""

    def declare(broken: Judge) -> Rule:
        return Rule(code, level, sentence, tuple(about.split()), broken=broken, source=source)

    return declare


def at(record: Record, *fields: str) -> Places:
    """Places of one record."""
    return tuple(Place(record, field) for field in fields)


def dates_of(record: Record) -> Iterator[tuple[str, PartialDate]]:
    """The dates a record has, by the names of their fields."""
    for field in record._meta.concrete_fields:
        if isinstance(field, PartialDateField) and (date := PartialDate.of(record, field.name)):
            yield field.name, date


def is_after(date: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether a date is later than another, however their unknown days fell. No date is not later."""
    return date is not None and other is not None and extent(date)[0] > extent(other)[1]
