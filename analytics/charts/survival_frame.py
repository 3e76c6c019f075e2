"""The axes of a survival chart, shared by the drawing and by the table of numbers at risk under it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.statistics.kaplan_meier import KaplanMeier

STEPS = (1, 3, 6, 12, 24, 60, 120)
MAX_STEPS = 7.5


@dataclass(frozen=True)
class Series:
    """One group of a chart: its name, and its curve over months."""

    label: str
    curve: KaplanMeier


@dataclass(frozen=True)
class Frame:
    """Where months and rates lie, in pixels.

    Every tick stands in the middle of a column of equal width, right of a head as wide as the first column
    of the table at risk (`.risk` in charts.css): so the table below needs no widths of its own.
    """

    ticks: tuple[int, ...]
    width: float = 860
    height: float = 384
    head: float = 101
    margin: float = 168  # for the names of curves that go on to the end
    top: float = 12
    foot: float = 46

    @property
    def column(self) -> float:
        return (self.right - self.head) / len(self.ticks)

    @property
    def left(self) -> float:
        return self.head + self.column / 2

    @property
    def right(self) -> float:
        return self.width - self.margin

    @property
    def bottom(self) -> float:
        return self.height - self.foot

    @property
    def last_month(self) -> float:
        """The month at the right edge: half a step after the last tick."""
        return self.ticks[-1] + self.ticks[1] / 2

    def x(self, month: float) -> float:
        return self.left + self.column * month / self.ticks[1]

    def y(self, rate: float) -> float:
        return self.bottom - rate * (self.bottom - self.top)


@dataclass(frozen=True)
class RiskRow:
    """One group of the table at risk, a number per tick; the three of a tick sum to everyone."""

    label: str
    at_risk: tuple[int, ...]
    censored: tuple[int, ...]
    events: tuple[int, ...]


def reach(curve: KaplanMeier, min_at_risk: int) -> float | None:
    """The month at which the curve is cut: the last one with `min_at_risk` observed; None: never so many."""
    observed = np.flatnonzero(curve.at_risk >= min_at_risk)
    return float(curve.times[observed[-1]]) if observed.size else None


def month_ticks(series: Sequence[Series], min_at_risk: int = 10) -> tuple[int, ...]:
    """Months for the axis, from 0, in steps that readers count in."""
    ends = [reach(one.curve, min_at_risk) for one in series]
    longest = max((end for end in ends if end is not None), default=STEPS[0])
    step = next((step for step in STEPS if longest / step <= MAX_STEPS), STEPS[-1])
    return tuple(range(0, step * max(1, math.ceil(longest / step - 0.5)) + 1, step))


def risk_table(series: Sequence[Series], ticks: Sequence[int]) -> list[RiskRow]:
    """At each tick, how many were still observed, and how many had been censored or had the event before."""
    return [
        RiskRow(
            one.label,
            tuple(one.curve.n_at_risk(month) for month in ticks),
            tuple(one.curve.counted(one.curve.censored, month) for month in ticks),
            tuple(one.curve.counted(one.curve.events, month) for month in ticks),
        )
        for one in series
    ]
