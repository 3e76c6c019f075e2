"""A figure: the counts of one indicator, and what may honestly be said of them."""

from dataclasses import dataclass

from .knowledge.indicator import Indicator
from .outcomes import Counts
from .statistics.proportions import missing_bounds, wilson

TOO_FEW = 10  # fewer assessed cases carry no rate (clinical.md 1.0, local)
MANY_MISSING = 0.2  # from here on the bounds are drawn (ux.md)


@dataclass(frozen=True)
class Figure:
    """One indicator, counted. Rates are 0..1, and None where they are not to be shown."""

    indicator: Indicator
    counts: Counts

    @property
    def assessed(self) -> int:
        """N: met and not met."""
        return self.counts.met + self.counts.not_met

    @property
    def concerned(self) -> int:
        """Everyone in the population, judged or not."""
        return self.assessed + self.counts.not_assessable

    @property
    def status(self) -> str:
        """`ok`, `too_few` (no rate is shown) or `none` (nothing was assessed)."""
        if not self.assessed:
            return "none"
        return "ok" if self.assessed >= TOO_FEW else "too_few"

    @property
    def rate(self) -> float | None:
        return self.counts.met / self.assessed if self.assessed >= TOO_FEW else None

    @property
    def strict_rate(self) -> float | None:
        """Met among all concerned: what cannot be judged counts as not met."""
        return self.counts.met / self.concerned if self.concerned >= TOO_FEW else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.counts.met, self.assessed) if self.assessed >= TOO_FEW else None

    @property
    def missing(self) -> float | None:
        """Share of the concerned that cannot be judged."""
        return self.counts.not_assessable / self.concerned if self.concerned else None

    @property
    def much_is_missing(self) -> bool:
        """Whether the rate must not be read without its bounds."""
        return self.missing is not None and self.missing > MANY_MISSING

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The rate if all missing failed and if all passed; only where much is missing."""
        if not self.much_is_missing or self.rate is None:
            return None
        return missing_bounds(self.counts.met, self.assessed, self.counts.not_assessable)

    @property
    def to_review(self) -> int:
        """Cases a person may look at: not met or cannot be judged."""
        return self.counts.not_met + self.counts.not_assessable
