"""A case: one sarcoma episode of one patient (clinical.md 2.3)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from centers.journal import journaled
from centers.models import Center
from centers.permissions import Permission
from centers.reach import Reach

from .. import codes
from .. import course_codes as codes_of_course
from ..fields import (
    CodeField,
    CodeSetField,
    LinkField,
    at_center,
    millimeters,
    number,
    partial_date,
    text,
    yes_no,
)
from .base import Record
from .constraints import empty_beside
from .patient import Patient


@journaled()
class Case(Record):
    """One sarcoma episode. `public_id` is a random pseudonym (`7K3M-9QXD-H`): the only name outside.

    A case that was registered twice is voided and points to the one it was `merged_into`.
    """

    reach = Reach(center="center", case="pk", sight=Permission.READ_CASE)

    public_id = models.CharField(max_length=11, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="cases", editable=False)
    dates_shifted = models.BooleanField(
        default=False, editable=False
    )  # de-identified file: intervals are true, days are not

    sarcoma_group = CodeField(_("tumor group"), choices=codes.SARCOMA_GROUP)
    entity_id = text(_("histology"), 40)
    morphology_icdo = text(_("ICD-O-3.2 morphology"), 4)
    behavior = CodeField(_("behavior"), choices=codes.BEHAVIOR)
    topography_icdo = text(_("site"), 5)
    wall_or_cavity = CodeField(_("wall or cavity"), choices=codes.WALL_OR_CAVITY)
    site_group = CodeField(_("site group"), choices=codes.SITE_GROUP)
    gist_site = CodeField(_("GIST site"), choices=codes.GIST_SITE)
    laterality = CodeField(_("side"), choices=codes.LATERALITY)
    depth = CodeField(_("depth"), choices=codes.DEPTH)
    size_mm = millimeters(_("largest diameter"), (1, 600))
    size_source = CodeField(_("size taken from"), choices=codes.SIZE_SOURCE)
    multifocal = yes_no(_("multifocal"))
    tumor_nodules = number(_("number of tumor nodules"), 1, 99)
    segments = number(_("bone segments involved"), 0, 30)
    segments_adjacent = yes_no(_("segments adjacent"))
    extraosseous = yes_no(_("extends outside the bone"))
    discontinuous = yes_no(_("discontinuous in the primary bone"))
    skip_metastasis = yes_no(_("skip metastasis"))
    spinal_canal = yes_no(_("in the spinal canal"))
    great_vessels = yes_no(_("in the great vessels"))
    crosses_si_joint_medial_to_foramen = yes_no(_("crosses the sacroiliac joint, medial to the foramen"))
    encases_external_iliac_vessels = yes_no(_("encases the external iliac vessels"))
    gross_thrombus_major_pelvic_vessels = yes_no(_("gross thrombus in major pelvic vessels"))

    incidental_finding = yes_no(_("found by chance"))
    first_visit_center = at_center(_("first center that saw the mass"))
    patient_caused_delay = yes_no(_("delay wished or caused by the patient"))
    is_first_primary_episode = yes_no(_("first registration of this tumor"))
    primary_case = LinkField("self", within="patient", verbose_name=_("case of the first registration"))
    first_symptom_date, first_symptom_date_precision = partial_date(_("first symptom"))
    first_visit_date, first_visit_date_precision = partial_date(_("first visit"))
    suspicion_date, suspicion_date_precision = partial_date(_("well-founded suspicion"))
    imaging_first_date, imaging_first_date_precision = partial_date(_("first imaging"))
    diagnosis_date, diagnosis_date_precision = partial_date(_("date of diagnosis"))
    age_at_diagnosis = number(_("age at diagnosis"), 0, 120)
    presentation_status = CodeField(
        _("state at first contact with a reference center"), choices=codes.PRESENTATION
    )

    disease_extent_dx = CodeField(_("extent at diagnosis"), choices=codes.EXTENT)
    metastasis_sites_dx = CodeSetField(
        codes=codes.METASTASIS_SITE, verbose_name=_("sites of metastasis at diagnosis")
    )
    in_transit_metastasis = yes_no(_("in-transit metastasis"))
    ct = CodeField(_("clinical T"), choices=codes.T_CATEGORY)
    cn = CodeField(_("clinical N"), choices=codes.N_CATEGORY)
    cm = CodeField(_("clinical M"), choices=codes.M_CATEGORY)
    pt = CodeField(_("pathological T"), choices=codes.T_CATEGORY)
    pn = CodeField(_("pathological N"), choices=codes.N_CATEGORY)
    pm = CodeField(_("pathological M"), choices=codes.M_CATEGORY)
    t_basis = CodeField(_("T assessed by"), choices=codes.T_BASIS)
    grade_final = CodeField(_("final grade"), choices=codes.GRADE)
    grade_system = CodeField(_("grading system"), choices=codes.GRADE_SYSTEM)
    grade_source = CodeField(_("grade taken from"), choices=codes.GRADE_SOURCE)
    enneking_grade = CodeField(_("Enneking grade"), choices=codes.ENNEKING_GRADE)
    enneking_t = CodeField(_("Enneking T"), choices=codes.ENNEKING_T)
    gist_rupture_events = CodeSetField(codes=codes.GIST_RUPTURE, verbose_name=_("signs of rupture"))
    radiation_induced = yes_no(_("radiation induced"))
    ecog_dx = number(_("ECOG at diagnosis"), 0, 4)
    resectability = CodeField(_("resectability"), choices=codes.RESECTABILITY)
    key_worker_assigned_date, key_worker_assigned_date_precision = partial_date(_("key worker assigned"))
    plan_communicated_date, plan_communicated_date_precision = partial_date(_("plan told to the patient"))
    psycho_oncology_date, psycho_oncology_date_precision = partial_date(_("psycho-oncology"))
    social_service_date, social_service_date_precision = partial_date(_("social service"))
    fertility_counselled_date, fertility_counselled_date_precision = partial_date(_("fertility counseling"))
    genetic_counselling_date, genetic_counselling_date_precision = partial_date(_("genetic counseling"))
    palliative_care_date, palliative_care_date_precision = partial_date(_("palliative care"))
    support_declined = CodeSetField(codes=codes_of_course.SUPPORT, verbose_name=_("declined"))
    sections_complete = CodeSetField(
        codes=codes.SECTION, verbose_name=_("sections with all rows entered"), editable=False
    )
    completed_at = models.DateTimeField(null=True, editable=False)  # since when every section is complete
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="merged")
    merge_moved = models.JSONField(default=dict, editable=False)  # what it gave away: registry/moves.py

    class Meta:
        verbose_name = _("case")
        ordering: ClassVar = ["-diagnosis_date", "-pk"]
        # The case list asks by each of these; an index is read both ways, so one per column is enough.
        indexes: ClassVar = [
            models.Index(fields=["center", "diagnosis_date", "id"], name="case_by_center"),
            models.Index(fields=["diagnosis_date", "id"], name="case_by_diagnosis"),
            models.Index(fields=["sarcoma_group", "id"], name="case_by_group"),
            models.Index(fields=["entity_id", "id"], name="case_by_histology"),
            models.Index(fields=["site_group", "id"], name="case_by_site_group"),
            models.Index(fields=["topography_icdo", "id"], name="case_by_site"),
            models.Index(fields=["size_mm", "id"], name="case_by_size"),
            models.Index(fields=["disease_extent_dx", "id"], name="case_by_extent"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "center"], name="case_id_center"),
            models.UniqueConstraint(fields=["id", "patient"], name="case_id_patient"),
            empty_beside("primary_case", by="is_first_primary_episode", code="Y", name="case_first_or_later"),
        ]

    def __str__(self) -> str:
        return self.public_id


@journaled()
class CaseSource(models.Model):
    """Where an imported case comes from: the id it has in an external file, once per center and source."""

    reach = Reach(center="center", case="case", sight=Permission.READ_CASE)

    case = models.ForeignKey(Case, models.PROTECT, related_name="sources")
    center = models.ForeignKey(Center, models.PROTECT, related_name="+")
    source = models.CharField(_("source"), max_length=60)
    external_id = models.CharField(_("id in the source"), max_length=100)

    class Meta:
        verbose_name = _("source of a case")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["center", "source", "external_id"], name="case_source_once")
        ]

    def __str__(self) -> str:
        return self.source


class Derived(models.Model):
    """The derivations of a case: rebuilt whenever the case changes, never edited, never journaled.

    `results` holds each result with its inputs, the facts used, what is missing, rule version and citation;
    the columns beside it are those that lists and facts ask for. For lists, `grade` is the one shown (the
    final one, else the derived) and `vital_status` that of the patient. `gist_risk_afip` also holds the
    outcomes that count as "not high" (INSUFFICIENT_DATA, NOT_IN_TABLE, NOT_APPLICABLE); null is not known.
    """

    reach = Reach(center="center", case="case", sight=Permission.READ_CASE)

    case = models.OneToOneField(Case, models.PROTECT, related_name="derived", primary_key=True)
    center = models.ForeignKey(Center, models.PROTECT, related_name="+")
    fnclcc_grade = models.CharField(max_length=10, null=True)
    stage = models.CharField(max_length=10, null=True)
    enneking_stage = models.CharField(max_length=10, null=True)
    gist_risk_afip = models.CharField(max_length=20, null=True)
    gist_risk_nih_mod = models.CharField(max_length=20, null=True)
    gist_rupture_class = models.CharField(max_length=20, null=True)
    grade = models.CharField(max_length=10, null=True)
    vital_status = models.CharField(max_length=10, null=True)
    results = models.JSONField(default=dict)
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("derived values")
        indexes: ClassVar = [
            models.Index(fields=["stage", "case"], name="derived_by_stage"),
            models.Index(fields=["grade", "case"], name="derived_by_grade"),
            models.Index(fields=["vital_status", "case"], name="derived_by_status"),
        ]

    def __str__(self) -> str:
        return f"derived {self.pk}"

    @classmethod
    def of(cls, case: Case) -> "Derived":
        """The derivations of a case; a blank row where none are stored, as while they are rebuilt."""
        return getattr(case, "derived", None) or cls()
