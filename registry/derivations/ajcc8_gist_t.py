"""AJCC 8 T category by size, GIST (clinical.md 3.4)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .ajcc8 import SIZE, size_table, t_by_size
from .bands import Bands
from .base import Result
from .derivation import About, Derivation, derivation

SIZES = Bands.of("cm", 2, 5, 10)


@derivation(
    "AJCC8_GIST_T",
    "1",
    inputs={"size_cm": SIZE},
    about=About(
        title=_("AJCC 8 T category, GIST"),
        words=_("The largest diameter decides; 2.0 cm is T1. Without a size: TX."),
        citation="AJCC 8th edition, chapter 43, from the UICC TNM chapter on GIST and SEER EOD public 2.1",
        tables=(size_table(SIZES),),
        examples=({"size_cm": 2.0}, {"size_cm": 7.2}, {"size_cm": 10.1}, {"size_cm": None}),
    ),
)
def gist_t(rule: Derivation, *, size_cm: Decimal | None) -> Result:
    """Value: t. TX when the size is not known."""
    return t_by_size(rule, SIZES, size_cm)
