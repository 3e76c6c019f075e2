"""Code lists of reports, treatments and the course (clinical.md 2.7, 2.9 to 2.13)."""

from django.utils.translation import gettext_lazy as _

from .codes import codes

# 2.7 pathology report
SPECIMEN = codes(
    {
        "BIOPSY": _("Biopsy"),
        "RESECTION": _("Resection"),
        "RE_EXCISION": _("Re-excision"),
        "METASTASIS": _("Metastasis"),
        "RECURRENCE": _("Recurrence"),
    }
)
REPORT_ROLE = codes(
    {
        "FIRST": _("First report"),
        "INTERNAL_REVIEW": _("Internal review"),
        "SECOND_OPINION": _("Second opinion"),
        "CENTRAL_STUDY": _("Central review in a study"),
    }
)
WHO_EDITION = codes({"2002": "2002", "2013": "2013", "2020": "2020"})
CERTAINTY = codes(
    {
        "DEFINITE": _("Definite"),
        "FAVOUR": _("Favored"),
        "DIFFERENTIAL": _("Differential diagnosis"),
        "INSUFFICIENT": _("Insufficient material"),
    }
)
BENIGN_MALIGNANT = codes(
    {
        "BENIGN": _("Benign"),
        "INTERMEDIATE": _("Intermediate"),
        "MALIGNANT": _("Malignant"),
        "NON_NEOPLASTIC": _("Not a neoplasm"),
    }
)
NON_MESENCHYMAL = codes(
    {
        "NONE": _("No: mesenchymal"),
        "CARCINOMA": _("Carcinoma"),
        "MELANOMA": _("Melanoma"),
        "LYMPHOMA": _("Lymphoma"),
        "MESOTHELIOMA": _("Mesothelioma"),
        "GERM_CELL": _("Germ cell tumor"),
        "OTHER": _("Other"),
    }
)
DIFFERENTIATION = codes({"1": "1", "2": "2", "3": "3"})
NECROSIS = codes({"0": _("None"), "<50": _("Under 50 %"), ">=50": _("50 % or more")})
FNCLCC_GRADE = codes({"1": "1", "2": "2", "3": "3", "GX": "GX"})
R_STATUS = codes(
    {
        "R0": _("R0: no residual tumor"),
        "R1": _("R1: microscopic residual tumor"),
        "R2": _("R2: macroscopic residual tumor"),
        "RX": _("RX: cannot be assessed"),
    }
)
MARGIN_TISSUE = codes(
    {
        "FASCIA": _("Fascia"),
        "MUSCLE": _("Muscle"),
        "FAT": _("Fat"),
        "PERIOSTEUM": _("Periosteum"),
        "VESSEL_SHEATH": _("Vessel sheath"),
        "EPINEURIUM": _("Epineurium"),
        "BONE": _("Bone"),
    }
)
MARGIN_ENNEKING = codes(
    {
        "RADICAL": _("Radical"),
        "WIDE": _("Wide"),
        "MARGINAL": _("Marginal"),
        "INTRALESIONAL": _("Intralesional"),
    }
)

