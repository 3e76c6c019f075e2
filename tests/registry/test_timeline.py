"""The timeline draws what is known, as wide as what is not."""

import datetime

import pytest

from registry.dates import PartialDate, extent
from registry.timeline import LABELS, WIDTH, Event, draw, events
from tests.world import TODAY, World, day

SPAN = {"2021-03-12": ("2021-03-12", "2021-03-12"), "2024-02": ("2024-02-01", "2024-02-29")}
SPAN["2021"] = ("2021-01-01", "2021-12-31")


def event(when: str, lane: str = "Course", text: str = "seen", until: str = "", board: bool = False) -> Event:
    return Event(lane, day(when), text, "/x/", day(until) if until else None, board)


@pytest.mark.parametrize(("text", "span"), SPAN.items())
def test_a_partial_date_may_mean_every_day_of_its_span(text: str, span: tuple[str, str]) -> None:
    assert extent(PartialDate.parse(text)) == tuple(datetime.date.fromisoformat(end) for end in span)


def test_nothing_is_drawn_without_events() -> None:
    assert draw((), TODAY) is None


def test_exact_days_are_dots_and_uncertain_dates_as_wide_as_their_uncertainty() -> None:
    drawing = draw([event("2020-01-01"), event("2021"), event("2022-03")], datetime.date(2023, 1, 1))
    assert drawing is not None
    exact, year, month = drawing.lanes[0].marks
    assert (exact.shape, year.shape, month.shape) == ("dot", "fuzzy", "fuzzy")
    assert exact.width == 0
    assert year.width / month.width == pytest.approx(364 / 30, rel=0.02)


def test_spans_boards_and_today_are_told_apart() -> None:
    shown = [event("2021-01-01", until="2021-03-01"), event("2021-05-01", lane="Board", board=True)]
    drawing = draw(shown, TODAY)
    assert drawing is not None
    assert [mark.shape for lane in drawing.lanes for mark in lane.marks] == ["board", "bar"]
    assert drawing.today is not None
    assert LABELS < drawing.today <= WIDTH


def test_shifted_dates_have_no_today() -> None:
    drawing = draw([event("2021-01-01")], None)
    assert drawing is not None
    assert drawing.today is None


def test_labels_never_meet() -> None:
    crowd = [event(f"2021-01-{n:02}", text=f"a long label of event number {n}") for n in range(1, 29)]
    drawing = draw([*crowd, event("2026-01-01")], TODAY)
    assert drawing is not None
    spans = sorted(
        (mark.text_x - length, mark.text_x) if mark.text_end else (mark.text_x, mark.text_x + length)
        for mark in drawing.lanes[0].marks
        if mark.text_x is not None
        for length in [len(mark.text) * 6]
    )
    assert spans
    assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))
    assert all(start >= LABELS and end <= WIDTH for start, end in spans)


@pytest.mark.parametrize("years", [0, 1, 3, 9, 40, 110])
def test_the_axis_never_has_more_dates_than_can_be_read(years: int) -> None:
    drawing = draw([event("1910-06-01"), event(f"{1910 + years}-07-01")], None)
    assert drawing is not None
    assert len(drawing.ticks) <= 9
    gaps = [b.x - a.x for a, b in zip(drawing.ticks, drawing.ticks[1:], strict=False)]
    assert all(gap > 60 for gap in gaps)


def test_events_of_a_case_come_in_order_and_lead_to_their_field(world: World) -> None:
    from centers.commands import acting
    from registry.queries import case_page

    with acting("pedro@example.org") as pedro:
        found = case_page(pedro, world.femur.public_id).events  # type: ignore[arg-type]
    assert [str(item.when) for item in found] == sorted((str(item.when) for item in found), key=_moment)
    assert {str(item.lane) for item in found} == {
        "Diagnosis",
        "Surgery",
        "Radiotherapy",
        "Systemic",
        "Course",
    }
    assert found[0].url == f"/cases/{world.femur.public_id}/path/#id_diagnosis_date"
    assert events is not None


def _moment(text: str) -> datetime.date:
    return PartialDate.parse(text).date
