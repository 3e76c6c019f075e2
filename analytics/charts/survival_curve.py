"""Kaplan-Meier curves as SVG: steps, bands, censorings, and each name at the end of its curve."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.statistics.kaplan_meier import KaplanMeier

from .labels import LINE, Box, outline, place, text_box
from .survival_frame import Frame, Series, month_ticks, reach
from .survival_words import describe, duration, percent
from .svg import Point, drawing, element, join, number, staircase

MAX_CURVES = 5
SURVIVAL, LOWER, UPPER = 1, 2, 3  # places in a step
SMALL = {"width": 420.0, "height": 250.0, "head": 30.0, "margin": 120.0}
NAME_WIDTH, NAME_LINES = 22, 2  # characters
NAME_GAP = 8.0
CENSORED_GAP = 4.0  # pixels between two marks; the table has them all
LONG_WAY = 20.0  # a name moved farther than this is tied to its curve by a line


@dataclass(frozen=True)
class Line:
    """One curve within the frame: (month, survival, lower, upper) up to where it is cut; empty: not drawn."""

    css: str
    series: Series
    steps: list[tuple[float, float, float, float]]

    def points(self, frame: Frame, column: int = SURVIVAL) -> list[Point]:
        return [(frame.x(step[0]), frame.y(step[column])) for step in self.steps]


@dataclass(frozen=True)
class Words:
    """What a chart says of itself; `prefix` keeps its ids apart from others on the page."""

    prefix: str
    title: str
    axis: str


def survival_charts(
    series: Sequence[Series], *, prefix: str, title: str, axis: str, min_at_risk: int = 10
) -> list[SafeString]:
    """One chart of up to five curves; for more groups, one small chart each, on the same axes.

    `prefix` makes the ids on the page unique; `axis` says what the months count from ("Months since
    diagnosis"). A curve is cut where fewer than `min_at_risk` are observed; a group that never had so many
    is named, not drawn.
    """
    ticks = month_ticks(series, min_at_risk)
    if len(series) <= MAX_CURVES:
        return [_chart(series, Frame(ticks), Words(prefix, title, axis), min_at_risk)]
    return [
        _chart(
            [one], Frame(ticks, **SMALL), Words(f"{prefix}-{n}", f"{title}: {one.label}", axis), min_at_risk
        )
        for n, one in enumerate(series, start=1)
    ]


def _chart(series: Sequence[Series], frame: Frame, words: Words, min_at_risk: int) -> SafeString:
    lines = [
        Line(f"s-{n}", one, list(_steps(one.curve, reach(one.curve, min_at_risk), frame.last_month)))
        for n, one in enumerate(series, start=1)
    ]
    description = " ".join(describe(one.label, one.curve, frame.ticks, min_at_risk) for one in series)
    return drawing(
        _axes(frame, words.axis),
        *(_curve(line, frame) for line in lines if line.steps),
        *_names(lines, frame, min_at_risk),
        prefix=words.prefix,
        title=words.title,
        description=description,
        width=frame.width,
        height=frame.height,
    )


def _steps(
    curve: KaplanMeier, end: float | None, last_month: float
) -> Iterator[tuple[float, float, float, float]]:
    """The corners of the curve from month 0 to its end; where there is no limit, the curve is the limit."""
    if end is None:
        return
    end = min(end, last_month)
    lower = np.where(np.isnan(curve.lower), curve.survival, curve.lower)
    upper = np.where(np.isnan(curve.upper), curve.survival, curve.upper)
    corner = (1.0, 1.0, 1.0)
    yield 0.0, *corner
    for index in np.flatnonzero((curve.events > 0) & (curve.times <= end)):
        corner = (float(curve.survival[index]), float(lower[index]), float(upper[index]))
        yield float(curve.times[index]), *corner
    yield end, *corner


def _axes(frame: Frame, title: str) -> SafeString:
    rates = (0, 0.25, 0.5, 0.75, 1)
    ticks = "".join(f"M{number(frame.x(month))} {number(frame.bottom)}v5" for month in frame.ticks)
    across = f"M{number(frame.left)} {number(frame.bottom)}H{number(frame.right)}"
    middle = (frame.left + frame.right) / 2
    return join(
        [
            *(_grid_line(frame, rate) for rate in rates),
            element("path", css="axis", d=across + ticks),
            *(
                element("text", str(month), css="mid", x=frame.x(month), y=frame.bottom + 19)
                for month in frame.ticks
            ),
            element("text", title, css="mid", x=middle, y=frame.bottom + 40),
        ]
    )


def _grid_line(frame: Frame, rate: float) -> SafeString:
    y = frame.y(rate)
    line = f"M{number(frame.left)} {number(y)}H{number(frame.right)}"
    label = element("text", percent(rate), css="end", x=frame.left - NAME_GAP, y=y + 4)
    return join([element("path", css="grid-line", d=line), label])


def _curve(line: Line, frame: Frame) -> SafeString:
    # There along the upper limit and back along the lower: from its end, a step goes up first, then across.
    back = "".join(f"V{number(y)}H{number(x)}" for x, y in reversed(line.points(frame, LOWER)[:-1]))
    return element(
        "g",
        element("path", css="band", d=f"{staircase(line.points(frame, UPPER))}{back}Z"),
        element("path", css="curve", d=staircase(line.points(frame))),
        element("path", css="censored", d=_censored(line, frame)),
        css=line.css,
    )


def _censored(line: Line, frame: Frame) -> str:
    """A small mark for those whose observation ended, as many as can be told apart."""
    curve, marks, last = line.series.curve, [], -CENSORED_GAP
    for index in np.flatnonzero((curve.censored > 0) & (curve.times <= line.steps[-1][0])):
        x = frame.x(float(curve.times[index]))
        if x - last >= CENSORED_GAP:
            marks.append(f"M{number(x)} {number(frame.y(float(curve.survival[index])) - 4)}v8")
            last = x
    return "".join(marks)


def _names(lines: Sequence[Line], frame: Frame, min_at_risk: int) -> Iterator[SafeString]:
    """Each name with a note at the end of its curve, moved where it would cover a curve or another name."""
    landmark = _landmark(lines, frame.ticks, min_at_risk)
    taken = [box for line in lines for box in outline(line.points(frame))]
    for line in sorted(lines, key=lambda line: -line.steps[-1][1] if line.steps else 0):
        x, y = line.points(frame)[-1] if line.steps else (frame.right, frame.bottom)
        words = textwrap.wrap(line.series.label, NAME_WIDTH, max_lines=NAME_LINES, placeholder="…")
        note = _note(line, min_at_risk, landmark)
        box = place(text_box(x + NAME_GAP, y, [*words, note]), taken, frame.top - LINE / 2, frame.bottom)
        taken.append(box)
        yield _name(line.css, box, words, note, (x, y) if line.steps else None)


def _name(css: str, box: Box, words: Sequence[str], note: str, end: Point | None) -> SafeString:
    baselines = [box.top + LINE * n - 4 for n in range(1, len(words) + 2)]
    texts = [
        element("text", word, css="series-name halo", x=box.left, y=y)
        for word, y in zip(words, baselines, strict=False)
    ]
    texts.append(element("text", note, css="halo", x=box.left, y=baselines[-1]))
    middle = (box.top + box.bottom) / 2
    if end and abs(middle - end[1]) > LONG_WAY:
        way = f"M{number(end[0] + 1)} {number(end[1])}L{number(box.left - 2)} {number(middle)}"
        texts.insert(0, element("path", css="leader", d=way))
    return element("g", *texts, css=css)


def _note(line: Line, min_at_risk: int, landmark: int) -> str:
    """What stands under the name: survival at a month that is the same for all, or why there is none."""
    curve = line.series.curve
    if not line.steps:
        few = ngettext("%(n)s patient: not drawn", "%(n)s patients: not drawn", curve.n)
        return few % {"n": curve.n}
    if not landmark or curve.n_at_risk(landmark) < min_at_risk:
        return _("cut: fewer than %(n)s at risk") % {"n": min_at_risk}
    return f"{duration(landmark)}: {percent(curve.at(landmark).survival)}"


def _landmark(lines: Sequence[Line], ticks: Sequence[int], min_at_risk: int) -> int:
    """The last tick that any of the curves reaches."""
    return max(
        month
        for month in ticks
        if not month or any(line.series.curve.n_at_risk(month) >= min_at_risk for line in lines)
    )
