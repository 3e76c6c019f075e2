"""What happened afterwards: relapse and follow-up (clinical.md 2.13)."""

from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import codes as case_codes
from .. import event_codes as codes
from ..fields import CodeField, CodeSetField, number, partial_date, yes_no
from .base import Entry


@journaled()
class Recurrence(Entry):
    """A relapse or progression. COMBINED counts as local and as distant."""

    when = "recurrence_date"

    recurrence_date, recurrence_date_precision = partial_date(_("date"))
    type = CodeField(_("type"), choices=codes.RECURRENCE_TYPE)
    sites = CodeSetField(codes=case_codes.METASTASIS_SITE, verbose_name=_("sites"))
    lesions = number(_("number of lesions"), 1, 99)
    in_transit = yes_no(_("in-transit metastasis"))
    confirmed = CodeField(_("confirmed by"), choices=codes.CONFIRMED_BY)
    treatment_intent = CodeField(_("intent of treatment"), choices=codes.RECURRENCE_INTENT)

    class Meta:
        verbose_name = _("relapse or progression")
        verbose_name_plural = _("relapse and progression")


@journaled()
class FollowUp(Entry):
    """One contact after treatment."""

    when = "visit_date"

    visit_date, visit_date_precision = partial_date(_("date of the visit"))
    status = CodeField(_("status"), choices=codes.FOLLOW_UP_STATUS)
    local_exam = yes_no(_("local examination"))
    local_imaging = yes_no(_("local imaging"))
    chest_imaging = CodeField(_("chest imaging"), choices=codes.CHEST_IMAGING)
    ecog = number(_("ECOG"), 0, 4)

    class Meta:
        verbose_name = _("follow-up visit")
        verbose_name_plural = _("follow-up")
