from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import course_codes as codes
from ..fields import CodeField, decimal, partial_date
from .base import Entry
from .constraints import limited

# Lowest and highest score of each instrument (clinical.md 2.13; MSTS 93 as points or per cent). The index of
# EQ-5D-5L falls below 0, its visual scale ends at 100.
SCORES: dict[str, tuple[int, int]] = {
    "TESS": (0, 100),
    "MSTS93": (0, 100),
    "EORTC_QLQ_C30": (0, 100),
    "EQ5D_5L": (-1, 100),
    "PROMIS": (0, 100),
    "BPI": (0, 10),
}


@journaled()
class Pro(Entry):
    """One patient-reported score: the number only, never the text of a questionnaire (clinical.md 2.13)."""

    when = "pro_date"

    pro_date, pro_date_precision = partial_date(_("date"))
    instrument = CodeField(_("instrument"), choices=codes.INSTRUMENT)
    score = decimal(_("score"), -1, 100)
    mode = CodeField(_("how it was asked"), choices=codes.SCORE_MODE)

    class Meta:
        verbose_name = _("patient-reported score")
        verbose_name_plural = _("patient-reported scores")
        constraints: ClassVar = [limited("score", by="instrument", limits=SCORES, name="pro_score")]
