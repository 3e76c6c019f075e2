"""The patient, and apart from it who the patient is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from centers.journal import journaled
from centers.models import Center
from centers.permissions import Permission
from centers.reach import Reach

from .. import codes
from ..fields import CodeField, CodeSetField, number, partial_date, text, yes_no
from .base import Record
from .constraints import empty_beside


@journaled()
class Patient(Record):
    """A person under care, without anything that names them (clinical.md 2.2)."""

    reach = Reach(center="center", sight=Permission.READ_CASE)

    sex = CodeField(_("sex"), choices=codes.SEX)
    birth_year = number(_("year of birth"), 1900, 2100)
    country_residence = text(_("country of residence"), 2)
    admin1 = text(_("region or state"))
    distance_km = number(_("distance to the center (km)"), 0, 20000)
    insurance_type = CodeField(_("insurance"), choices=codes.INSURANCE)
    education_level = number(_("education (ISCED 0 to 8)"), 0, 8)
    genetic_syndrome = CodeSetField(codes=codes.GENETIC_SYNDROME, verbose_name=_("genetic syndrome"))
    prior_cancer = yes_no(_("earlier cancer"))
    prior_cancer_site = text(_("site of the earlier cancer"))
    prior_cancer_date, prior_cancer_date_precision = partial_date(_("date of the earlier cancer"))
    prior_cancer_treatment = CodeSetField(
        codes=codes.CANCER_TREATMENT, verbose_name=_("treatment of the earlier cancer")
    )
    prior_rt_in_field = yes_no(_("earlier radiotherapy in the field"))
    prior_rt_date, prior_rt_date_precision = partial_date(_("date of the earlier radiotherapy"))
    charlson_index = number(_("Charlson index"), 0, 37)
    smoking = CodeField(_("tobacco"), choices=codes.TOBACCO)
    smoking_pack_years = number(_("pack years"), 0, 200)
    alcohol = CodeField(_("alcohol"), choices=codes.ALCOHOL)
    vital_status = CodeField(_("vital status"), choices=codes.VITAL_STATUS)
    last_contact_date, last_contact_date_precision = partial_date(_("last contact"))
    death_date, death_date_precision = partial_date(_("date of death"))
    death_cause = CodeField(_("cause of death"), choices=codes.DEATH_CAUSE)
    consent_registry = CodeField(_("consent: registry"), choices=codes.CONSENT)
    consent_registry_date, consent_registry_date_precision = partial_date(_("consent to registry on"))
    consent_research = CodeField(_("consent: research"), choices=codes.CONSENT)
    consent_research_date, consent_research_date_precision = partial_date(_("consent to research on"))
    consent_biobank = CodeField(_("consent: biobank"), choices=codes.CONSENT)
    consent_biobank_date, consent_biobank_date_precision = partial_date(_("consent to biobank on"))
    consent_version = text(_("version of the consent form"), 40)

    class Meta:
        verbose_name = _("patient")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "center"], name="patient_id_center"),
            empty_beside("death_date", by="vital_status", code="ALIVE", name="patient_alive_death_date"),
            empty_beside("death_cause", by="vital_status", code="ALIVE", name="patient_alive_death_cause"),
        ]

    def __str__(self) -> str:
        return f"patient {self.pk}"


@journaled()
class PatientIdentity(models.Model):
    """Who the patient is, encrypted (AES-GCM, key outside the database); own center's roles only.

    `record_index` is an HMAC of the local record number, for look-up inside the center.
    """

    reach = Reach(center="center", sight=Permission.READ_IDENTITY)

    patient = models.OneToOneField(Patient, models.PROTECT, related_name="identity")
    center = models.ForeignKey(Center, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()
    record_index = models.BinaryField(max_length=32, null=True)

    class Meta:
        verbose_name = _("identity of a patient")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["center", "record_index"], name="identity_record_once_per_center")
        ]

    def __str__(self) -> str:
        return f"identity {self.pk}"
