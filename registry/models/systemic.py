from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import event_codes as codes
from ..fields import CodeField, at_center, decimal, number, partial_date, texts, yes_no
from .base import Entry
from .constraints import in_order


@journaled()
class SystemicLine(Entry):
    """One line of systemic therapy (clinical.md 2.12)."""

    when = "start_date"

    line_no = number(_("line"), 1, 30)
    setting = CodeField(_("setting"), choices=codes.LINE_SETTING)
    type = CodeField(_("type"), choices=codes.LINE_TYPE)
    regimen_code = CodeField(_("regimen"), choices=codes.REGIMEN)
    drugs = texts(_("drugs"))
    daily_dose_mg = decimal(_("daily dose (mg)"), 0.1, 20000, places=1)
    dose_mg_m2 = decimal(_("dose per cycle (mg/m²)"), 0.1, 20000, places=1)
    treating_center = at_center(_("treating center"))
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
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "case"], name="line_id_case"),
            in_order("start_date", "end_date", "systemicline_span"),
        ]
