from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import event_codes as codes
from ..codes import UNKNOWN
from ..fields import CodeField, at_center, decimal, millimeters, number, partial_date, text, texts, yes_no
from .base import Entry
from .constraints import empty_beside


@journaled()
class PathologyReport(Entry):
    """One reading of one specimen (clinical.md 2.7). All reports are kept; none overwrites another."""

    when = "report_date"

    specimen_id = text(_("specimen number"), 60)
    specimen_type = CodeField(_("specimen"), choices=codes.SPECIMEN)
    specimen_treated = yes_no(_("after neoadjuvant therapy"))
    report_date, report_date_precision = partial_date(_("date of the report"))
    lab_center = at_center(_("reporting laboratory"))
    pathologist_id = text(_("pathologist (code at the laboratory)"), 40)
    is_expert = yes_no(_("read by a sarcoma expert"))
    report_role = CodeField(_("role of the report"), choices=codes.REPORT_ROLE)
    entity_id = text(_("histology"), 40)
    morphology_icdo = text(_("ICD-O-3.2 morphology"), 4)
    who_edition = CodeField(_("WHO edition"), choices=codes.WHO_EDITION)
    diagnosis_certainty = CodeField(_("certainty"), choices=codes.CERTAINTY)
    benign_malignant = CodeField(_("benign or malignant"), choices=codes.BENIGN_MALIGNANT)
    non_mesenchymal = CodeField(_("not a mesenchymal tumor"), choices=codes.NON_MESENCHYMAL)
    diff_score = CodeField(_("differentiation score"), choices=codes.DIFFERENTIATION)
    mitoses_count = number(_("mitoses counted"), 0, 500)
    mitoses_area_mm2 = decimal(_("area counted (mm²)"), 0.5, 20)
    necrosis_cat = CodeField(_("necrosis (FNCLCC)"), choices=codes.NECROSIS)
    necrosis_pct = decimal(_("necrosis after chemotherapy (%)"), 0, 100, places=1)
    fnclcc_grade_reported = CodeField(_("FNCLCC grade as reported"), choices=codes.FNCLCC_GRADE)
    size_mm = millimeters(_("largest diameter"), (1, 600))
    margin_status = CodeField(_("margin status"), choices=codes.R_STATUS)
    margin_min_mm = millimeters(_("closest margin"), (0, 100))
    margin_tissue = CodeField(_("tissue at the closest margin"), choices=codes.MARGIN_TISSUE)
    margin_enneking = CodeField(_("Enneking margin"), choices=codes.MARGIN_ENNEKING)
    nodes_examined = number(_("nodes examined"), 0, 100)
    nodes_positive = number(_("nodes positive"), 0, 100)
    vascular_invasion = yes_no(_("vascular invasion"))
    bone_invasion = yes_no(_("bone invasion"))
    ihc = texts(_("immunohistochemistry"))
    synoptic = yes_no(_("structured report"))

    class Meta:
        verbose_name = _("pathology report")
        verbose_name_plural = _("pathology reports")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(nodes_positive__isnull=True)
                | Q(nodes_examined__isnull=True)
                | Q(nodes_positive__lte=F("nodes_examined")),
                name="report_nodes",
            ),
            empty_beside("necrosis_pct", by="specimen_treated", code="N", name="report_necrosis"),
            models.CheckConstraint(
                condition=Q(entity_id__isnull=True)
                | Q(non_mesenchymal__isnull=True)
                | Q(non_mesenchymal__in=["NONE", UNKNOWN]),
                name="report_non_mesenchymal",
            ),
        ]
