from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import event_codes as codes
from ..fields import CodeField, CodeSetField, at_center, number, partial_date, text, texts, yes_no
from .base import Entry


@journaled()
class Surgery(Entry):
    """One operation (clinical.md 2.10). R status and Enneking margin are never converted into each other."""

    when = "surgery_date"

    surgery_date, surgery_date_precision = partial_date(_("date of surgery"))
    surgery_center = at_center(_("operating center"))
    lead_surgeon_role = CodeField(_("lead surgeon"), choices=codes.SURGEON_ROLE)
    lead_surgeon_mtb_member = yes_no(_("lead surgeon is a board member"))
    role = CodeField(_("operation for"), choices=codes.SURGERY_ROLE)
    intent = CodeField(_("intent"), choices=codes.INTENT)
    urgency = CodeField(_("urgency"), choices=codes.URGENCY)
    planned_oncologic = yes_no(_("planned as a cancer operation"))
    procedure = CodeField(_("procedure"), choices=codes.PROCEDURE)
    digit_only = yes_no(_("finger, toe or ray only"))
    approach = CodeField(_("approach"), choices=codes.APPROACH)
    r_status = CodeField(_("residual tumor (R)"), choices=codes.R_STATUS)
    r_status_final = CodeField(_("residual tumor, final"), choices=codes.R_STATUS)
    en_bloc = yes_no(_("en bloc"))
    organs_resected = texts(_("organs resected"))
    biopsy_tract_excised = yes_no(_("biopsy tract removed"))
    lymphadenectomy = yes_no(_("lymphadenectomy"))
    tumor_rupture_timing = CodeField(_("tumor rupture"), choices=codes.RUPTURE_TIMING)
    vascular_involvement = text(_("vessel involved"))
    reconstruction = CodeSetField(codes=codes.RECONSTRUCTION, verbose_name=_("reconstruction"))
    blood_loss_ml = number(_("blood loss (ml)"), 0, 30000)
    duration_min = number(_("duration (min)"), 5, 1440)
    icu_days = number(_("days in intensive care"), 0, 120)
    los_days = number(_("days in hospital"), 0, 365)
    asa = number(_("ASA class"), 1, 5)

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
