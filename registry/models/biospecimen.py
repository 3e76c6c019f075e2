from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import codes as case_codes
from .. import course_codes as codes
from ..fields import CodeField, partial_date, text
from .base import Entry


@journaled()
class Biospecimen(Entry):
    """One sample kept for research (clinical.md 2.13)."""

    when = "collected_date"

    collected_date, collected_date_precision = partial_date(_("collected"))
    type = CodeField(_("type"), choices=codes.SAMPLE)
    consent = CodeField(_("consent"), choices=case_codes.CONSENT)
    biobank_id = text(_("number in the biobank"), 60)

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
