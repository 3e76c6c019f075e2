from django.utils.translation import gettext_lazy as _

from ..criteria import EVERYONE, LOCALIZED, MARGINS_KNOWN, R0_FIRST, RESECTED
from ..indicator import Area, Indicator

INDICATORS = (
    Indicator(
        *("QI-SURG-04", _("No residual tumor (R0) after the first operation"), Area.SURGERY),
        concerns=(*EVERYONE, RESECTED, LOCALIZED),
        expects=(R0_FIRST,),
        source=("NET17", "NET-R", "RC04"),
        attribution="surgery_center",
        benchmark=_(
            "Soft tissue 52.6 % against 32.2 % (board before against after, NET17); retroperitoneum 41.9 % "
            "(452 of 1078) against 12.3 % (230 of 1867, NET-R); Lyon, 1999 to 2001: R0 26 %, R1 29 %, "
            "R2 45 % (RC04)"
        ),
    ),
    Indicator(
        *("QI-SURG-06", _("Margin status known"), Area.SURGERY),
        concerns=(*EVERYONE, RESECTED),
        expects=(MARGINS_KNOWN,),
        documentation=True,
        source=("GEIS19", "local"),
        attribution="surgery_center",
        target=0.95,
        target_note=_("proposal of this network"),
        benchmark=_("Unknown margin: relapse-free survival at 3 years 43.4 % (GEIS19)"),
    ),
)
