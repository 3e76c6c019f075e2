"""AJCC 8 T category of bone sarcoma of limbs, trunk, skull and face (clinical.md 3.5)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .ajcc8 import BONE_CITATION, SIZE, t_by_size
from .bands import Bands
from .base import Result
from .derivation import About, Derivation, Input, Table, derivation
from .readers import yes_no

SIZES = Bands.of("cm", 8)
T_OF_DISCONTINUOUS = "T3"


@derivation(
    "AJCC8_BONE_T_APPENDICULAR",
    "1",
    inputs={
        "size_cm": SIZE,
        "discontinuous": Input(yes_no, _("Discontinuous in the same bone"), ("case.discontinuous",)),
    },
    about=About(
        title=_("AJCC 8 T category, bone sarcoma of limb, trunk, skull, face"),
        words=_(
            "Separate tumors in the primary bone are T3, whatever their size. Else the largest diameter "
            "decides; 8.0 cm is T1. Separate tumors that are not entered count as none. Without a size: TX."
        ),
        citation=BONE_CITATION,
        tables=(
            Table(
                _("T category"),
                (_("T"), _("Tumor")),
                (
                    *((f"T{band + 1}", label) for band, label in enumerate(SIZES.labels)),
                    (T_OF_DISCONTINUOUS, _("separate tumors in the primary bone")),
                ),
            ),
        ),
        examples=(
            {"size_cm": 8.0, "discontinuous": False},
            {"size_cm": 8.1, "discontinuous": False},
            {"size_cm": 6.0, "discontinuous": True},
            {"size_cm": None, "discontinuous": False},
        ),
    ),
)
def bone_t_appendicular(rule: Derivation, *, size_cm: Decimal | None, discontinuous: bool | None) -> Result:
    """Value: t. TX when the size is not known, unless the tumor is discontinuous."""
    if discontinuous:
        return rule.derived(
            {"t": T_OF_DISCONTINUOUS}, rule.fact("discontinuous", _("Yes"), T_OF_DISCONTINUOUS)
        )
    return t_by_size(rule, SIZES, size_cm)
