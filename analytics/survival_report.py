"""The survival report: plain observations in, the document of the `survival` command and the API out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from .statistics.confidence import ConfType
from .statistics.kaplan_meier import KaplanMeier, kaplan_meier
from .statistics.logrank import logrank

DAYS_PER_MONTH = 30.4375  # a twelfth of 365.25


@dataclass(frozen=True)
class Observation:
    """One patient: days from the origin to the event or to the last contact. `group` None: not entered."""

    days: int
    event: bool
    group: str | None = None


class MedianEntry(TypedDict):
    """Months; null: not reached."""

    value: float | None
    lower: float | None
    upper: float | None


class TimeEntry(TypedDict):
    """One month; null: cannot be stated."""

    month: int
    n_risk: int
    survival: float | None
    se: float | None
    lower: float | None
    upper: float | None


class CurveEntry(TypedDict):
    median: MedianEntry
    at: list[TimeEntry]


class GroupEntry(CurveEntry):
    value: str | None
    n: int
    events: int


class ExcludedEntry(TypedDict):
    reason: str
    n: int


class LogRankGroup(TypedDict):
    value: str | None
    n: int
    observed: int
    expected: float


class LogRankEntry(TypedDict):
    chi_square: float
    df: int
    p: float
    groups: list[LogRankGroup]


class SurvivalReport(TypedDict):
    """Times in months of 30.4375 days, probabilities 0..1."""

    endpoint: str
    by: str | None
    n: int
    events: int
    excluded: list[ExcludedEntry]
    days_per_month: float
    conf_type: ConfType
    overall: CurveEntry
    groups: list[GroupEntry]
    logrank: LogRankEntry | None


Curves = dict[str | None, KaplanMeier]


def survival_report(
    rows: Iterable[Observation],
    *,
    endpoint: str,
    by: str | None = None,
    times: Sequence[int] = (12, 24, 36, 60),
    conf_type: ConfType = "log-log",
    excluded: Mapping[str, int] | None = None,
) -> SurvivalReport:
    """Estimates survival at `times` (months), overall and, with `by`, per group.

    `excluded` counts by reason those the caller left out. The log-rank entry is null where there is nothing
    to compare: one group, or no event.
    """
    observations = list(rows)
    everyone = estimate(observations, conf_type)
    groups = curves_by_group(observations, conf_type) if by else {}
    return {
        "endpoint": endpoint,
        "by": by,
        "n": everyone.n,
        "events": int(everyone.events.sum()),
        "excluded": [{"reason": reason, "n": n} for reason, n in (excluded or {}).items()],
        "days_per_month": DAYS_PER_MONTH,
        "conf_type": conf_type,
        "overall": _curve_entry(everyone, times),
        "groups": [_group_entry(value, curve, times) for value, curve in groups.items()],
        "logrank": _logrank_entry(groups),
    }


def estimate(rows: Iterable[Observation], conf_type: ConfType = "log-log") -> KaplanMeier:
    """The curve of all `rows`, its times in months."""
    observations = list(rows)
    months = [row.days / DAYS_PER_MONTH for row in observations]
    return kaplan_meier(months, [row.event for row in observations], conf_type)


def curves_by_group(rows: Iterable[Observation], conf_type: ConfType = "log-log") -> Curves:
    """One curve per group in the order of their values; those whose group is not entered come last."""
    grouped: defaultdict[str | None, list[Observation]] = defaultdict(list)
    for row in rows:
        grouped[row.group].append(row)
    values = sorted(grouped, key=lambda value: (value is None, value or ""))
    return {value: estimate(grouped[value], conf_type) for value in values}


def _curve_entry(curve: KaplanMeier, times: Sequence[int]) -> CurveEntry:
    median = curve.median()
    return {
        "median": {"value": median.value, "lower": median.lower, "upper": median.upper},
        "at": [_time_entry(curve, month) for month in times],
    }


def _time_entry(curve: KaplanMeier, month: int) -> TimeEntry:
    found = curve.at(month)
    return {
        "month": month,
        "n_risk": found.n_risk,
        "survival": found.survival,
        "se": found.se,
        "lower": found.lower,
        "upper": found.upper,
    }


def _group_entry(value: str | None, curve: KaplanMeier, times: Sequence[int]) -> GroupEntry:
    entry = _curve_entry(curve, times)
    return {"value": value, "n": curve.n, "events": int(curve.events.sum()), **entry}


def _logrank_entry(groups: Curves) -> LogRankEntry | None:
    test = logrank(list(groups.values()))
    if test is None:
        return None
    compared = zip(groups.items(), test.observed, test.expected, strict=True)
    return {
        "chi_square": test.chi_square,
        "df": test.df,
        "p": test.p,
        "groups": [
            {"value": value, "n": curve.n, "observed": observed, "expected": expected}
            for (value, curve), observed, expected in compared
        ],
    }
