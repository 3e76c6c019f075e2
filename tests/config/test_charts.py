"""Geometry of the charts."""

import datetime as dt
from dataclasses import dataclass

from config.charts import lanes, survival
from registry.dates import PartialDate


@dataclass(frozen=True)
class Curve:
    label: str
    steps: tuple[tuple[float, float, float | None, float | None], ...]
    at_risk: tuple[int, ...] = (10, 5, 1)
    censored: tuple[tuple[float, float], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Event:
    when: PartialDate
    lane: str = "Surgery"
    text: str = "resection"
    until: PartialDate | None = None
    is_board: bool = False


def test_a_curve_is_a_staircase_cut_at_the_last_tick() -> None:
    curve = Curve("A", ((0, 1, None, None), (12, 0.5, 0.4, 0.6), (30, 0.2, 0.1, 0.3)))
    drawn = survival.draw([curve], [0, 12, 24]).curves[0]
    assert drawn.line == "M128.0 12.0H406.0V152.0H684.0V152.0"
    assert drawn.band == "M128.0 12.0H406.0V124.0H684.0V124.0V180.0V180.0H406.0V12.0H128.0Z"
    assert drawn.at_risk == [("128.0", 10), ("406.0", 5), ("684.0", 1)]


def test_names_of_curves_that_end_together_do_not_cover_each_other() -> None:
    same = ((0.0, 1.0, None, None), (24.0, 0.01, None, None))
    plot = survival.draw([Curve(name, same) for name in "ABC"], [0, 12, 24])
    ys = sorted(curve.y for curve in plot.curves)
    assert all(b - a >= survival.LABEL_GAP for a, b in zip(ys, ys[1:], strict=False))
    assert ys[-1] <= plot.bottom


def test_an_uncertain_date_is_as_wide_as_what_is_not_known() -> None:
    year, day = Event(PartialDate.parse("2021")), Event(PartialDate.parse("1/7/2022"))
    timeline = lanes.draw([year, day], ["Surgery"], dt.date(2022, 12, 31))
    assert timeline is not None
    fuzzy, dot = timeline.lanes[0].marks
    assert (fuzzy.shape, dot.shape) == ("fuzzy", "dot")
    assert abs(fuzzy.width - (dot.x - fuzzy.x) * 364 / 546) < 1  # days of 2021, of which the first to the dot
    assert dot.width == 0


def test_a_label_without_room_is_left_to_the_list() -> None:
    events = [Event(PartialDate.parse(f"{day}/7/2022"), text="a long label") for day in (1, 2, 3)]
    events.append(Event(PartialDate.parse("1/7/2026"), text="x"))
    timeline = lanes.draw(events, ["Surgery"])
    assert timeline is not None
    assert [mark.text for mark in timeline.lanes[0].marks] == ["", "", "a long label", "x"]


def test_no_events_no_drawing_and_no_invented_today() -> None:
    assert lanes.draw([], ["Surgery"], dt.date(2022, 1, 1)) is None
    timeline = lanes.draw([Event(PartialDate.parse("2021"))], ["Surgery"])
    assert timeline is not None
    assert timeline.now_x is None
    assert 0 < len(timeline.ticks) <= lanes.MAX_TICKS