# 2.9 board discussion
BOARD_TYPE = codes(
    {
        "SARCOMA_RC": _("Sarcoma board of a reference center"),
        "SARCOMA_NETWORK": _("Sarcoma board of the network"),
        "GENERAL_TUMOUR": _("General tumor board"),
        "PAEDIATRIC": _("Pediatric board"),
    }
)
BOARD_PHASE = codes(
    {
        "DIAGNOSTIC": _("Diagnosis"),
        "PRE_TREATMENT": _("Before treatment"),
        "POST_NEOADJUVANT": _("After neoadjuvant therapy"),
        "POST_SURGERY": _("After surgery"),
        "RECURRENCE": _("Recurrence"),
        "PROGRESSION": _("Progression"),
        "FOLLOW_UP": _("Follow-up"),
    }
)
DISCIPLINE = codes(
    {
        "SURGERY": _("Surgery"),
        "ORTHOPAEDICS": _("Orthopedics"),
        "PATHOLOGY": _("Pathology"),
        "RADIOLOGY": _("Radiology"),
        "MEDICAL_ONCOLOGY": _("Medical oncology"),
        "RADIATION_ONCOLOGY": _("Radiation oncology"),
        "PAEDIATRIC_ONCOLOGY": _("Pediatric oncology"),
        "NURSE": _("Nursing"),
        "PALLIATIVE": _("Palliative care"),
        "GENETICS": _("Genetics"),
    },
    unknown=False,
)
BOARD_TOPIC = codes(
    {
        "PERIOP_CHEMO": _("Perioperative chemotherapy"),
        "PERIOP_RT": _("Perioperative radiotherapy"),
        "TRIAL": _("Trial"),
        "FERTILITY": _("Fertility"),
        "GENETIC_TEST": _("Genetic test"),
        "CRITICAL_SITE": _("Critical site"),
        "SEVERE_SYMPTOMS": _("Severe symptoms"),
    },
    unknown=False,
)
BOARD_DECISION = codes(
    {
        "SURGERY": _("Surgery"),
        "RE_EXCISION": _("Re-excision"),
        "NO_RE_EXCISION": _("No re-excision"),
        "PLANNED_MARGINAL": _("Planned marginal resection"),
        "PLANNED_R1": _("Planned R1 resection"),
        "DEBULKING": _("Debulking"),
        "METASTASECTOMY": _("Metastasectomy"),
        "PREOP_RT": _("Preoperative radiotherapy"),
        "POSTOP_RT": _("Postoperative radiotherapy"),
        "DEFINITIVE_RT": _("Definitive radiotherapy"),
        "NO_RT": _("No radiotherapy"),
        "NEOADJ_CHEMO": _("Neoadjuvant chemotherapy"),
        "ADJ_CHEMO": _("Adjuvant chemotherapy"),
        "NO_PERIOP_CHEMO": _("No perioperative chemotherapy"),
        "SYSTEMIC_ADVANCED": _("Systemic therapy, advanced disease"),
        "IMATINIB": _("Imatinib"),
        "DENOSUMAB": _("Denosumab"),
        "LOCAL_ABLATION": _("Local ablation"),
        "SURVEILLANCE": _("Surveillance"),
        "TRIAL": _("Trial"),
        "BSC": _("Best supportive care"),
        "MORE_DIAGNOSTICS": _("More diagnostics"),
        "OTHER": _("Other"),
    },
    unknown=False,
)
BOARD_INTENT = codes(
    {
        "CURATIVE": _("Curative"),
        "PALLIATIVE": _("Palliative"),
        "SURVEILLANCE": _("Surveillance"),
        "BSC": _("Best supportive care"),
    }
)
GUIDELINE = codes({"Y": _("Yes"), "N": _("No"), "NO_GUIDELINE": _("No guideline")})
DEVIATION = codes(
    {
        "PATIENT_CHOICE": _("Patient's choice"),
        "COMORBIDITY": _("Comorbidity"),
        "MTB_DECISION": _("Board decision"),
        "NOT_AVAILABLE": _("Not available"),
        "NOT_REIMBURSED": _("Not reimbursed"),
        "TRIAL": _("Trial"),
        "EMERGENCY": _("Emergency"),
        "OTHER": _("Other"),
    }
)
IMPLEMENTED = codes({"Y": _("Yes"), "N": _("No"), "PARTLY": _("Partly")})

