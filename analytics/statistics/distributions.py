"""The two distributions the estimates need, in closed form."""

import math
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


def chi_square_tail(x: float, df: int) -> float:
    """The probability that a chi-square variable with `df` (a whole number) degrees of freedom exceeds `x`.

    For a whole number of degrees the incomplete gamma function is a finite sum (Abramowitz and Stegun
    26.4.4 and 26.4.5), which spares the application a library for one number.
    """
    half, odd = x / 2, df % 2
    if half <= 0:
        return 1.0
    powers = (i + odd / 2 for i in range(df // 2))
    terms = (math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers)
    return math.fsum(terms) + (math.erfc(math.sqrt(half)) if odd else 0.0)
