"""Intervals of a rate that is counted."""

import math
from statistics import NormalDist


def wilson(met: int, assessed: int, level: float = 0.95) -> tuple[float, float] | None:
    """Wilson's score interval (1927) of met / assessed, as rates 0..1; None when nothing was assessed."""
    _check(met, assessed)
    if not assessed:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, weight = met / assessed, z * z / assessed
    middle = (rate + weight / 2) / (1 + weight)
    half = math.sqrt(rate * (1 - rate) * weight + weight * weight / 4) / (1 + weight)
    # At 0 and at 100 % the limit is the rate itself; rounding must not put it beside it.
    lower = 0.0 if met == 0 else middle - half
    return lower, 1.0 if met == assessed else middle + half


def missing_bounds(met: int, assessed: int, missing: int) -> tuple[float, float] | None:
    """The rates if all cases with missing data had failed, and had passed; None when there is no case."""
    _check(met, assessed)
    if missing < 0:
        raise ValueError("A number of cases cannot be negative.")
    everyone = assessed + missing
    return (met / everyone, (met + missing) / everyone) if everyone else None


def _check(met: int, assessed: int) -> None:
    if not 0 <= met <= assessed:
        raise ValueError("The number that met a rule lies between 0 and the number assessed.")