# 2.10 surgery
SURGERY_ROLE = codes(
    {
        "PRIMARY_RESECTION": _("Resection of the primary"),
        "RE_EXCISION": _("Re-excision"),
        "LOCAL_RECURRENCE": _("Local recurrence"),
        "METASTASECTOMY": _("Metastasectomy"),
        "DIAGNOSTIC": _("Diagnostic"),
        "RECONSTRUCTION_ONLY": _("Reconstruction only"),
        "PALLIATIVE": _("Palliative"),
        "COMPLICATION": _("For a complication"),
    }
)
INTENT = codes({"CURATIVE": _("Curative"), "PALLIATIVE": _("Palliative")})
URGENCY = codes({"ELECTIVE": _("Elective"), "URGENT": _("Urgent"), "EMERGENCY": _("Emergency")})
PROCEDURE = codes(
    {
        "LOCAL_EXCISION": _("Local excision"),
        "WIDE_EXCISION": _("Wide excision"),
        "COMPARTMENTECTOMY": _("Compartmentectomy"),
        "AMPUTATION": _("Amputation"),
        "DISARTICULATION": _("Disarticulation"),
        "HEMIPELVECTOMY_INT": _("Internal hemipelvectomy"),
        "HEMIPELVECTOMY_EXT": _("External hemipelvectomy"),
        "BONE_RESECTION_ENDOPROSTHESIS": _("Bone resection, endoprosthesis"),
        "BONE_RESECTION_ALLOGRAFT": _("Bone resection, allograft"),
        "ROTATIONPLASTY": _("Rotationplasty"),
        "INTRALESIONAL_CURETTAGE": _("Intralesional curettage"),
        "EN_BLOC_MULTIVISCERAL": _("En bloc multivisceral resection"),
        "GASTRIC_WEDGE": _("Gastric wedge resection"),
        "GASTRECTOMY": _("Gastrectomy"),
        "SEGMENTAL_BOWEL": _("Segmental bowel resection"),
        "DUODENAL_LOCAL": _("Local duodenal resection"),
        "WHIPPLE": _("Pancreatoduodenectomy"),
        "RECTAL_LOCAL": _("Local rectal resection"),
        "APR_LAR": _("Abdominoperineal or low anterior resection"),
        "ENDOSCOPIC_RESECTION": _("Endoscopic resection"),
        "OTHER": _("Other"),
    }
)
APPROACH = codes(
    {
        "OPEN": _("Open"),
        "LAPAROSCOPIC": _("Laparoscopic"),
        "ROBOTIC": _("Robotic"),
        "ENDOSCOPIC": _("Endoscopic"),
        "COMBINED": _("Combined"),
    }
)
RUPTURE_TIMING = codes(
    {"NONE": _("None"), "PREOPERATIVE": _("Before surgery"), "INTRAOPERATIVE": _("During surgery")}
)
RECONSTRUCTION = codes(
    {
        "NONE": _("None"),
        "LOCAL_FLAP": _("Local flap"),
        "FREE_FLAP": _("Free flap"),
        "SKIN_GRAFT": _("Skin graft"),
        "ENDOPROSTHESIS": _("Endoprosthesis"),
        "VASCULAR": _("Vascular"),
        "NERVE": _("Nerve"),
        "MESH": _("Mesh"),
    }
)
SURGEON_ROLE = codes(
    {"SARCOMA_SURGEON": _("Sarcoma surgeon"), "OTHER_SURGEON": _("Other surgeon"), "TRAINEE": _("Trainee")}
)

# 2.11 radiotherapy
RT_SETTING = codes(
    {
        "PRE_OP": _("Before surgery"),
        "POST_OP": _("After surgery"),
        "DEFINITIVE": _("Definitive"),
        "PALLIATIVE": _("Palliative"),
        "INTRA_OP": _("During surgery"),
    }
)
RT_TARGET = codes(
    {
        "PRIMARY": _("Primary"),
        "TUMOUR_BED": _("Tumor bed"),
        "NODES": _("Nodes"),
        "LUNG": _("Lung"),
        "BONE": _("Bone"),
        "SOFT_TISSUE": _("Soft tissue"),
        "LIVER": _("Liver"),
        "BRAIN": _("Brain"),
        "OTHER": _("Other"),
    }
)
RT_TECHNIQUE = codes(
    {
        "3D": _("3D conformal"),
        "IMRT_VMAT": _("IMRT or VMAT"),
        "SBRT": _("Stereotactic"),
        "PROTON": _("Protons"),
        "CARBON": _("Carbon ions"),
        "BRACHY": _("Brachytherapy"),
        "IORT": _("Intraoperative"),
        "ELECTRON": _("Electrons"),
    }
)
RT_COMPLETED = codes(
    {
        "Y": _("As planned"),
        "N_TOXICITY": _("Stopped: toxicity"),
        "N_PATIENT": _("Stopped: patient"),
        "N_PROGRESSION": _("Stopped: progression"),
        "N_DEATH": _("Stopped: death"),
    }
)

