"""Three letters as a person would type them in: paper_cases.md of the clinical reference, A, B and C.

`registered` goes into the registration screen, `sections` into forms of the case, `entries` one new entry
each. Fields by their name, codes by their value, dates and numbers as text. RC1 is Madrid, LH1 is Lima.
"""

from dataclasses import dataclass

Values = dict[str, str | list[str]]
RC1, LH1 = "ES07 Madrid", "PE01 Lima"


@dataclass(frozen=True)
class PaperCase:
    """A letter, and the coding and derived values printed beside it."""

    registered: Values
    sections: dict[str, Values]
    entries: list[tuple[str, Values]]
    coded: dict[str, str]
    derived: dict[str, dict[str, str | int | float]]
    intervals: dict[str, int]
    shown: tuple[str, ...]


GASTRIC_GIST = PaperCase(
    registered={
        "sarcoma_group": "GIST",
        "record_number": "PAPER-A",
        "birth_date": "4/1962",
        "sex": "FEMALE",
        "entity_id": "GIST",
        "topography_icdo": "C16.6",
        "size_mm": "7.2 cm",
        "diagnosis_date": "22/2/2023",
        "first_visit_date": "6/2/2023",
        "disease_extent_dx": "LOCALIZED",
    },
    sections={
        "path": {"first_symptom_date": "1/2023", "first_visit_center": LH1, "is_first_primary_episode": "Y"}
        | {"plan_communicated_date": "7/3/2023"},
        "tumor": {"size_source": "IMAGING", "gist_rupture_events": ["NONE"]},
        "stage": {"cn": "N0", "cm": "M0", "ecog_dx": "0"},
        "status": {"vital_status": "ALIVE", "last_contact_date": "7/10/2024"},
    },
    entries=[
        ("imaging", {"exam_date": "6/2/2023", "modality": "ENDOSCOPY", "imaging_center": LH1}),
        (
            "imaging",
            {"exam_date": "9/2/2023", "modality": "CT", "region": "ABDOMEN_PELVIS", "contrast": "Y"}
            | {"imaging_center": LH1, "purpose": "LOCAL_STAGING", "largest_diameter_mm": "7.2 cm"},
        ),
        (
            "referral",
            {"from_center": LH1, "to_center": RC1, "sent_date": "10/2/2023", "received_date": "13/2/2023"}
            | {"first_seen_date": "20/2/2023"},
        ),
        (
            "biopsy",
            {"biopsy_date": "22/2/2023", "type": "EUS_FNB", "guidance": "EUS", "biopsy_center": RC1},
        ),
        (
            "pathology",
            {"report_date": "1/3/2023", "specimen_type": "BIOPSY", "is_expert": "Y", "entity_id": "GIST"}
            | {"lab_center": RC1, "report_role": "FIRST", "specimen_treated": "N", "who_edition": "2020"},
        ),
        (
            "board",
            {"meeting_date": "7/3/2023", "board_type": "SARCOMA_RC", "phase": "PRE_TREATMENT"}
            | {"board_center": RC1, "decision": ["SURGERY"]},
        ),
        (
            "surgery",
            {"surgery_date": "21/3/2023", "surgery_center": RC1, "role": "PRIMARY_RESECTION"}
            | {"intent": "CURATIVE", "urgency": "ELECTIVE", "procedure": "GASTRIC_WEDGE"}
            | {"approach": "LAPAROSCOPIC", "r_status": "R0", "lymphadenectomy": "N"}
            | {"tumor_rupture_timing": "NONE", "lead_surgeon_mtb_member": "Y"},
        ),
        (
            "pathology",
            {"report_date": "30/3/2023", "specimen_type": "RESECTION", "is_expert": "Y", "entity_id": "GIST"}
            | {"lab_center": RC1, "specimen_treated": "N", "mitoses_count": "9", "mitoses_area_mm2": "5"}
            | {"size_mm": "7.0 cm", "margin_status": "R0"},
        ),
        (
            "molecular",
            {"reported_date": "11/4/2023", "method": "DNA_NGS", "result": "DETECTED", "kit_exon": "11"}
            | {"kit_exon11_kind": "DEL_557_558", "pdgfra_exon": "WILD_TYPE"},
        ),
        (
            "board",
            {"meeting_date": "13/4/2023", "board_type": "SARCOMA_RC", "phase": "POST_SURGERY"}
            | {"board_center": RC1, "decision": ["IMATINIB"]},
        ),
        (
            "systemic",
            {"line_no": "1", "setting": "ADJUVANT", "type": "TARGETED", "regimen_code": "IMATINIB"}
            | {"drugs": "imatinib", "daily_dose_mg": "400", "start_date": "1/5/2023", "planned_months": "36"},
        ),
        ("follow-up", {"visit_date": "2/10/2023", "status": "NED", "local_imaging": "Y"}),
        ("follow-up", {"visit_date": "8/4/2024", "status": "NED", "local_imaging": "Y"}),
        ("follow-up", {"visit_date": "7/10/2024", "status": "NED", "local_imaging": "Y", "ecog": "0"}),
    ],
    coded={
        "entity_id": "GIST",
        "morphology_icdo": "8936",
        "behavior": "3",
        "topography_icdo": "C16.6",
        "site_group": "GI_STOMACH",
        "gist_site": "STOMACH",
        "size_mm": "72.0",
        "first_symptom_date": "2023-01-15",
        "first_symptom_date_precision": "MONTH",
    },
    derived={
        "AJCC8_GIST_T": {"t": "T3"},
        "AJCC8_GIST_STAGE": {"stage": "IIIA"},
        "GIST_AFIP": {"risk": "HIGH", "progression_pct": 55.0},
        "GIST_JOENSUU": {"risk": "HIGH"},
        "GIST_RUPTURE": {"class": "NONE"},
    },
    intervals={"symptom->first_visit": 22, "surgery->postop_chemo": 41},
    shown=("T3", "IIIA", "High, 55 %"),
)

