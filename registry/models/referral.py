from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import diagnosis_codes as codes
from ..fields import CodeField, CodeSetField, at_center, partial_date
from .base import Entry
from .constraints import in_order


@journaled()
class Referral(Entry):
    """The patient sent from one center to another (clinical.md 2.4)."""

    when = "received_date"

    from_center = at_center(_("sent by"))
    to_center = at_center(_("sent to"))
    sent_date, sent_date_precision = partial_date(_("sent"))
    received_date, received_date_precision = partial_date(_("received"))
    first_seen_date, first_seen_date_precision = partial_date(_("first seen there"))
    decision_date, decision_date_precision = partial_date(_("decided"))
    reason = CodeField(_("reason"), choices=codes.REFERRAL_REASON)
    criteria = CodeSetField(codes=codes.REFERRAL_CRITERION, verbose_name=_("signs of alarm"))
    outcome = CodeField(_("outcome"), choices=codes.REFERRAL_OUTCOME)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints: ClassVar = [in_order("sent_date", "received_date", "referral_span")]
