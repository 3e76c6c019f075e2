"""Kaplan-Meier estimates with Greenwood's standard error, equal to R's survfit (survival 3.5)."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .confidence import ConfType, Floats, limits

# quantile.survfit calls survival equal to one half within this distance (the root of the machine's epsilon).
TOLERANCE = 1.5e-8


@dataclass(frozen=True)
class Estimate:
    """Survival at one time; None where it cannot be stated."""

    n_risk: int
    survival: float | None
    se: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Median:
    """The median time and its limits, in the unit of the times; None: not reached."""

    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """A curve: one entry per distinct time, deaths and censorings alike; NaN where a limit does not exist."""

    n: int
    times: Floats
    at_risk: Floats
    events: Floats
    censored: Floats
    survival: Floats
    se: Floats
    lower: Floats
    upper: Floats

    def at(self, time: float) -> Estimate:
        """The estimate at `time`, as summary(survfit, times=, extend=TRUE) reports it.

        `n_risk` counts observation times of `time` or more. Before the first observation survival is 1 with
        limits 1 to 1; after the last one the last estimate is carried forward, with nobody at risk: a page
        must then look at `n_risk` before it shows the figure.
        """
        n_risk = self.n_at_risk(time)
        index = int(np.searchsorted(self.times, time, side="right")) - 1
        if not self.n:
            return Estimate(0, None, None, None, None)
        if index < 0:
            return Estimate(n_risk, 1.0, 0.0, 1.0, 1.0)
        found = (array[index] for array in (self.survival, self.se, self.lower, self.upper))
        return Estimate(n_risk, *map(_known, found))

    def n_at_risk(self, time: float) -> int:
        """How many were still observed at `time`."""
        return self.n - self.counted(self.events, time) - self.counted(self.censored, time)

    def counted(self, counts: Floats, time: float) -> int:
        """The sum of `counts` (this curve's events or censored) before `time`."""
        return int(counts[: np.searchsorted(self.times, time, side="left")].sum())

    def median(self) -> Median:
        """The median time; its limits are the times at which the limits of the curve pass one half."""
        return Median(*(_half(self.times, values) for values in (self.survival, self.lower, self.upper)))


def kaplan_meier(times: npt.ArrayLike, events: npt.ArrayLike, conf_type: ConfType = "log-log") -> KaplanMeier:
    """Estimates one curve from observation times (any unit, 0 or later) and whether each ended in the event.

    Who is censored at the time of an event is still at risk of it. Raises ValueError for a negative or
    missing time, and for lists of different length.
    """
    time, event = np.asarray(times, dtype=float), np.asarray(events, dtype=bool)
    if time.shape != event.shape or not bool((time >= 0).all()):
        raise ValueError("Every observation needs a time of 0 or later, and whether the event happened.")
    distinct, place = np.unique(time, return_inverse=True)
    observed: Floats = np.bincount(place, minlength=len(distinct)).astype(np.float64)
    deaths: Floats = np.bincount(place, weights=event, minlength=len(distinct)).astype(np.float64)
    at_risk: Floats = observed[::-1].cumsum()[::-1]
    survival: Floats = (1 - deaths / at_risk).cumprod()
    with np.errstate(divide="ignore", invalid="ignore"):
        log_se: Floats = np.sqrt(np.cumsum(deaths / (at_risk * (at_risk - deaths))))
        se: Floats = survival * log_se
    lower, upper = limits(survival, log_se, conf_type)
    return KaplanMeier(len(time), distinct, at_risk, deaths, observed - deaths, survival, se, lower, upper)


def median_follow_up(times: npt.ArrayLike, events: npt.ArrayLike) -> float | None:
    """The median follow-up by reverse Kaplan-Meier: the end of observation is the event, death censors it."""
    return kaplan_meier(times, ~np.asarray(events, dtype=bool)).median().value


def _half(times: Floats, values: Floats) -> float | None:
    """When `values` first pass one half; where they stay exactly there, the middle of that stretch."""
    reached = np.flatnonzero(values <= 0.5 + TOLERANCE)
    if not reached.size:
        return None
    below = np.flatnonzero(values < 0.5 - TOLERANCE)
    passed = below[0] if below.size else -1
    return float(times[reached[0]] + times[passed]) / 2


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
