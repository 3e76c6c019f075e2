"""One rate with its interval on the axis 0 to 100 %, for a row of a table, beside the same in words."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .survival_words import percent
from .svg import element, join, number

WIDTH, HEIGHT, INSET = 268.0, 30.0, 6.0
CAP, DOT, BOX = 4.0, 5.0, 7.0  # half heights of the interval's ends, the dot and the hatched box
HATCH = 6.0

Interval = tuple[float, float] | None


def interval_row(
    rate: float | None, interval: Interval, target: float | None = None, bounds: Interval = None
) -> SafeString:
    """Draws rates 0..1: dot and interval, the target as a tick, and hatched between the `bounds` that missing
    data leave open. Hidden from screen readers: put `interval_in_words` beside it.
    """
    middle = HEIGHT / 2
    grid = "".join(f"M{number(_x(share))} 0V{number(HEIGHT)}" for share in (0, 0.25, 0.5, 0.75, 1))
    parts = [element("path", css="grid-line", d=grid)]
    if bounds:
        parts.append(_bounds(_x(bounds[0]), _x(bounds[1]), middle))
    if interval:
        low, high = (number(_x(limit)) for limit in interval)
        caps = "".join(f"M{x} {number(middle - CAP)}v{number(2 * CAP)}" for x in (low, high))
        parts.append(element("path", css="interval", d=f"M{low} {number(middle)}H{high}{caps}"))
    if rate is not None:
        parts.append(element("circle", css="interval-dot", cx=_x(rate), cy=middle, r=DOT))
    if target is not None:
        parts.append(element("path", css="target", d=f"M{number(_x(target))} 2V{number(HEIGHT - 2)}"))
    return element(
        "svg",
        *parts,
        css="interval-row",
        aria_hidden="true",
        width=WIDTH,
        height=HEIGHT,
        view_box=f"0 0 {number(WIDTH)} {number(HEIGHT)}",
    )


def interval_in_words(interval: Interval) -> str:
    """ "95 % interval 72 to 92 %"; empty without one."""
    if not interval:
        return ""
    lower, upper = _whole(interval)
    return _("95 %% interval %(lower)s to %(upper)s") % {"lower": lower, "upper": upper}


def bounds_in_words(missing_share: float, bounds: tuple[float, float]) -> str:
    """ "With 27 % missing: between 62 and 89 %"."""
    lower, upper = _whole(bounds)
    words = {"share": percent(missing_share), "lower": lower, "upper": upper}
    return _("With %(share)s missing: between %(lower)s and %(upper)s") % words


def _whole(interval: tuple[float, float]) -> tuple[str, str]:
    """The unit stands once, after the upper limit."""
    return f"{100 * interval[0]:.0f}", percent(interval[1])


def _x(rate: float) -> float:
    return INSET + rate * (WIDTH - 2 * INSET)


def _bounds(left: float, right: float, middle: float) -> SafeString:
    """A hatched box. The lines are drawn: a pattern would need an id that is unique on the page."""
    top, bottom = middle - BOX, middle + BOX
    box = f"M{number(left)} {number(top)}H{number(right)}V{number(bottom)}H{number(left)}Z"
    return join(
        [
            element("path", css="bounds", d=box),
            element("path", css="hatch", d=_hatch(left, right, top, bottom)),
        ]
    )


def _hatch(left: float, right: float, top: float, bottom: float) -> str:
    """Rising lines, each cut at the box: along x + y = c between its corners."""
    lines = []
    c = left + top + HATCH
    while c < right + bottom:
        start, end = max(left, c - bottom), min(right, c - top)
        lines.append(f"M{number(start)} {number(c - start)}L{number(end)} {number(c - end)}")
        c += HATCH
    return "".join(lines)