OSTEOSARCOMA = PaperCase(
    registered={
        "sarcoma_group": "BS",
        "record_number": "PAPER-B",
        "birth_date": "14/5/2002",
        "sex": "MALE",
        "entity_id": "OS_CONV",
        "topography_icdo": "C40.2",
        "laterality": "LEFT",
        "size_mm": "7.6 cm",
        "grade_final": "G3",
        "diagnosis_date": "8/11/2022",
        "first_visit_date": "24/10/2022",
        "disease_extent_dx": "LOCALIZED",
        "presentation_status": "UNTOUCHED",
    },
    sections={
        "path": {"first_symptom_date": "8/2022", "first_visit_center": LH1, "suspicion_date": "26/10/2022"}
        | {"is_first_primary_episode": "Y", "plan_communicated_date": "17/11/2022"},
        "tumor": {"size_source": "IMAGING", "discontinuous": "N", "skip_metastasis": "N"},
        "stage": {"enneking_grade": "G2", "enneking_t": "T2", "cn": "N0", "cm": "M0"},
        "support": {"fertility_counselled_date": "17/11/2022"},
        "status": {"vital_status": "ALIVE", "last_contact_date": "25/11/2024"},
    },
    entries=[
        (
            "imaging",
            {"exam_date": "24/10/2022", "modality": "XRAY", "region": "PRIMARY_LIMB", "imaging_center": LH1},
        ),
        (
            "referral",
            {"from_center": LH1, "to_center": RC1, "sent_date": "26/10/2022", "received_date": "27/10/2022"}
            | {"first_seen_date": "2/11/2022"},
        ),
        (
            "imaging",
            {"exam_date": "3/11/2022", "modality": "MRI", "region": "WHOLE_BONE", "imaging_center": RC1}
            | {"largest_diameter_mm": "7.6 cm"},
        ),
        ("imaging", {"exam_date": "7/11/2022", "modality": "CT", "region": "CHEST", "imaging_center": RC1}),
        ("imaging", {"exam_date": "7/11/2022", "modality": "FDG_PET_CT", "region": "WHOLE_BODY"}),
        ("biopsy", {"biopsy_date": "8/11/2022", "type": "CORE_NEEDLE", "biopsy_center": RC1}),
        (
            "pathology",
            {"report_date": "15/11/2022", "specimen_type": "BIOPSY", "is_expert": "Y", "lab_center": RC1}
            | {"report_role": "FIRST", "specimen_treated": "N", "entity_id": "OS_CONV"}
            | {"who_edition": "2020"},
        ),
        (
            "board",
            {"meeting_date": "17/11/2022", "board_type": "SARCOMA_RC", "phase": "PRE_TREATMENT"}
            | {"board_center": RC1, "decision": ["NEOADJ_CHEMO", "SURGERY"]},
        ),
        (
            "systemic",
            {"line_no": "1", "setting": "NEOADJUVANT", "type": "CHEMO", "regimen_code": "MAP"}
            | {"start_date": "23/11/2022", "end_date": "6/2/2023", "cycles": "2"}
            | {"baseline_echo_date": "17/11/2022", "baseline_renal_date": "18/11/2022"}
            | {"baseline_audiogram_date": "18/11/2022"},
        ),
        (
            "surgery",
            {"surgery_date": "27/2/2023", "surgery_center": RC1, "role": "PRIMARY_RESECTION"}
            | {"intent": "CURATIVE", "procedure": "BONE_RESECTION_ENDOPROSTHESIS", "r_status": "R0"}
            | {"biopsy_tract_excised": "Y"},
        ),
        (
            "pathology",
            {"report_date": "10/3/2023", "specimen_type": "RESECTION", "is_expert": "Y", "lab_center": RC1}
            | {"specimen_treated": "Y", "necrosis_pct": "94", "margin_status": "R0", "entity_id": "OS_CONV"}
            | {"margin_enneking": "WIDE", "margin_min_mm": "12", "margin_tissue": "MUSCLE"},
        ),
        (
            "board",
            {"meeting_date": "16/3/2023", "board_type": "SARCOMA_RC", "phase": "POST_SURGERY"}
            | {"board_center": RC1},
        ),
        (
            "systemic",
            {"line_no": "2", "setting": "ADJUVANT", "type": "CHEMO", "regimen_code": "MAP"}
            | {"start_date": "22/3/2023", "end_date": "30/8/2023", "cycles": "4", "reason_end": "COMPLETED"},
        ),
        *(
            ("follow-up", {"visit_date": visit, "status": "NED", "local_imaging": "Y", "chest_imaging": "CT"})
            for visit in ("27/11/2023", "26/2/2024", "27/5/2024", "26/8/2024", "25/11/2024")
        ),
    ],
    coded={
        "entity_id": "OS_CONV",
        "morphology_icdo": "9180",
        "behavior": "3",
        "topography_icdo": "C40.2",
        "site_group": "BONE_LOWER_LIMB",
        "laterality": "LEFT",
        "size_mm": "76.0",
        "discontinuous": "N",
        "enneking_t": "T2",
        "first_symptom_date": "2022-08-15",
    },
    derived={
        "AJCC8_BONE_T_APPENDICULAR": {"t": "T1"},
        "AJCC8_BONE_STAGE": {"stage": "IIA"},
        "ENNEKING": {"stage": "IIB"},
        "HUVOS": {"grade": "III", "responder_ge90": "GOOD", "responder_gt90": "GOOD"},
    },
    intervals={"symptom->first_visit": 70, "suspicion->first_treatment": 28, "surgery->postop_chemo": 23},
    shown=("T1", "IIA", "IIB", "III, good response"),
)

