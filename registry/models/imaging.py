from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import diagnosis_codes as codes
from ..fields import CodeField, at_center, millimeters, partial_date, yes_no
from .base import Entry


@journaled()
class Imaging(Entry):
    """One examination of one region (clinical.md 2.5). A PET-CT with a diagnostic chest CT is two."""

    when = "exam_date"

    exam_date, exam_date_precision = partial_date(_("date of the examination"))
    imaging_center = at_center(_("done at"))
    modality = CodeField(_("modality"), choices=codes.MODALITY)
    region = CodeField(_("region"), choices=codes.REGION)
    purpose = CodeField(_("purpose"), choices=codes.IMAGING_PURPOSE)
    contrast = yes_no(_("with contrast"))
    mri_contraindicated = yes_no(_("MRI contraindicated"))
    largest_diameter_mm = millimeters(_("largest diameter"), (1, 600))

    class Meta:
        verbose_name = _("imaging examination")
        verbose_name_plural = _("imaging")
