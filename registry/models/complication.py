from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import course_codes as codes
from ..fields import CodeField, partial_date, yes_no
from .base import Entry


@journaled()
class Complication(Entry):
    """One complication of treatment (clinical.md 2.13)."""

    when = "complication_date"

    complication_date, complication_date_precision = partial_date(_("date"))
    type = CodeField(_("type"), choices=codes.COMPLICATION)
    clavien_dindo = CodeField(_("Clavien-Dindo grade"), choices=codes.CLAVIEN_DINDO)
    intended = yes_no(_("intended"))
    reoperation = yes_no(_("operated again"))

    class Meta:
        verbose_name = _("complication")
        verbose_name_plural = _("complications")
