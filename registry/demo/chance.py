"""Drawing by shares: the one source of chance, seeded per patient."""

import bisect
import itertools
import math
import random
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
DAYS_PER_YEAR = 365.25


class Chance(random.Random):
    """Chance of one patient. The same seed draws the same, whatever was drawn for others."""

    def yes(self, share: float) -> bool:
        """True in `share` of the draws."""
        return self.random() < share

    def one(self, items: Sequence[T]) -> T:
        """Any of the items, all alike."""
        return items[int(self.random() * len(items))]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random() * (high - low + 1))

    def skewed(self, median: float, spread: float = 0.5) -> float:
        """Log-normal: sizes and waiting times, where few are very large; none beyond three spreads."""
        return median * math.exp(spread * max(-3.0, min(3.0, self.gauss(0, 1))))

    def wait(self, per_year: float) -> int:
        """Days until an event of this hazard; at least one."""
        return 1 + int(-math.log(1 - self.random()) / per_year * DAYS_PER_YEAR)


class Mix(Generic[T]):
    """Values with their shares, as parts of whatever they add up to."""

    def __init__(self, shares: Mapping[T, float]) -> None:
        self.values = tuple(shares)
        self._ends = tuple(itertools.accumulate(shares.values()))

    def draw(self, chance: Chance) -> T:
        """One of the values."""
        place = bisect.bisect(self._ends, chance.random() * self._ends[-1])
        return self.values[min(place, len(self.values) - 1)]
