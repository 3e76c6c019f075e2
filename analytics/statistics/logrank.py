"""The log-rank test for two or more groups, equal to R's survdiff (rho = 0)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .confidence import Floats
from .distributions import chi_square_tail
from .kaplan_meier import KaplanMeier

# A variance this much smaller than the largest one is a rounding error of zero.
SMALLEST_VARIANCE = 1e-10


@dataclass(frozen=True)
class LogRank:
    """The test, with events observed and expected in the order of the groups given."""

    chi_square: float
    df: int
    p: float
    observed: tuple[int, ...]
    expected: tuple[float, ...]


def logrank(curves: Sequence[KaplanMeier]) -> LogRank | None:
    """Compares whole curves; None with nothing to compare: one group, no event, or never two at risk."""
    if not curves:
        return None
    times = np.unique(np.concatenate([curve.times[curve.events > 0] for curve in curves]))
    at_risk = np.array([_at_risk(curve, times) for curve in curves])
    deaths = np.array([_deaths(curve, times) for curve in curves])
    n, d = at_risk.sum(axis=0), deaths.sum(axis=0)
    share = at_risk / n
    expected = (share * d).sum(axis=1)
    spread = d * (n - d) / np.maximum(n - 1, 1)
    variance = np.diag((share * spread).sum(axis=1)) - (share * spread) @ share.T
    observed = deaths.sum(axis=1)
    chi_square, df = _distance(observed - expected, variance)
    if not df:
        return None
    return LogRank(
        chi_square,
        df,
        chi_square_tail(chi_square, df),
        tuple(int(count) for count in observed),
        tuple(float(count) for count in expected),
    )


def _distance(difference: Floats, variance: Floats) -> tuple[float, int]:
    """The quadratic form and its degrees of freedom: the rank of the variance.

    The rank is one less than the groups, because their differences sum to zero, and one less again for each
    group that had left before the first event.
    """
    values, vectors = np.linalg.eigh(variance)
    kept = values > SMALLEST_VARIANCE * max(values.max(), SMALLEST_VARIANCE)
    parts = (vectors.T @ difference)[kept] ** 2 / values[kept]
    return float(parts.sum()), int(kept.sum())


def _at_risk(curve: KaplanMeier, times: Floats) -> Floats:
    """How many of this group are observed at each of `times`."""
    padded = np.append(curve.at_risk, 0.0)
    found: Floats = padded[np.searchsorted(curve.times, times, side="left")]
    return found


def _deaths(curve: KaplanMeier, times: Floats) -> Floats:
    """The events of this group at each of `times`."""
    counts = np.zeros(len(times))
    happened = curve.events > 0
    counts[np.searchsorted(times, curve.times[happened])] = curve.events[happened]
    return counts
