"""The indicators, by code. One file per area; adding one is adding its definition and its examples."""

from ..indicator import Indicator
from . import boards, surgery

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator for module in (boards, surgery) for indicator in module.INDICATORS
}
