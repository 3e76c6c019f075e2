"""The course of a case in time: one ordered list of dated events, and a drawing of it in lanes.

Pure functions. A date of which only the month or year is known is drawn as wide as what is not known.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst

from . import display
from .dates import PartialDate, Precision, extent
from .fields import PartialDateField
from .models import Case
from .models.base import Entry
from .sections import SECTIONS, Section

WIDTH, LABELS, TOP, LANE = 992, 104, 24, 33  # pixels: drawing, lane names, above the first lane, per lane
AXIS, TICK_ROOM = 6, 24  # below the last lane
CHARACTER = 6.3  # average width of a character at 12 px, to keep labels apart
GAP = 10
NARROWEST_SPAN, BAR, TAG = 4, 12, 50


@dataclass(frozen=True)
class Event:
    """One dated event. `until` ends a span; `url` is where it is entered; `board`: a board discussion."""

    lane: str | Promise
    when: PartialDate
    text: str
    url: str
    until: PartialDate | None = None
    board: bool = False

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day it may cover."""
        first, last = extent(self.when)
        return first, max(last, extent(self.until)[1]) if self.until else last


def events(case: Case, entries: Mapping[str, Sequence[Entry]]) -> tuple[Event, ...]:
    """Every dated event of a case in order: the dates of case and patient, and the entries by section."""
    found: list[Event] = []
    for section in SECTIONS.values():
        if section.repeats:
            found += [event for row in entries[section.slug] if (event := _of_entry(case, section, row))]
        elif section.lane:
            found += _of_fields(case, section)
    return tuple(sorted(found, key=lambda event: (event.when.date, event.days)))


def _of_entry(case: Case, section: Section, row: Entry) -> Event | None:
    when = PartialDate.of(row, row.when)
    if when is None:
        return None
    told = display.summary(row, section.summary) or str(section.model._meta.verbose_name)
    until = PartialDate.of(row, section.until) if section.until else None
    url = section.entry_url(case.public_id, row.pk)
    return Event(section.lane, when, told, url, until, section.slug == "board")


def _of_fields(case: Case, section: Section) -> Iterable[Event]:
    record = case if section.model is Case else case.patient
    for name in section.fields():
        field = record._meta.get_field(name)
        if isinstance(field, PartialDateField) and (when := PartialDate.of(record, name)):
            label = capfirst(str(field.verbose_name))
            yield Event(section.lane, when, label, section.url(case.public_id, name))


@dataclass(frozen=True)
class Mark:
    """One event in the drawing, in pixels: shape is dot, board, bar or fuzzy. `text_x` is None when there is
    no room for its label: the list names it."""

    shape: str
    x: float
    y: float
    width: float
    text: str
    text_x: float | None
    text_end: bool = False


@dataclass(frozen=True)
class Lane:
    """One row of the drawing."""

    name: str
    y: int
    shaded: bool
    marks: tuple[Mark, ...]

    @property
    def middle(self) -> float:
        return self.y + LANE / 2

    @property
    def top(self) -> float:
        """Where bars begin."""
        return self.middle - BAR / 2

    @property
    def baseline(self) -> float:
        return self.middle + 4


@dataclass(frozen=True)
class Tick:
    """A date on the axis."""

    x: float
    label: str


@dataclass(frozen=True)
class Drawing:
    """Everything the SVG template needs. `today` is an x, or None when today is not in the drawing."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    axis_y: int
    today: float | None
    left: int = LABELS
    lane_height: int = LANE

    @property
    def tag_middle(self) -> float:
        """Where "today" is written: above its line, inside the drawing."""
        return min(self.today or 0, self.width - TAG / 2)

    @property
    def tag_x(self) -> float:
        return self.tag_middle - TAG / 2


def draw(shown: Sequence[Event], today: datetime.date | None) -> Drawing | None:
    """Lays events out; None when there is nothing to draw. `today` is None for shifted dates."""
    if not shown:
        return None
    first = min(event.days[0] for event in shown)
    last = max(event.days[1] for event in shown)
    end = max(last, today) if today else last
    scale = _Scale(first, max((end - first).days, 30))
    names = list(dict.fromkeys(str(s.lane) for s in SECTIONS.values() if s.lane))
    used = [name for name in names if any(str(event.lane) == name for event in shown)]
    lanes = tuple(
        _lane(name, row, [event for event in shown if str(event.lane) == name], scale)
        for row, name in enumerate(used)
    )
    axis = TOP + LANE * len(lanes) + AXIS
    ticks = tuple(_ticks(scale, first, end))
    return Drawing(WIDTH, axis + TICK_ROOM, lanes, ticks, axis, scale.x(today) if today else None)


@dataclass(frozen=True)
class _Scale:
    first: datetime.date
    days: int

    def x(self, day: datetime.date) -> float:
        room = WIDTH - LABELS - 2 * GAP - 24
        return round(LABELS + GAP + room * (day - self.first).days / self.days, 1)


def _lane(name: str, row: int, shown: Sequence[Event], scale: _Scale) -> Lane:
    """Marks from left to right; a label is written where it meets neither its neighbors nor the edge."""
    y = TOP + LANE * row
    starts = [scale.x(event.days[0]) for event in shown] + [float(WIDTH)]
    marks: list[Mark] = []
    free = float(LABELS)
    for place, event in enumerate(shown):
        x, stop = starts[place], scale.x(event.days[1])
        width = max(stop - x, NARROWEST_SPAN) if stop > x or event.until else 0
        needed, after = len(event.text) * CHARACTER, max(x + width, x + 5) + 5
        text_x: float | None = None
        at_end = False
        if after + needed <= starts[place + 1] - GAP:
            text_x, free_after = after, after + needed
        elif x - GAP - needed >= free:
            text_x, at_end, free_after = x - GAP, True, after
        else:
            free_after = after
        marks.append(Mark(_shape(event, width), x, y + LANE / 2, width, event.text, text_x, at_end))
        free = free_after
    return Lane(name, y, row % 2 == 0, tuple(marks))


def _shape(event: Event, width: float) -> str:
    if event.board and not width:
        return "board"
    if event.until and event.when.precision is Precision.DAY and event.until.precision is Precision.DAY:
        return "bar"
    return "fuzzy" if width else "dot"


def _ticks(scale: _Scale, first: datetime.date, last: datetime.date) -> Iterable[Tick]:
    """At most about eight dates: quarters, halves or whole years apart."""
    months = next((step for step in (1, 3, 6, 12, 24, 60) if scale.days / 30.44 / step <= 8), 240)
    place = first.year * 12 + first.month - 1
    place += -place % months if months <= 12 else -(place % 12) % 12
    while (day := datetime.date(place // 12, place % 12 + 1, 1)) <= last:
        if day >= first:
            yield Tick(scale.x(day), date_format(day, "Y" if months >= 12 else "M Y"))
        place += months
