from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from centers.journal import journaled
from centers.models import Center

from .. import event_codes as codes
from ..fields import CodeField, number, partial_date, yes_no
from .base import Entry


@journaled()
class SystemicLine(Entry):
    """One line of systemic therapy (clinical.md 2.12)."""

    when = "start_date"

    line_no = number(_("line"), 1, 30)
    setting = CodeField(_("setting"), choices=codes.LINE_SETTING)
    type = CodeField(_("type"), choices=codes.LINE_TYPE)
    regimen_code = CodeField(_("regimen"), choices=codes.REGIMEN)
    drugs = ArrayField(models.CharField(max_length=60), null=True, blank=True, verbose_name=_("drugs"))
    treating_center = models.ForeignKey(
        Center, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("treating center")
    )
    planned_months = number(_("planned months"), 1, 120)
    start_date, start_date_precision = partial_date(_("start"))
    end_date, end_date_precision = partial_date(_("end"))
    cycles = number(_("cycles"), 1, 60)
    reason_end = CodeField(_("reason to end"), choices=codes.LINE_END)
    ctcae_max_grade = number(_("highest CTCAE grade"), 0, 5)
    baseline_echo_date, baseline_echo_date_precision = partial_date(_("echocardiogram before"))
    baseline_renal_date, baseline_renal_date_precision = partial_date(_("renal function before"))
    baseline_audiogram_date, baseline_audiogram_date_precision = partial_date(_("audiogram before"))
    renal_impairment = yes_no(_("renal impairment"))

    class Meta:
        verbose_name = _("line of systemic therapy")
        verbose_name_plural = _("systemic therapy")
