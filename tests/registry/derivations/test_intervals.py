"""Intervals between two dates: calendar days, negatives never clipped, years never counted."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.derivations import DERIVATIONS, InvalidInput, Outcome
from registry.derivations.intervals import INTERVALS, MILESTONES

DAYS = DERIVATIONS["INTERVALS_DAYS"]


def answer(start, end, interval="diagnosis->mtb"):
    return DAYS.run(interval=interval, start=start, end=end).answer()


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2023-01-10", "2023-02-01", 22),
        ("2023-03-10", "2023-03-10", 0),
        ("2024-02-20", "2024-03-20", 29),  # leap year
        ("2023-02-20", "2023-03-20", 28),
        ("2022-12-15", "2023-01-10", 26),
        ("2022-12", "2023-01-10", 26),  # the 15th
        ("2022-07-01", "2023-01-10", 193),
        ("2023-06-01", "2023-06-22", 21),
    ],
)
def test_calendar_days(start, end, days):
    assert answer(start, end) == {"days": days}


@given(st.dates(datetime.date(1900, 1, 1)), st.dates(datetime.date(1900, 1, 1)))
def test_an_end_before_its_start_is_invalid_and_keeps_its_days(start, end):
    if start.year > 2200 or end.year > 2200:
        return
    days = (end - start).days
    expected = {"days": days}
    if days < 0:
        expected |= {"result": "INVALID_NEGATIVE", "reason": "END_BEFORE_START"}
    assert answer(start.isoformat(), end.isoformat()) == expected


@pytest.mark.parametrize(("start", "end"), [("2022", "2023-01-10"), ("2022-01-10", "2023"), ("2022", "2023")])
def test_a_year_gives_no_interval(start, end):
    assert answer(start, end) == {"result": "NOT_ASSESSABLE", "reason": "YEAR_ONLY"}


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ("2023-03", "2023-03-02", "ORDER_OPEN"),  # the 15th stood for the whole month
        ("2023-03-20", "2023-03", "ORDER_OPEN"),
        ("2023-03", "2023-02-28", "END_BEFORE_START"),
    ],
)
def test_a_month_is_wrong_only_when_all_of_it_is(start, end, reason):
    assert answer(start, end)["reason"] == reason


@pytest.mark.parametrize(("start", "end"), [(None, "2023-01-01"), ("2023-01-01", None), (None, None)])
def test_a_missing_date_is_not_assessable(start, end):
    assert answer(start, end) == {"result": "NOT_ASSESSABLE", "reason": "MISSING_INPUT"}


def test_the_name_of_the_interval_changes_nothing():
    assert answer("2023-01-10", "2023-02-01", None) == answer("2023-01-10", "2023-02-01", "a->b")


@pytest.mark.parametrize(
    "wrong",
    [
        {"interval": "diagnosis to board"},
        {"start": "10/1/2023"},
        {"start": "2023-02-30"},
        {"end": "2023-13-01"},
        {"end": "2023-1-1"},
        {"end": 20230101},
        {"from": "2023-01-01"},
    ],
    ids=str,
)
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises(InvalidInput, match=next(iter(wrong))):
        DAYS.run(**wrong)


def test_every_interval_lies_between_two_milestones():
    assert len({interval.name for interval in INTERVALS}) == len(INTERVALS)
    for interval in INTERVALS:
        assert {interval.start, interval.end} <= set(MILESTONES)
        assert DAYS.run(interval=interval.name).outcome is Outcome.NOT_ASSESSABLE
