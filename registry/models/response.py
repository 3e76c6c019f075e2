from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import course_codes as codes
from ..fields import CodeField, LinkField, at_center, partial_date
from .base import Entry


@journaled()
class Response(Entry):
    """One assessment of what treatment achieved, and by which system (clinical.md 2.12)."""

    when = "assessment_date"

    assessment_date, assessment_date_precision = partial_date(_("date of the assessment"))
    treatment = CodeField(_("response to"), choices=codes.TREATMENT)
    systemic_line = LinkField(
        "registry.SystemicLine", within="case", verbose_name=_("line of systemic therapy")
    )
    system = CodeField(_("assessed by"), choices=codes.RESPONSE_SYSTEM)
    category = CodeField(_("response"), choices=codes.RESPONSE)
    assessment_center = at_center(_("assessed at"))

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
