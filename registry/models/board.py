from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import event_codes as codes
from ..fields import CodeField, CodeSetField, at_center, partial_date
from .base import Entry
from .constraints import in_order


@journaled()
class BoardDiscussion(Entry):
    """One discussion of the case at a tumor board (`mtb` in clinical.md 2.9)."""

    when = "meeting_date"

    meeting_date, meeting_date_precision = partial_date(_("date of the meeting"))
    board_center = at_center(_("center of the board"))
    board_type = CodeField(_("board"), choices=codes.BOARD_TYPE)
    phase = CodeField(_("phase"), choices=codes.BOARD_PHASE)
    disciplines = CodeSetField(codes=codes.DISCIPLINE, verbose_name=_("disciplines present"))
    topics = CodeSetField(codes=codes.BOARD_TOPIC, verbose_name=_("topics"))
    decision = CodeSetField(codes=codes.BOARD_DECISION, verbose_name=_("decision"))
    intent = CodeField(_("intent"), choices=codes.BOARD_INTENT)
    guideline_concordant = CodeField(_("follows the guideline"), choices=codes.GUIDELINE)
    deviation_reason = CodeField(_("reason to deviate"), choices=codes.DEVIATION)
    implemented = CodeField(_("carried out"), choices=codes.IMPLEMENTED)
    implemented_date, implemented_date_precision = partial_date(_("carried out on"))

    class Meta:
        verbose_name = _("board discussion")
        verbose_name_plural = _("board discussions")
        constraints: ClassVar = [in_order("meeting_date", "implemented_date", "boarddiscussion_span")]
