from django.utils.translation import gettext_lazy as _

from ..criteria import BOARD_FIRST, EMERGENCY, EVERYONE
from ..indicator import Area, Indicator

INDICATORS = (
    Indicator(
        *("QI-MTB-01", _("Discussed at a sarcoma board before the first treatment"), Area.BOARD),
        concerns=EVERYONE,
        excludes=(EMERGENCY,),
        expects=(BOARD_FIRST,),
        source=("SWE", "SWE-A", "NET17"),
        attribution="board_center",
        target=1.0,
        target_note="SWE, SWE-A",
        benchmark=_("France 42.2 % (5281 of 12 528, NET17)"),
    ),
)
