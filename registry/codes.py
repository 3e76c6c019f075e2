"""Code lists of the data model (clinical.md section 2). Values are stored; labels are shown.

UNKNOWN means asked and not known; null means not entered.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Codes = list[tuple[str, str | Promise]]
UNKNOWN = "UNKNOWN"


def codes(table: Mapping[str, str | Promise], *, unknown: bool = True, na: bool = False) -> Codes:
    """A code list, with UNKNOWN and, where it makes sense, NOT_APPLICABLE at its end."""
    out = list(table.items())
    if na:
        out.append(("NOT_APPLICABLE", _("Not applicable")))
    if unknown:
        out.append((UNKNOWN, _("Unknown")))
    return out


YES_NO = codes({"Y": _("Yes"), "N": _("No")})

# 2.2 patient
SEX = codes({"FEMALE": _("Female"), "MALE": _("Male"), "INTERSEX": _("Intersex")})
INSURANCE = codes(
    {
        "PUBLIC_CONTRIBUTORY": _("Public, contributory"),
        "PUBLIC_SUBSIDISED": _("Public, subsidized"),
        "PRIVATE": _("Private"),
        "OUT_OF_POCKET": _("Out of pocket"),
        "NONE": _("None"),
        "OTHER": _("Other"),
    }
)
GENETIC_SYNDROME = codes(
    {
        "NONE": _("None"),
        "LI_FRAUMENI": _("Li-Fraumeni"),
        "NF1": _("Neurofibromatosis 1"),
        "RETINOBLASTOMA": _("Hereditary retinoblastoma"),
        "OLLIER": _("Ollier"),
        "MAFFUCCI": _("Maffucci"),
        "MULTIPLE_OSTEOCHONDROMAS": _("Multiple osteochondromas"),
        "MCCUNE_ALBRIGHT": _("McCune-Albright"),
        "ROTHMUND_THOMSON": _("Rothmund-Thomson"),
        "WERNER": _("Werner"),
        "PAGET": _("Paget"),
        "FAP_GARDNER": _("FAP, Gardner"),
        "CARNEY_TRIAD": _("Carney triad"),
        "CARNEY_STRATAKIS": _("Carney-Stratakis"),
        "FAMILIAL_GIST": _("Familial GIST"),
        "OTHER": _("Other"),
    }
)
TOBACCO = codes({"CURRENT": _("Smoker"), "FORMER": _("Former, for at least 12 months"), "NEVER": _("Never")})
ALCOHOL = codes(
    {
        "CURRENT": _("Drinks alcohol"),
        "FORMER": _("Former, for at least 12 months"),
        "NEVER": _("Never"),
        "DEPENDENCE": _("History of dependence"),
    }
)
CANCER_TREATMENT = codes(
    {
        "CHEMOTHERAPY": _("Chemotherapy"),
        "RADIOTHERAPY": _("Radiotherapy"),
        "SURGERY": _("Surgery"),
        "OTHER": _("Other"),
    }
)
VITAL_STATUS = codes({"ALIVE": _("Alive"), "DEAD": _("Dead")})
DEATH_CAUSE = codes(
    {
        "DOD": _("Sarcoma"),
        "DOC": _("Other cause"),
        "DUC": _("Cause not known"),
        "TREATMENT_RELATED": _("Treatment"),
    }
)
CONSENT = codes(
    {"GIVEN": _("Given"), "REFUSED": _("Refused"), "WITHDRAWN": _("Withdrawn"), "WAIVED": _("Waived")}
)

# 2.3 case
SARCOMA_GROUP = codes({"STS": _("Soft tissue"), "BS": _("Bone"), "GIST": _("GIST")}, unknown=False)
BEHAVIOR = codes(
    {"0": _("Benign /0"), "1": _("Intermediate /1"), "2": _("In situ /2"), "3": _("Malignant /3")}
)
WALL_OR_CAVITY = codes({"WALL": _("Wall"), "CAVITY_OR_VISCERAL": _("Cavity or visceral")})
SITE_GROUP = codes(
    {
        "UPPER_LIMB": _("Upper limb"),
        "LOWER_LIMB": _("Lower limb"),
        "TRUNK_WALL": _("Trunk wall"),
        "HEAD_NECK": _("Head and neck"),
        "RETROPERITONEUM": _("Retroperitoneum"),
        "PELVIC_CAVITY": _("Pelvic cavity"),
        "ABDOMINAL_VISCERAL": _("Abdominal viscera"),
        "THORACIC_VISCERAL": _("Thoracic viscera"),
        "UTERUS": _("Uterus"),
        "GYN_OTHER": _("Other gynecological"),
        "BREAST": _("Breast"),
        "SKIN": _("Skin"),
        "GU_VISCERAL": _("Genitourinary viscera"),
        "GU_PARATESTICULAR": _("Paratesticular"),
        "PERITONEUM": _("Peritoneum"),
        "ORBIT": _("Orbit"),
        "CNS": _("Central nervous system"),
        "ADRENAL": _("Adrenal"),
        "GI_OESOPHAGUS": _("Esophagus"),
        "GI_STOMACH": _("Stomach"),
        "GI_DUODENUM": _("Duodenum"),
        "GI_JEJUNUM_ILEUM": _("Jejunum, ileum"),
        "GI_COLON": _("Colon"),
        "GI_RECTUM": _("Rectum"),
        "GI_ANUS": _("Anus"),
        "GI_NOS": _("Gastrointestinal tract, not specified"),
        "BONE_UPPER_LIMB": _("Bone, upper limb"),
        "BONE_LOWER_LIMB": _("Bone, lower limb"),
        "BONE_LIMB_NOS": _("Bone, limb not specified"),
        "BONE_PELVIS": _("Bone, pelvis"),
        "BONE_SPINE": _("Bone, spine"),
        "BONE_THORAX": _("Bone, thorax"),
        "BONE_SKULL_FACE": _("Bone, skull and face"),
        "BONE_NOS": _("Bone, not specified"),
        "SOFT_TISSUE_NOS": _("Soft tissue, not specified"),
        "ILL_DEFINED": _("Ill-defined"),
    }
)
GIST_SITE = codes(
    {
        "OESOPHAGUS": _("Esophagus"),
        "STOMACH": _("Stomach"),
        "DUODENUM": _("Duodenum"),
        "JEJUNUM_ILEUM": _("Jejunum, ileum"),
        "COLON": _("Colon"),
        "RECTUM": _("Rectum"),
        "OMENTUM": _("Omentum"),
        "MESENTERY": _("Mesentery"),
        "PERITONEUM_OTHER": _("Other peritoneum"),
    }
)
LATERALITY = codes(
    {
        "LEFT": _("Left"),
        "RIGHT": _("Right"),
        "MIDLINE": _("Midline"),
        "BILATERAL": _("Both sides"),
        "NA": _("Not applicable"),
    }
)
DEPTH = codes(
    {"SUPERFICIAL": _("Superficial to the fascia"), "DEEP": _("Deep to the fascia, or invading it")}
)
SIZE_SOURCE = codes({"IMAGING": _("Imaging"), "PATHOLOGY": _("Pathology"), "CLINICAL": _("Clinical")})
PRESENTATION = codes(
    {
        "UNTOUCHED": _("Untouched"),
        "AFTER_FNA": _("After fine needle aspiration"),
        "AFTER_CORE_BIOPSY": _("After core biopsy"),
        "AFTER_OPEN_BIOPSY": _("After open biopsy"),
        "AFTER_UNPLANNED_EXCISION": _("After unplanned excision"),
        "AFTER_R1_SURGERY": _("After R1 surgery"),
        "AFTER_R2": _("After R2 surgery"),
        "AFTER_OTHER_SURGERY": _("After other surgery"),
        "AFTER_SYSTEMIC": _("After systemic therapy"),
        "LOCAL_RECURRENCE": _("With local recurrence"),
        "METASTATIC": _("With metastases"),
    }
)
EXTENT = codes(
    {"LOCALIZED": _("Localized"), "LOCALLY_ADVANCED": _("Locally advanced"), "METASTATIC": _("Metastatic")}
)
METASTASIS_SITE = codes(
    {
        "LUNG": _("Lung"),
        "BONE": _("Bone"),
        "LIVER": _("Liver"),
        "LYMPH_NODE_DISTANT": _("Distant lymph node"),
        "SOFT_TISSUE": _("Soft tissue"),
        "PLEURA": _("Pleura"),
        "PERITONEUM": _("Peritoneum"),
        "BRAIN": _("Brain"),
        "OTHER": _("Other"),
    }
)
_T = "T0 T1 T1a T1b T2 T2a T2b T3 T3a T3b T4 T4a T4b T4c TX"
T_CATEGORY = codes({code: code for code in _T.split()})
N_CATEGORY = codes({code: code for code in ("N0", "N1", "NX")})
M_CATEGORY = codes({code: code for code in ("M0", "M1", "M1a", "M1b")})
T_BASIS = codes(
    {"c": _("clinical"), "p": _("pathological"), "yp": _("pathological after therapy"), "r": _("recurrence")}
)
GRADE = codes({"G1": "G1", "G2": "G2", "G3": "G3", "LOW": _("Low"), "HIGH": _("High"), "GX": "GX"})
GRADE_SYSTEM = codes(
    {
        "FNCLCC": "FNCLCC",
        "BONE_3TIER": _("Bone, 3 grades"),
        "CHONDROSARCOMA_3TIER": _("Chondrosarcoma, 3 grades"),
        "WHO_ENTITY": _("Given by the entity (WHO)"),
    },
    na=True,
)
ENNEKING_GRADE = codes({"G1": _("G1: low grade"), "G2": _("G2: high grade")})
ENNEKING_T = codes({"T1": _("T1: intracompartmental"), "T2": _("T2: extracompartmental")})
GRADE_SOURCE = codes({"BIOPSY": _("Biopsy"), "RESECTION": _("Resection"), "REVIEW": _("Review")})
RESECTABILITY = codes(
    {
        "R0_EASY": _("R0 expected"),
        "R0_ONLY_WITH_MORBID_SURGERY": _("R0 only with morbid surgery"),
        "UNRESECTABLE": _("Unresectable"),
    }
)
GIST_RUPTURE = codes(
    {
        "NONE": _("None"),
        "SPILLAGE_OR_FRACTURE": _("Spillage or fracture of the tumor"),
        "BLOOD_STAINED_ASCITES": _("Blood-stained ascites"),
        "PERFORATION_AT_TUMOUR": _("Perforation at the tumor"),
        "ADJACENT_ORGAN_MICRO_INFILTRATION": _("Microscopic infiltration of an adjacent organ"),
        "PIECEMEAL_OR_INTRALESIONAL": _("Piecemeal or intralesional resection"),
        "INCISIONAL_BIOPSY": _("Incisional biopsy"),
        "MUCOSAL_DEFECT_OR_LUMINAL_SPILLAGE": _("Mucosal defect or spillage into the lumen"),
        "PERITONEAL_MICRO_PENETRATION": _("Microscopic penetration of the peritoneum"),
        "IATROGENIC_PERITONEAL_LACERATION": _("Iatrogenic laceration of the peritoneum"),
        "UNCOMPLICATED_NEEDLE_BIOPSY": _("Uncomplicated needle biopsy"),
        "R1_RESECTION": _("R1 resection"),
    }
)
SECTION = codes(
    {
        "REFERRAL": _("Referral path"),
        "IMAGING": _("Imaging"),
        "BIOPSY": _("Biopsy"),
        "PATHOLOGY": _("Pathology"),
        "MOLECULAR": _("Molecular tests"),
        "MTB": _("Tumor board"),
        "SURGERY": _("Surgery"),
        "RT": _("Radiotherapy"),
        "SYSTEMIC": _("Systemic therapy"),
        "COMPLICATION": _("Complications"),
        "RECURRENCE": _("Relapse"),
        "FOLLOW_UP": _("Follow-up"),
        "SUPPORT": _("Support"),
        "TRIAL": _("Trials"),
    },
    unknown=False,
)
