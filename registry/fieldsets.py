"""Which fields a person sees in each section, in order: data for forms, read-only pages and meters."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Fieldset:
    """Fields of one model under one heading."""

    title: str | Promise
    fields: tuple[str, ...]


def _fieldset(title: str | Promise, names: str) -> Fieldset:
    return Fieldset(title, tuple(names.split()))


def _only(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """From `codes: fields` to `field: codes`."""
    return {name: frozenset(codes.split()) for codes, names in table.items() for name in names.split()}


# Fields that only make sense for some tumor groups, or for some site groups; all others are asked for every
# case. A field outside its group still appears while it holds a value, so that nothing entered is hidden.
ONLY_FOR = _only(
    {
        "STS": "depth wall_or_cavity diff_score necrosis_cat fnclcc_grade_reported bone_invasion "
        "hyperthermia in_transit_metastasis in_transit",
        "BS": "necrosis_pct enneking_grade enneking_t segments segments_adjacent extraosseous discontinuous "
        "skip_metastasis spinal_canal great_vessels crosses_si_joint_medial_to_foramen "
        "encases_external_iliac_vessels gross_thrombus_major_pelvic_vessels",
        "GIST": "gist_site gist_rupture_events kit_exon kit_exon11_kind pdgfra_exon sdh_status "
        "planned_months",
        "STS BS": "radiation_induced margin_enneking margin_tissue digit_only biopsy_tract_excised "
        "mri_contraindicated baseline_audiogram_date",
        "STS GIST": "resectability tumor_rupture_timing",
    }
)
ONLY_AT = _only(
    {
        "BONE_SPINE": "segments_adjacent spinal_canal great_vessels",
        "BONE_PELVIS": "extraosseous crosses_si_joint_medial_to_foramen encases_external_iliac_vessels "
        "gross_thrombus_major_pelvic_vessels",
        "BONE_SPINE BONE_PELVIS": "segments",
        "BONE_UPPER_LIMB BONE_LOWER_LIMB BONE_LIMB_NOS BONE_THORAX BONE_SKULL_FACE BONE_NOS": "discontinuous",
    }
)

PATIENT = (
    _fieldset(
        _("Person"), "sex birth_year country_residence admin1 distance_km insurance_type education_level"
    ),
    _fieldset(
        _("Consent"),
        "consent_registry consent_registry_date consent_research consent_research_date consent_biobank "
        "consent_biobank_date consent_version",
    ),
    _fieldset(
        _("Earlier illness"),
        "prior_cancer prior_cancer_site prior_cancer_date prior_rt_in_field prior_rt_date charlson_index "
        "smoking smoking_pack_years alcohol prior_cancer_treatment genetic_syndrome",
    ),
)
PATH = (
    _fieldset(
        _("Until diagnosis"),
        "first_symptom_date first_visit_date first_visit_center suspicion_date imaging_first_date "
        "diagnosis_date age_at_diagnosis",
    ),
    _fieldset(
        _("On arrival"),
        "presentation_status is_first_primary_episode primary_case incidental_finding patient_caused_delay "
        "key_worker_assigned_date plan_communicated_date",
    ),
)
TUMOR = (
    _fieldset(_("Type"), "sarcoma_group entity_id morphology_icdo behavior radiation_induced"),
    _fieldset(_("Location"), "topography_icdo laterality wall_or_cavity site_group gist_site depth"),
    _fieldset(_("Size"), "size_mm size_source multifocal tumor_nodules"),
    _fieldset(
        _("Extent in bone"),
        "segments segments_adjacent extraosseous discontinuous skip_metastasis spinal_canal great_vessels "
        "crosses_si_joint_medial_to_foramen encases_external_iliac_vessels "
        "gross_thrombus_major_pelvic_vessels",
    ),
    _fieldset(_("Rupture"), "gist_rupture_events"),
)
STAGE = (
    _fieldset(_("Grade"), "grade_final grade_system grade_source enneking_grade enneking_t"),
    _fieldset(
        _("Extent"), "disease_extent_dx ecog_dx resectability in_transit_metastasis metastasis_sites_dx"
    ),
    _fieldset(_("TNM"), "ct cn cm pt pn pm t_basis"),
)
REFERRAL = (
    _fieldset(
        _("Referral"),
        "from_center to_center reason sent_date received_date first_seen_date decision_date outcome criteria",
    ),
)
IMAGING = (
    _fieldset(
        _("Examination"),
        "exam_date imaging_center modality region purpose contrast mri_contraindicated largest_diameter_mm",
    ),
)
BIOPSY = (
    _fieldset(
        _("Procedure"),
        "biopsy_date biopsy_center type guidance needle_gauge cores operator_role ordered_by_rc adequate "
        "complication",
    ),
)
PATHOLOGY = (
    _fieldset(
        _("Report"),
        "report_date lab_center pathologist_id is_expert report_role specimen_type specimen_treated "
        "specimen_id synoptic",
    ),
    _fieldset(
        _("Diagnosis"),
        "entity_id morphology_icdo who_edition diagnosis_certainty benign_malignant non_mesenchymal ihc",
    ),
    _fieldset(
        _("Grade"),
        "diff_score mitoses_count mitoses_area_mm2 necrosis_cat fnclcc_grade_reported necrosis_pct",
    ),
    _fieldset(
        _("Specimen"),
        "size_mm margin_status margin_min_mm margin_tissue margin_enneking nodes_examined nodes_positive "
        "vascular_invasion bone_invasion",
    ),
)
MOLECULAR = (
    _fieldset(_("Test"), "requested_date reported_date lab_center method"),
    _fieldset(_("Result"), "gene_or_fusion result variant_hgvs vaf"),
    _fieldset(_("GIST genotype"), "kit_exon kit_exon11_kind pdgfra_exon sdh_status"),
)
BOARD = (
    _fieldset(_("Meeting"), "meeting_date board_center board_type phase disciplines topics"),
    _fieldset(
        _("Decision"), "decision intent guideline_concordant deviation_reason implemented implemented_date"
    ),
)
SURGERY = (
    _fieldset(
        _("Operation"),
        "surgery_date surgery_center role intent urgency planned_oncologic procedure approach digit_only asa "
        "lead_surgeon_role lead_surgeon_mtb_member",
    ),
    _fieldset(
        _("Result"),
        "r_status r_status_final en_bloc biopsy_tract_excised lymphadenectomy tumor_rupture_timing "
        "organs_resected vascular_involvement reconstruction",
    ),
    _fieldset(_("Stay"), "duration_min blood_loss_ml icu_days los_days"),
)
RADIOTHERAPY = (
    _fieldset(_("Course"), "start_date end_date rt_center intent setting target technique with_systemic"),
    _fieldset(_("Dose"), "total_dose_gy fractions boost_gy completed_as_planned hyperthermia"),
)
OTHER_LOCAL = (_fieldset(_("Treatment"), "start_date end_date type drugs treating_center"),)
SYSTEMIC = (
    _fieldset(_("Line"), "line_no setting type regimen_code drugs daily_dose_mg dose_mg_m2 treating_center"),
    _fieldset(_("Course"), "start_date end_date planned_months cycles reason_end ctcae_max_grade"),
    _fieldset(
        _("Before the first cycle"),
        "baseline_echo_date baseline_renal_date baseline_audiogram_date renal_impairment",
    ),
)
RESPONSE = (
    _fieldset(_("Assessment"), "assessment_date treatment systemic_line system category assessment_center"),
)
COMPLICATION = (_fieldset(_("Complication"), "complication_date type clavien_dindo intended reoperation"),)
SUPPORT = (
    _fieldset(
        _("Seen by"),
        "psycho_oncology_date social_service_date fertility_counselled_date genetic_counselling_date "
        "palliative_care_date support_declined",
    ),
)
TRIAL = (_fieldset(_("Trial"), "registry_id start_date arm"),)
RELAPSE = (
    _fieldset(
        _("Relapse or progression"),
        "recurrence_date type confirmed treatment_intent lesions in_transit sites",
    ),
)
FOLLOW_UP = (_fieldset(_("Visit"), "visit_date status local_exam local_imaging chest_imaging ecog"),)
STATUS = (_fieldset(_("Vital status"), "vital_status last_contact_date death_date death_cause"),)
PRO = (_fieldset(_("Score"), "pro_date instrument score mode"),)
BIOSPECIMEN = (_fieldset(_("Sample"), "collected_date type consent biobank_id"),)
