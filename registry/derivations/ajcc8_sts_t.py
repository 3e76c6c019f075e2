"""AJCC 8 T category by size, soft tissue sarcoma of trunk, extremities, retroperitoneum (clinical.md 3.2)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .ajcc8 import SIZE, size_table, t_by_size
from .bands import Bands
from .base import Result
from .derivation import About, Derivation, derivation

SIZES = Bands.of("cm", 5, 10, 15)


@derivation(
    "AJCC8_STS_T",
    "1",
    inputs={"size_cm": SIZE},
    about=About(
        title=_("AJCC 8 T category, soft tissue sarcoma"),
        words=_("The largest diameter decides; 5.0 cm is T1. Depth no longer counts. Without a size: TX."),
        citation=(
            "AJCC 8th edition, chapters 41 and 44, from NCI PDQ health professional, adult soft tissue"
            " sarcoma, tables 1-3"
        ),
        tables=(size_table(SIZES),),
        examples=({"size_cm": 5.0}, {"size_cm": 5.1}, {"size_cm": 15.1}, {"size_cm": None}),
    ),
)
def t_category(rule: Derivation, *, size_cm: Decimal | None) -> Result:
    """Value: t. TX when the size is not known."""
    return t_by_size(rule, SIZES, size_cm)
