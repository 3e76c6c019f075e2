"""Estimates: properties that hold for any data, published figures, and a second opinion from lifelines."""

import math
from itertools import pairwise
from statistics import NormalDist
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from analytics.statistics.confidence import ConfType, limits
from analytics.statistics.distributions import Z95, chi_square_tail
from analytics.statistics.kaplan_meier import KaplanMeier, Median, kaplan_meier, median_follow_up
from analytics.statistics.logrank import LogRank, logrank
from analytics.statistics.proportions import missing_bounds, wilson
from analytics.survival_report import Observation, curves_by_group, survival_report

CONF_TYPES = get_args(ConfType)
untimed = settings(deadline=None)  # a busy machine is not a wrong result
Rows = list[tuple[int, bool]]

rows_of_patients = st.lists(st.tuples(st.integers(0, 4000), st.booleans()), min_size=1, max_size=60)
crowded = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=60)  # many ties


def curve_of(rows: Rows, conf_type: ConfType = "log-log") -> KaplanMeier:
    return kaplan_meier([time for time, _ in rows], [event for _, event in rows], conf_type)


def compare(*groups: Rows) -> LogRank | None:
    return logrank([curve_of(rows) for rows in groups])


@untimed
@given(rows=rows_of_patients | crowded, conf_type=st.sampled_from(CONF_TYPES))
def test_survival_falls_from_one_and_its_limits_enclose_it(rows: Rows, conf_type: ConfType) -> None:
    curve = curve_of(rows, conf_type)
    survival = [1.0, *curve.survival]
    assert all(0 <= later <= earlier <= 1 for earlier, later in pairwise(survival))
    for lower, value, upper in zip(curve.lower, curve.survival, curve.upper, strict=True):
        assert math.isnan(lower) == math.isnan(upper)
        assert math.isnan(lower) or 0 <= lower <= value + 1e-12 <= upper + 2e-12 <= 1 + 3e-12


@untimed
@given(rows=crowded, data=st.data())
def test_the_order_of_patients_does_not_matter(rows: Rows, data: st.DataObject) -> None:
    shuffled = curve_of(data.draw(st.permutations(rows)))
    for name in ("times", "at_risk", "events", "censored", "survival", "se", "lower", "upper"):
        np.testing.assert_array_equal(getattr(shuffled, name), getattr(curve_of(rows), name))


@untimed
@given(times=st.lists(st.integers(0, 30), min_size=1))
def test_without_censoring_it_is_the_share_still_alive(times: list[int]) -> None:
    curve = kaplan_meier(times, [True] * len(times))
    for time in range(31):
        alive = sum(t > time for t in times) / len(times)
        found = curve.at(time)
        assert found.survival == pytest.approx(alive, abs=1e-12)
        assert found.se is None or found.se == pytest.approx(math.sqrt(alive * (1 - alive) / len(times)))


@untimed
@given(rows=rows_of_patients | crowded, time=st.integers(0, 4001))
def test_everyone_is_at_risk_or_counted(rows: Rows, time: int) -> None:
    curve = curve_of(rows)
    assert curve.n_at_risk(time) == sum(t >= time for t, _ in rows)
    assert curve.counted(curve.events, time) == sum(event and t < time for t, event in rows)


@pytest.mark.filterwarnings("ignore")  # lifelines and the newest pandas
@pytest.mark.parametrize("seed", range(5))
def test_lifelines_agrees(seed: int) -> None:
    from lifelines import KaplanMeierFitter
    from lifelines.statistics import multivariate_logrank_test

    random = np.random.default_rng(seed)
    times, events = random.integers(1, 300, 500), random.random(500) < 0.6
    groups = random.integers(0, 4, 500)
    curve = kaplan_meier(times, events)
    fitter = KaplanMeierFitter().fit(times, events)
    theirs = np.column_stack([fitter.survival_function_, fitter.confidence_interval_])[1:]
    ours = np.column_stack([curve.survival, curve.lower, curve.upper])
    same = ~np.isnan(ours).any(axis=1)
    assert same.sum() > 200
    np.testing.assert_allclose(ours[same], theirs[same], rtol=0, atol=1e-9)
    found = logrank([kaplan_meier(times[groups == g], events[groups == g]) for g in range(4)])
    second = multivariate_logrank_test(times, groups, events)
    assert found is not None
    assert found.chi_square == pytest.approx(second.test_statistic, abs=1e-9)
    assert found.p == pytest.approx(second.p_value, abs=1e-9)