LIPOSARCOMA = PaperCase(
    registered={
        "sarcoma_group": "STS",
        "record_number": "PAPER-C",
        "birth_date": "11/1955",
        "sex": "MALE",
        "entity_id": "DDLPS",
        "topography_icdo": "C48.0",
        "size_mm": "24 cm",
        "diagnosis_date": "20/3/2023",
        "first_visit_date": "2/3/2023",
        "disease_extent_dx": "LOCALIZED",
        "presentation_status": "UNTOUCHED",
    },
    sections={
        "path": {"first_symptom_date": "2022", "first_visit_center": LH1, "is_first_primary_episode": "Y"}
        | {"plan_communicated_date": "3/4/2023"},
        "tumor": {"size_source": "PATHOLOGY"},
        "stage": {"grade_final": "G2", "grade_system": "FNCLCC", "cn": "N0", "cm": "M0"},
        "status": {"vital_status": "ALIVE", "last_contact_date": "28/11/2024"},
    },
    entries=[
        (
            "imaging",
            {"exam_date": "8/3/2023", "modality": "CT", "region": "ABDOMEN_PELVIS", "contrast": "Y"}
            | {"imaging_center": LH1, "largest_diameter_mm": "22 cm"},
        ),
        ("imaging", {"exam_date": "8/3/2023", "modality": "CT", "region": "CHEST", "imaging_center": LH1}),
        (
            "referral",
            {"from_center": LH1, "to_center": RC1, "sent_date": "10/3/2023", "received_date": "13/3/2023"}
            | {"first_seen_date": "17/3/2023"},
        ),
        (
            "biopsy",
            {"biopsy_date": "20/3/2023", "type": "CORE_NEEDLE", "guidance": "CT", "needle_gauge": "16"}
            | {"biopsy_center": RC1},
        ),
        (
            "pathology",
            {"report_date": "29/3/2023", "specimen_type": "BIOPSY", "is_expert": "Y", "lab_center": RC1}
            | {"report_role": "FIRST", "specimen_treated": "N", "entity_id": "DDLPS", "who_edition": "2020"}
            | {"diff_score": "3", "mitoses_count": "8", "mitoses_area_mm2": "1.74", "necrosis_cat": "<50"},
        ),
        (
            "molecular",
            {"reported_date": "29/3/2023", "method": "FISH", "gene_or_fusion": "MDM2", "result": "DETECTED"},
        ),
        (
            "board",
            {"meeting_date": "30/3/2023", "board_type": "SARCOMA_RC", "phase": "PRE_TREATMENT"}
            | {"board_center": RC1, "decision": ["SURGERY"], "topics": ["PERIOP_RT"]},
        ),
        (
            "surgery",
            {"surgery_date": "20/4/2023", "surgery_center": RC1, "role": "PRIMARY_RESECTION"}
            | {"intent": "CURATIVE", "urgency": "ELECTIVE", "procedure": "EN_BLOC_MULTIVISCERAL"}
            | {"r_status": "R1", "en_bloc": "Y", "organs_resected": "KIDNEY, COLON, PSOAS_FASCIA"},
        ),
        (
            "complication",
            {"complication_date": "26/4/2023", "type": "LEAK", "clavien_dindo": "IIIb", "reoperation": "Y"},
        ),
        (
            "pathology",
            {"report_date": "2/5/2023", "specimen_type": "RESECTION", "is_expert": "Y", "lab_center": RC1}
            | {"specimen_treated": "N", "size_mm": "24 cm", "margin_status": "R1", "entity_id": "DDLPS"},
        ),
        (
            "board",
            {"meeting_date": "11/5/2023", "board_type": "SARCOMA_RC", "phase": "POST_SURGERY"}
            | {"board_center": RC1, "decision": ["SURVEILLANCE"]},
        ),
        *(
            ("follow-up", {"visit_date": visit, "status": "NED", "local_imaging": "Y"})
            for visit in ("4/8/2023", "1/12/2023", "29/3/2024", "26/7/2024")
        ),
        ("relapse", {"recurrence_date": "15/11/2024", "type": "LOCAL", "confirmed": "IMAGING"}),
        (
            "board",
            {"meeting_date": "28/11/2024", "board_type": "SARCOMA_RC", "phase": "RECURRENCE"}
            | {"board_center": RC1, "decision": ["SURGERY"]},
        ),
    ],
    coded={
        "entity_id": "DDLPS",
        "morphology_icdo": "8858",
        "behavior": "3",
        "topography_icdo": "C48.0",
        "site_group": "RETROPERITONEUM",
        "depth": "DEEP",
        "size_mm": "240.0",
        "first_symptom_date_precision": "YEAR",
    },
    derived={
        "FNCLCC": {"grade": "G2", "score": 5},
        "AJCC8_STS_T": {"t": "T4"},
        "AJCC8_STS_STAGE": {"stage": "IIIB"},
    },
    intervals={
        "received->plan": 21,
        "received->first_treatment": 38,
        "mtb->first_treatment": 21,
        "recurrence->mtb": 13,
    },
    shown=("G2", "T4", "IIIB"),
)
