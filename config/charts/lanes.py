"""Geometry of a case's timeline: one lane per kind of event, uncertain dates as wide as what is not known."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils import dateformat

from registry.dates import PartialDate, Precision

WIDTH, LABELS = 992.0, 112.0
TOP, LANE = 24.0, 33.0
CHARACTER = 6.6  # width of one 12 px character, generous: fonts differ
MARK = 9.0
MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120)
MAX_TICKS = 9


class Event(Protocol):
    """One dated thing: `lane` in words; `until` for what lasts; `is_board` draws a diamond."""

    when: PartialDate
    until: PartialDate | None
    lane: str
    text: str
    is_board: bool


@dataclass(frozen=True)
class Mark:
    """A dot, diamond, bar or dashed bar, and its label where there is room (else the list has it)."""

    shape: str
    x: float
    y: float
    width: float
    text: str
    text_x: float
    anchor: str


@dataclass(frozen=True)
class Lane:
    """One row."""

    label: str
    y: float
    text_y: float
    shaded: bool
    marks: list[Mark]


@dataclass(frozen=True)
class Timeline:
    """Everything the template draws; coordinates in pixels of a 992 wide drawing."""

    height: float
    bottom: float
    lanes: list[Lane]
    ticks: list[tuple[float, str]]
    now_x: float | None


@dataclass(frozen=True)
class _Scale:
    start: dt.date
    end: dt.date

    def __call__(self, day: dt.date) -> float:
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return round(LABELS + (WIDTH - LABELS - 2 * MARK) * share + MARK, 1)


def draw(events: Sequence[Event], lanes: Sequence[str], today: dt.date | None = None) -> Timeline | None:
    """Lays out `events` in the order of `lanes`; None without events.

    `today` is left out for cases whose dates are shifted.
    """
    spans = [_span(event) for event in events]
    if not spans:
        return None
    ends = [end for _, end in spans] + ([today] if today else [])
    scale = _Scale(min(start for start, _ in spans), max(ends))
    bottom = TOP + LANE * len(lanes)
    return Timeline(
        height=bottom + 26,
        bottom=bottom,
        lanes=[
            Lane(
                label=label,
                y=TOP + LANE * row,
                text_y=TOP + LANE * row + 21,
                shaded=row % 2 == 0,
                marks=_marks([e for e in events if e.lane == label], TOP + LANE * row + LANE / 2, scale),
            )
            for row, label in enumerate(lanes)
        ],
        ticks=_ticks(scale),
        now_x=scale(today) if today else None,
    )


def _span(event: Event) -> tuple[dt.date, dt.date]:
    """First and last day the event may have touched."""
    first, last = _known(event.when)
    return first, max(last, _known(event.until)[1]) if event.until else last


def _known(when: PartialDate) -> tuple[dt.date, dt.date]:
    year, month = when.date.year, when.date.month
    if when.precision == Precision.DAY:
        return when.date, when.date
    if when.precision == Precision.MONTH:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _marks(events: list[Event], middle: float, scale: _Scale) -> list[Mark]:
    """Marks of one lane, left to right; a label goes right of its mark, else left, else nowhere."""
    ordered = sorted(events, key=_span)
    edges = [(scale(start), scale(end)) for start, end in map(_span, ordered)]
    marks, taken = [], LABELS
    for index, (event, (left, right)) in enumerate(zip(ordered, edges, strict=True)):
        limit = edges[index + 1][0] - MARK if index + 1 < len(edges) else WIDTH
        needed = CHARACTER * len(event.text)
        text, text_x, anchor = event.text, right + MARK, ""
        if text_x + needed > limit:
            text_x, anchor = left - MARK, "end"
            if text_x - needed < taken:
                text = ""
        lasting = event.until is not None or event.when.precision != Precision.DAY
        marks.append(Mark(_shape(event), left, middle, right - left if lasting else 0, text, text_x, anchor))
        taken = max(right + MARK, text_x + needed if text and not anchor else 0)
    return marks


def _shape(event: Event) -> str:
    if event.until is not None:
        return "bar"
    if event.when.precision != Precision.DAY:
        return "fuzzy"
    return "board" if event.is_board else "dot"


def _ticks(scale: _Scale) -> list[tuple[float, str]]:
    """First days of months, as many as fit without crowding."""
    months = (scale.end.year - scale.start.year) * 12 + scale.end.month - scale.start.month + 1
    step = next((step for step in MONTH_STEPS if months / step <= MAX_TICKS), MONTH_STEPS[-1])
    first = scale.start.year * 12 + scale.start.month - 1
    first += -first % min(step, 12)
    ticks = []
    for number in range(first, scale.end.year * 12 + scale.end.month, step):
        day = dt.date(number // 12, number % 12 + 1, 1)
        if scale.start <= day <= scale.end:
            ticks.append((scale(day), dateformat.format(day, "Y" if step >= 12 else "M Y")))
    return ticks