def test_limits_at_the_ends_are_those_of_r() -> None:
    survival, log_se = np.array([1.0, 0.5, 0.0]), np.array([0.0, 0.9, math.inf])
    nan = math.nan
    expected = {
        "plain": ([1, 0, nan], [1, 1, nan]),  # clipped
        "log": ([1, 0.5 * math.exp(-0.9 * Z95), nan], [1, 1, nan]),
        "log-log": ([nan, 0.5 ** math.exp(0.9 * Z95 / math.log(2)), nan], None),
    }
    for conf_type in CONF_TYPES:
        lower, upper = limits(survival, log_se, conf_type)
        np.testing.assert_allclose(lower, expected[conf_type][0])
        if (row := expected[conf_type][1]) is not None:
            np.testing.assert_allclose(upper, row)


def test_before_the_first_and_after_the_last_observation() -> None:
    curve = curve_of([(10, False), (20, True), (30, False)])
    before, between, after = curve.at(5), curve.at(15), curve.at(99)
    assert (before.n_risk, before.survival, before.se, before.lower, before.upper) == (3, 1, 0, 1, 1)
    assert (between.survival, between.lower, between.upper) == (1, None, None)
    assert (after.n_risk, after.survival) == (0, 0.5)
    assert curve_of([(10, True)]).at(10).se is None


@pytest.mark.parametrize(
    ("rows", "median"),
    [
        ([(1, True), (2, True), (3, True)], 2),
        ([(1, True), (3, True), (8, True), (9, True)], 5.5),  # one half from 3 to 8
        ([(1, True), (3, True), (5, False), (7, False)], 5),  # one half until the end of observation
        ([(1, True), (3, False), (5, False)], None),
        ([(0, True)], 0),
    ],
)
def test_the_median_follows_quantile_survfit(rows: Rows, median: float | None) -> None:
    assert curve_of(rows).median().value == median


def test_follow_up_turns_events_round() -> None:
    assert median_follow_up([10, 20, 30, 40], [True, False, False, False]) == 30


def test_observations_that_cannot_be_are_refused() -> None:
    for times, events in (([-1], [True]), ([math.nan], [True]), ([1, 2], [True])):
        with pytest.raises(ValueError, match="0 or later"):
            kaplan_meier(times, events)


@untimed
@given(first=crowded, second=crowded)
def test_events_expected_sum_to_those_observed(first: Rows, second: Rows) -> None:
    found, swapped = compare(first, second), compare(second, first)
    if found is None or swapped is None:
        assert found is swapped
        return
    assert sum(found.expected) == pytest.approx(sum(found.observed))
    assert found.chi_square == pytest.approx(swapped.chi_square, abs=1e-9)
    assert (found.df, 0 <= found.p <= 1) == (1, True)


def test_there_must_be_something_to_compare() -> None:
    rows = [(5, True), (9, False)]
    assert compare() is None
    assert compare(rows) is None
    assert compare([(5, False)], [(6, False)]) is None
    assert compare([(5, True)], [(1, False)]) is None  # the second had left before the first event


def test_a_group_gone_before_the_first_event_takes_no_degree_of_freedom() -> None:
    first, second = [(5, True), (9, True), (12, False)], [(7, True), (20, False)]
    two, three = compare(first, second), compare(first, second, [(1, False)])
    assert two is not None
    assert three is not None
    assert three.df == two.df
    assert three.chi_square == pytest.approx(two.chi_square)
    assert three.expected[2] == 0


