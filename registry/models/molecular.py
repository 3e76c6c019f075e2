from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import diagnosis_codes as codes
from ..fields import CodeField, at_center, decimal, partial_date, text
from .base import Entry
from .constraints import in_order


@journaled()
class MolecularTest(Entry):
    """One test for one gene or fusion (clinical.md 2.8)."""

    when = "reported_date"

    requested_date, requested_date_precision = partial_date(_("requested"))
    reported_date, reported_date_precision = partial_date(_("reported"))
    lab_center = at_center(_("laboratory"))
    method = CodeField(_("method"), choices=codes.TEST_METHOD)
    gene_or_fusion = text(_("gene or fusion"), 60)
    result = CodeField(_("result"), choices=codes.TEST_RESULT)
    variant_hgvs = text(_("variant (HGVS)"))
    kit_exon = CodeField(_("KIT exon"), choices=codes.KIT_EXON)
    kit_exon11_kind = CodeField(_("kind of KIT exon 11 mutation"), choices=codes.KIT_EXON_11)
    pdgfra_exon = CodeField(_("PDGFRA exon"), choices=codes.PDGFRA_EXON)
    sdh_status = CodeField(_("SDH"), choices=codes.SDH_STATUS)
    vaf = decimal(_("variant allele fraction"), 0, 1, places=3)

    class Meta:
        verbose_name = _("molecular test")
        verbose_name_plural = _("molecular tests")
        constraints: ClassVar = [in_order("requested_date", "reported_date", "moleculartest_span")]
