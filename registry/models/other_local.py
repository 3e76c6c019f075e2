from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import course_codes as codes
from ..fields import CodeField, at_center, partial_date, texts
from .base import Entry
from .constraints import in_order


@journaled()
class OtherLocal(Entry):
    """Limb perfusion, ablation and other local treatment that is neither surgery nor radiotherapy
    (clinical.md 2.11)."""

    when = "start_date"

    start_date, start_date_precision = partial_date(_("date"))
    end_date, end_date_precision = partial_date(_("end"))
    type = CodeField(_("type"), choices=codes.LOCAL_TREATMENT)
    drugs = texts(_("drugs"))
    treating_center = at_center(_("treating center"))

    class Meta:
        verbose_name = _("local treatment")
        verbose_name_plural = _("other local treatment")
        constraints: ClassVar = [in_order("start_date", "end_date", "otherlocal_span")]
