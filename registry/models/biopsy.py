from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import diagnosis_codes as codes
from ..fields import CodeField, at_center, number, partial_date, yes_no
from .base import Entry


@journaled()
class Biopsy(Entry):
    """One diagnostic procedure (clinical.md 2.6). Its reading is a pathology report."""

    when = "biopsy_date"

    biopsy_date, biopsy_date_precision = partial_date(_("date of the biopsy"))
    type = CodeField(_("type"), choices=codes.BIOPSY_TYPE)
    guidance = CodeField(_("guidance"), choices=codes.GUIDANCE)
    needle_gauge = number(_("needle gauge"), 8, 22)
    cores = number(_("cores"), 1, 20)
    biopsy_center = at_center(_("done at"))
    operator_role = CodeField(_("done by"), choices=codes.OPERATOR)
    ordered_by_rc = yes_no(_("ordered by a reference center"))
    adequate = yes_no(_("adequate for diagnosis"))
    complication = yes_no(_("complication"))

    class Meta:
        verbose_name = _("biopsy")
        verbose_name_plural = _("biopsies")