@untimed
@given(x=st.floats(0, 400), df=st.integers(1, 30))
def test_the_tail_is_that_of_scipy(x: float, df: int) -> None:
    assert chi_square_tail(x, df) == pytest.approx(float(chi2.sf(x, df)), rel=1e-10, abs=1e-300)


# clinical.md section 5: row 2 (NET17), row 14 (NET-R) twice, row 22 (THW20); percentages as printed there.
@pytest.mark.parametrize(
    ("met", "assessed", "percentages"),
    [
        (5281, 12528, (42.2, 41.3, 43.0)),
        (452, 1078, (41.9, 39.0, 44.9)),
        (230, 1867, (12.3, 10.9, 13.9)),
        (148, 581, (25.5, 22.1, 29.2)),
    ],
)
def test_wilson_equals_published_intervals(
    met: int, assessed: int, percentages: tuple[float, float, float]
) -> None:
    interval = wilson(met, assessed)
    assert interval is not None
    assert tuple(round(100 * rate, 1) for rate in (met / assessed, *interval)) == percentages


@untimed
@given(assessed=st.integers(1, 5000), data=st.data(), level=st.sampled_from([0.8, 0.95, 0.998]))
def test_wilson_solves_its_own_equation(assessed: int, data: st.DataObject, level: float) -> None:
    met = data.draw(st.integers(0, assessed))
    interval, rate = wilson(met, assessed, level), met / assessed
    assert interval is not None
    assert 0 <= interval[0] <= rate <= interval[1] <= 1
    for limit in interval:
        if 0 < limit < 1:
            distance = abs(rate - limit) / math.sqrt(limit * (1 - limit) / assessed)
            assert distance == pytest.approx(NormalDist().inv_cdf((1 + level) / 2), rel=1e-6)


def test_rates_without_cases_and_impossible_counts() -> None:
    assert wilson(0, 0) is None
    assert missing_bounds(0, 0, 0) is None
    for met, assessed in ((-1, 2), (3, 2)):
        with pytest.raises(ValueError, match="between 0"):
            wilson(met, assessed)
    with pytest.raises(ValueError, match="negative"):
        missing_bounds(1, 2, -1)


def test_missing_cases_fail_or_pass() -> None:
    assert missing_bounds(44, 52, 19) == (44 / 71, 63 / 71)
    assert missing_bounds(0, 0, 5) == (0, 1)


def test_the_report_keeps_those_whose_group_is_not_entered() -> None:
    rows = [Observation(30, True, "R1"), Observation(400, False, None), Observation(800, True, "R0")]
    report = survival_report(
        rows, endpoint="dss", by="margin", times=(12,), excluded={"cause of death unknown": 2}
    )
    assert [group["value"] for group in report["groups"]] == ["R0", "R1", None]
    assert sum(group["n"] for group in report["groups"]) == report["n"] == 3
    assert report["excluded"] == [{"reason": "cause of death unknown", "n": 2}]
    assert report["overall"]["median"]["value"] == 800 / 30.4375
    assert report["logrank"] is not None
    assert list(curves_by_group(rows)) == ["R0", "R1", None]


def test_a_report_on_nobody_states_nothing() -> None:
    report = survival_report([], endpoint="os", by="margin", times=(12,))
    assert (report["n"], report["events"], report["groups"], report["logrank"]) == (0, 0, [], None)
    assert report["overall"]["at"] == [
        {"month": 12, "n_risk": 0, "survival": None, "se": None, "lower": None, "upper": None}
    ]
    assert kaplan_meier([], []).median() == Median(None, None, None)


def test_without_a_field_there_are_no_groups() -> None:
    report = survival_report([Observation(10, True), Observation(20, False)], endpoint="os")
    assert (report["by"], report["groups"], report["logrank"]) == (None, [], None)
