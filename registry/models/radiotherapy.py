from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import event_codes as codes
from ..fields import CodeField, at_center, decimal, number, partial_date, yes_no
from .base import Entry
from .constraints import in_order


@journaled()
class Radiotherapy(Entry):
    """One course of radiotherapy (clinical.md 2.11). Doses in gray."""

    when = "start_date"

    start_date, start_date_precision = partial_date(_("start"))
    end_date, end_date_precision = partial_date(_("end"))
    rt_center = at_center(_("treating center"))
    intent = CodeField(_("intent"), choices=codes.INTENT)
    setting = CodeField(_("setting"), choices=codes.RT_SETTING)
    with_systemic = yes_no(_("with systemic therapy"))
    target = CodeField(_("target"), choices=codes.RT_TARGET)
    technique = CodeField(_("technique"), choices=codes.RT_TECHNIQUE)
    total_dose_gy = decimal(_("total dose (Gy)"), 1, 90)
    fractions = number(_("fractions"), 1, 60)
    boost_gy = decimal(_("boost (Gy)"), 0, 90)
    completed_as_planned = CodeField(_("completed"), choices=codes.RT_COMPLETED)
    hyperthermia = yes_no(_("hyperthermia"))

    class Meta:
        verbose_name = _("radiotherapy course")
        verbose_name_plural = _("radiotherapy")
        constraints: ClassVar = [in_order("start_date", "end_date", "radiotherapy_span")]
