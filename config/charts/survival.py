"""Geometry of Kaplan-Meier curves: steps, confidence bands, numbers at risk under their ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

WIDTH = 860.0
LEFT, RIGHT = 128.0, 176.0  # room for the names of the rows at risk, and of the curves
TOP, HEIGHT = 12.0, 280.0
LABEL_GAP = 34.0  # a name and its note, one above the other
RISK_ROW = 18.0

Step = tuple[float, float, float | None, float | None]


class Curve(Protocol):
    """One group. `steps`: (month, survival, lower, upper) from month 0 on; rates 0..1, None: no interval.
    `censored`: (month, survival). `at_risk`: one number per tick."""

    label: str
    note: str
    steps: Sequence[Step]
    censored: Sequence[tuple[float, float]]
    at_risk: Sequence[int]


@dataclass(frozen=True)
class Drawn:
    """One curve as SVG paths, with the place of its name and its row of numbers at risk."""

    css: str
    label: str
    note: str
    line: str
    band: str
    censored: str
    x: str
    y: float
    risk_y: float
    at_risk: list[tuple[str, int]]


@dataclass(frozen=True)
class Plot:
    """Everything the template draws."""

    height: float
    bottom: float
    left: float
    right: float
    x_ticks: list[tuple[str, int]]
    y_ticks: list[tuple[str, float]]
    risk_title_y: float
    curves: list[Drawn]


def draw(curves: Sequence[Curve], ticks: Sequence[int]) -> Plot:
    """Lays out at most five curves over `ticks` (months, from 0); what lies beyond the last tick is cut."""
    last = float(ticks[-1])
    bottom = TOP + HEIGHT
    risk_title_y = bottom + 62
    ends = [_within(curve.steps, last)[-1] for curve in curves]
    label_ys = _spread([_y(end[1]) for end in ends], bottom)
    drawn = [
        Drawn(
            css=f"s-{number}",
            label=curve.label,
            note=curve.note,
            line=_line(_within(curve.steps, last), last),
            band=_band(_within(curve.steps, last), last),
            censored="".join(f"M{_x(m, last)} {_y(s) - 5:.1f}v10" for m, s in curve.censored if m <= last),
            x=_x(end[0], last, 8),
            y=label_ys[number - 1],
            risk_y=risk_title_y + RISK_ROW * number,
            at_risk=[(_x(tick, last), n) for tick, n in zip(ticks, curve.at_risk, strict=True)],
        )
        for number, (curve, end) in enumerate(zip(curves, ends, strict=True), start=1)
    ]
    return Plot(
        height=risk_title_y + RISK_ROW * len(drawn) + 10,
        bottom=bottom,
        left=LEFT,
        right=WIDTH - RIGHT,
        x_ticks=[(_x(tick, last), tick) for tick in ticks],
        y_ticks=[(f"{_y(rate):.1f}", rate) for rate in (0, 0.25, 0.5, 0.75, 1)],
        risk_title_y=risk_title_y,
        curves=drawn,
    )


def _x(month: float, last: float, shift: float = 0) -> str:
    return f"{LEFT + (WIDTH - LEFT - RIGHT) * month / last + shift:.1f}"


def _y(rate: float) -> float:
    return TOP + HEIGHT * (1 - rate)


def _within(steps: Sequence[Step], last: float) -> list[Step]:
    """Steps up to the last tick; a curve that goes on is drawn up to it."""
    kept = [step for step in steps if step[0] <= last]
    return kept if len(kept) == len(steps) else [*kept, (last, *kept[-1][1:])]


def _line(steps: list[Step], last: float) -> str:
    start, *rest = steps
    return f"M{_x(start[0], last)} {_y(start[1]):.1f}" + "".join(
        f"H{_x(step[0], last)}V{_y(step[1]):.1f}" for step in rest
    )


def _band(steps: list[Step], last: float) -> str:
    """Forward along the upper limit, back along the lower; without an interval it closes on the curve."""
    xs = [_x(step[0], last) for step in steps]
    upper = [f"{_y(step[1] if step[3] is None else step[3]):.1f}" for step in steps]
    lower = [f"{_y(step[1] if step[2] is None else step[2]):.1f}" for step in steps]
    forward = "".join(f"H{x}V{y}" for x, y in zip(xs[1:], upper[1:], strict=True))
    back = "".join(f"V{lower[index]}H{xs[index]}" for index in reversed(range(len(xs) - 1)))
    return f"M{xs[0]} {upper[0]}{forward}V{lower[-1]}{back}Z"


def _spread(ys: list[float], bottom: float) -> list[float]:
    """Moves the names of curves that end close together apart, keeping their order and the plot's bottom."""
    order = sorted(range(len(ys)), key=ys.__getitem__)
    placed = list(ys)
    for before, index in zip(order, order[1:], strict=False):
        placed[index] = max(placed[index], placed[before] + LABEL_GAP)
    excess = max((placed[i] for i in order), default=0) - bottom
    return [y - excess for y in placed] if excess > 0 else placed
