"""Mitoses of GIST: counted on 5 mm², the area of 50 high-power fields of the original microscopes."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .bands import Bands
from .base import Fact
from .derivation import Derivation, Input
from .mitoses import rounded
from .readers import number

AREA_MM2 = Decimal(5)
MITOSES = Input(
    number(at_least=Decimal(0)),
    _("Mitoses per 5 mm²"),
    ("pathology_report.mitoses_count", "pathology_report.mitoses_area_mm2"),
)


def per_5_mm2(count: Decimal, area_mm2: Decimal) -> Decimal:
    """Unrounded, as limits are compared with it. Multiplies first: 5 in 5 mm² must stay 5."""
    return count * AREA_MM2 / area_mm2


def gist_facts(
    rule: Derivation, sizes: Bands, size_cm: Decimal | None, rates: Bands, mitoses: Decimal | None
) -> tuple[Fact, ...]:
    """Size and mitoses, where known, with the range each lies in."""
    facts = []
    if size_cm is not None:
        facts.append(rule.fact("size_cm", size_cm * 10, sizes.label(sizes.band(size_cm))))
    if mitoses is not None:
        count = f"{rounded(mitoses).normalize():f}"
        facts.append(rule.fact("mitoses_per_5mm2", count, rates.label(rates.band(mitoses))))
    return tuple(facts)