# 2.12 systemic line
LINE_SETTING = codes(
    {
        "NEOADJUVANT": _("Neoadjuvant"),
        "ADJUVANT": _("Adjuvant"),
        "INDUCTION": _("Induction"),
        "MAINTENANCE": _("Maintenance"),
        "ADVANCED": _("Advanced disease"),
        "HIGH_DOSE": _("High dose"),
    }
)
LINE_TYPE = codes(
    {
        "CHEMO": _("Chemotherapy"),
        "TARGETED": _("Targeted"),
        "IMMUNO": _("Immunotherapy"),
        "HORMONAL": _("Hormonal"),
        "CELL_THERAPY": _("Cell therapy"),
        "TRIAL": _("Trial"),
    }
)
_REGIMENS = """
MAP AP API MAPIE EURO_BOSS VDC_IE VIDE VAI VAC IE TOPO_CYC IRI_TEM DOXO DOXO_IFO EPI_IFO DOXO_DTIC
DOXO_TRAB IFO_HD GEM GEM_DOC GEM_DTIC TRAB ERIBULIN PACLITAXEL VINB_MTX IMATINIB SUNITINIB
REGORAFENIB RIPRETINIB AVAPRITINIB PAZOPANIB
"""
REGIMEN = codes({code: code.replace("_", " ") for code in _REGIMENS.split()} | {"OTHER": _("Other")})
LINE_END = codes(
    {
        "COMPLETED": _("Completed"),
        "TOXICITY": _("Toxicity"),
        "PROGRESSION": _("Progression"),
        "PATIENT": _("Patient's wish"),
        "COMORBIDITY": _("Comorbidity"),
        "DEATH": _("Death"),
        "NOT_AVAILABLE": _("Not available"),
        "PLANNED_PAUSE": _("Planned pause"),
    }
)

# 2.13 recurrence, follow-up
RECURRENCE_TYPE = codes(
    {
        "LOCAL": _("Local"),
        "REGIONAL_NODAL": _("Regional nodal"),
        "DISTANT": _("Distant"),
        "COMBINED": _("Local and distant"),
        "PROGRESSION": _("Progression, never disease-free"),
    }
)
CONFIRMED_BY = codes({"HISTOLOGY": _("Histology"), "IMAGING": _("Imaging")})
RECURRENCE_INTENT = codes(
    {"CURATIVE": _("Curative"), "PALLIATIVE": _("Palliative"), "BSC": _("Best supportive care")}
)
FOLLOW_UP_STATUS = codes(
    {
        "NED": _("No evidence of disease"),
        "AWD": _("Alive with disease"),
        "DOD": _("Died of sarcoma"),
        "DOC": _("Died of another cause"),
        "DUC": _("Died, cause not known"),
        "LOST": _("Lost to follow-up"),
        "EMIGRATED": _("Emigrated"),
    }
)
CHEST_IMAGING = codes({"XRAY": _("X-ray"), "CT": _("CT"), "NONE": _("None")})

# Files of a case: what they are
ATTACHMENT_KIND = codes(
    {
        "PATHOLOGY_REPORT": _("Pathology report"),
        "IMAGING_REPORT": _("Imaging report"),
        "MOLECULAR_REPORT": _("Molecular report"),
        "OPERATION_NOTE": _("Operation note"),
        "BOARD_MINUTES": _("Minutes of a board"),
        "LETTER": _("Letter"),
        "CONSENT_FORM": _("Signed consent"),
        "CLINICAL_PHOTO": _("Clinical photo"),
        "PATHOLOGY_PHOTO": _("Photo of a specimen or slide"),
        "IMAGING_PICTURE": _("Picture from imaging"),
        "OTHER": _("Other"),
    },
    unknown=False,
)
