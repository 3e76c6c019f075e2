"""A contradiction as people read it: what is wrong, both values, and the way to each field."""

from collections.abc import Iterable
from dataclasses import dataclass

from . import display
from .explained import Line
from .models import Case
from .models.base import Entry, Record
from .sections import SECTIONS, Section
from .validation import Broken, Level, Place, broken


@dataclass(frozen=True)
class Finding:
    """One broken rule of a case. `lines` are the values that contradict each other, each with its field."""

    broken: Broken
    lines: tuple[Line, ...]

    @property
    def code(self) -> str:
        """The rule's."""
        return self.broken.rule.code

    @property
    def level(self) -> Level:
        """The rule's."""
        return self.broken.rule.level

    @property
    def sentence(self) -> str:
        """The rule's, in the reader's language."""
        return str(self.broken.rule.sentence)

    def fields(self, section: Section, record: Record | None = None) -> set[str]:
        """Its fields in a section, or in one record of the section."""
        return {
            place.field
            for place in self.broken.places
            if _section(place) is section and (record is None or place.record == record)
        }


def findings(case: Case, entries: Iterable[Entry]) -> tuple[Finding, ...]:
    """What to look at in a case, in the order of the rules; `entries` are those that stand."""
    return tuple(
        Finding(one, tuple(_line(case, place) for place in one.places)) for one in broken(case, entries)
    )


def words(one: Broken) -> str:
    """In one line: `A date is after the death of the patient. Date of death: 2 Nov 2025; ...`."""
    values = "; ".join(f"{_label(place)}: {_value(place)}" for place in one.places)
    return f"{one.rule.sentence} {values}"


def _line(case: Case, place: Place) -> Line:
    section = _section(place)
    if isinstance(place.record, Entry):
        url = section.entry_url(case.public_id, place.record.pk, place.field)
    else:
        url = section.url(case.public_id, place.field)
    return Line(_label(place), _value(place), url)


def _label(place: Place) -> str:
    """The field's name; one that entries of several kinds share says of which kind it is."""
    name = display.label(type(place.record), place.field)
    if not isinstance(place.record, Entry):
        return name
    return f"{_section(place).title}, {name.lower() if name[1:2].islower() else name}"


def _value(place: Place) -> str:
    return display.answer(place.record, place.field) or "–"


def _section(place: Place) -> Section:
    """Where a place is entered."""
    kind = type(place.record)
    return next(
        section
        for section in SECTIONS.values()
        if section.model is kind and (section.repeats or place.field in section.fields())
    )
