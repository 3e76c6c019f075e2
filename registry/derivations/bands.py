"""Ranges of a measurement as published tables use them: upper bounds are closed, 5.0 cm is in "≤ 5"."""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Bands:
    """The ranges that these upper limits make, counted from 0; the last one has no end."""

    unit: str
    limits: tuple[Decimal, ...]

    @classmethod
    def of(cls, unit: str, *limits: int) -> "Bands":
        """Ranges with whole limits, in rising order."""
        return cls(unit, tuple(Decimal(limit) for limit in limits))

    def band(self, value: Decimal) -> int:
        """The range a value lies in; values are compared unrounded."""
        return bisect_left(self.limits, value)

    def label(self, band: int) -> str:
        """A range for people: `≤ 5 cm`, `> 5, ≤ 10 cm`, `> 15 cm`."""
        ends = (
            f"> {self.limits[band - 1]}" if band else "",
            f"≤ {self.limits[band]}" if band < len(self.limits) else "",
        )
        return f"{', '.join(filter(None, ends))} {self.unit}"

    @property
    def labels(self) -> tuple[str, ...]:
        """All ranges for people, in rising order."""
        return tuple(self.label(band) for band in range(len(self.limits) + 1))
