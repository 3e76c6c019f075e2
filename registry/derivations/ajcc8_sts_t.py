"""AJCC 8 T category by size, soft tissue sarcoma of trunk, extremities, retroperitoneum (clinical.md 3.2)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .base import Result
from .derivation import Derivation, Input, derivation
from .readers import number

# Upper bounds are closed: 5.0 cm is T1. Sizes are compared unrounded; the words say mm, as the record does.
UP_TO_CM = (
    (Decimal(5), "T1", "≤ 50 mm"),
    (Decimal(10), "T2", "> 50, ≤ 100 mm"),
    (Decimal(15), "T3", "> 100, ≤ 150 mm"),
    (Decimal("Infinity"), "T4", "> 150 mm"),
)


@derivation(
    name="AJCC8_STS_T",
    title=_("AJCC 8 T category, soft tissue sarcoma"),
    version="1",
    citation=(
        "AJCC 8th edition, chapters 41 and 44, from NCI PDQ health professional, adult soft tissue sarcoma,"
        " tables 1-3"
    ),
    inputs={"size_cm": Input(number(above=Decimal(0)), _("Largest diameter"), ("case.size_mm",))},
)
def t_category(rule: Derivation, *, size_cm: Decimal | None) -> Result:
    """Value: t. TX when the size is not known."""
    if size_cm is None:
        return rule.derived({"t": "TX"}, missing=rule.fields_of("size_cm"))
    t, span = next((t, span) for limit, t, span in UP_TO_CM if size_cm <= limit)
    return rule.derived({"t": t}, rule.fact("size_cm", size_cm * 10, f"{t}: {span}"))
