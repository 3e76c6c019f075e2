"""95 % limits of a survival probability, on the three scales of R's survfit (conf.type)."""

from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt

from .distributions import Z95

Floats = npt.NDArray[np.float64]
ConfType = Literal["log", "log-log", "plain"]
Limits = tuple[Floats, Floats]


def limits(survival: Floats, log_se: Floats, conf_type: ConfType) -> Limits:
    """Lower and upper limit within 0..1; NaN where the scale has none, as in R.

    `log_se` is the standard error of the logarithm of survival (Greenwood). At a survival of 1, plain and
    log give 1 to 1 and log-log has no limits; at 0, where the error is infinite, none of them has.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = SCALES[conf_type](survival, Z95 * log_se)
    return np.clip(lower, 0, 1), np.clip(upper, 0, 1)


def _plain(survival: Floats, margin: Floats) -> Limits:
    return survival - survival * margin, survival + survival * margin


def _log(survival: Floats, margin: Floats) -> Limits:
    positive = np.where(survival > 0, survival, np.nan)
    return positive * np.exp(-margin), positive * np.exp(margin)


def _log_log(survival: Floats, margin: Floats) -> Limits:
    inside = np.where((survival > 0) & (survival < 1), survival, np.nan)
    hazard = -np.log(inside)
    return np.exp(-hazard * np.exp(margin / hazard)), np.exp(-hazard * np.exp(-margin / hazard))


SCALES: dict[ConfType, Callable[[Floats, Floats], Limits]] = {
    "log": _log,
    "log-log": _log_log,
    "plain": _plain,
}
