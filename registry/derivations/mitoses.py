"""Mitotic count on another area, expressed per 10 high-power fields of 0.174 mm² (clinical.md 3.1)."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from .base import Fact, Reason, Result
from .derivation import About, Derivation, Input, derivation
from .readers import number

AREA_OF_10_HPF_MM2 = Decimal("1.74")
TWO_DECIMALS = Decimal("0.01")


def per_10_hpf(count: Decimal, area_mm2: Decimal) -> Decimal:
    """Unrounded, as score limits are compared with it. Multiplies first: 10 in 1.74 mm² must stay 10."""
    return count * AREA_OF_10_HPF_MM2 / area_mm2


def rounded(mitoses_per_10hpf: Decimal) -> Decimal:
    """As people read it: two decimals."""
    return mitoses_per_10hpf.quantize(TWO_DECIMALS, ROUND_HALF_UP)


@derivation(
    "MITOSES_NORMALISATION",
    "1",
    inputs={
        "count": Input(
            number(at_least=Decimal(0)), _("Mitoses counted"), ("pathology_report.mitoses_count",)
        ),
        "area_mm2": Input(number(), _("Area counted"), ("pathology_report.mitoses_area_mm2",)),
    },
    about=About(
        title=_("Mitoses per 10 HPF (1.74 mm²)"),
        words=_(
            "A count on another area is expressed on the area of 10 high-power fields of 0.174 mm²: count "
            "divided by area, times 1.74. Shown with two decimals, compared with limits unrounded."
        ),
        citation=(
            "NCI PDQ health professional, adult soft tissue sarcoma, FNCLCC table;"
            " the field of 0.174 mm² is not in it and stands from memory"
        ),
        tables=(),
        examples=(
            {"count": 14, "area_mm2": 2.0},
            {"count": 14, "area_mm2": 1.74},
            {"count": 5, "area_mm2": 0.0},
        ),
        doubts=(4,),
        memory=_("The area of a field: 0.174 mm²; Coindre gives 0.1734 mm²."),
    ),
)
def normalize(rule: Derivation, *, count: Decimal | None, area_mm2: Decimal | None) -> Result:
    """Value: mitoses_per_10hpf, two decimals."""
    facts: list[Fact] = []
    if count is not None:
        facts.append(rule.fact("count", count))
    if area_mm2 is not None:
        facts.append(rule.fact("area_mm2", area_mm2))
    if count is None or area_mm2 is None:
        return rule.waiting(*facts, count=count, area_mm2=area_mm2)
    if area_mm2 <= 0:
        return rule.not_assessable(Reason.AREA_NOT_POSITIVE, *facts, missing=rule.fields_of("area_mm2"))
    return rule.derived({"mitoses_per_10hpf": float(rounded(per_10_hpf(count, area_mm2)))}, *facts)
