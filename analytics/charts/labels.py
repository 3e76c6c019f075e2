"""Where the names of curves go: as near to the end of their curve as nothing else allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

STEP = 3.0
CHARACTER, LINE = 6.8, 15.0  # a character of 12 px text, and the distance of its lines


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge; lines are boxes without a width."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def text_box(x: float, middle: float, lines: Sequence[str]) -> Box:
    """The room `lines` need, from `x` to the right, around the height `middle`."""
    half = LINE * len(lines) / 2
    return Box(x, middle - half, x + CHARACTER * max(map(len, lines)), middle + half)


def place(wanted: Box, taken: Sequence[Box], top: float, bottom: float) -> Box:
    """The free place nearest to `wanted`, moved up or down between `top` and `bottom`.

    If every place is taken, the one that covers least.
    """
    places = list(_places(wanted, top, bottom)) or [wanted]
    return min(places, key=lambda box: sum(box.overlaps(other) for other in taken))


def outline(points: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """A staircase as the boxes of its lines, a pixel wide."""
    for (x, y), (next_x, next_y) in zip(points, points[1:], strict=False):
        yield Box(x, y - 0.5, next_x, y + 0.5)
        yield Box(next_x - 0.5, min(y, next_y), next_x + 0.5, max(y, next_y))


def _places(wanted: Box, top: float, bottom: float) -> Iterator[Box]:
    """From the nearest to the farthest; `min` keeps the first of equals."""
    height = wanted.bottom - wanted.top
    count = int((bottom - top) / STEP)
    shifts = [0.0] + [sign * STEP * n for n in range(1, count + 1) for sign in (1, -1)]
    for shift in shifts:
        moved = wanted.top + shift
        if top <= moved and moved + height <= bottom:
            yield Box(wanted.left, moved, wanted.right, moved + height)
