"""Code lists of the way to the diagnosis (clinical.md 2.4 to 2.6, 2.8)."""

from django.utils.translation import gettext_lazy as _

from .codes import codes

# 2.4 referral
REFERRAL_REASON = codes(
    {
        "SUSPECTED_SARCOMA": _("Suspected sarcoma"),
        "PROVEN_SARCOMA": _("Proven sarcoma"),
        "AFTER_UNPLANNED_EXCISION": _("After unplanned excision"),
        "RELAPSE": _("Relapse"),
        "SECOND_OPINION": _("Second opinion"),
        "TRIAL": _("Trial"),
        "OTHER": _("Other"),
    }
)
REFERRAL_CRITERION = codes(
    {
        "SIZE_GE_5CM": _("5 cm or larger"),
        "DEEP": _("Deep"),
        "GROWING": _("Growing"),
        "PAINFUL": _("Painful"),
        "RECURRENT": _("Came back"),
        "BONE_DESTRUCTION": _("Bone destruction"),
    }
)
REFERRAL_OUTCOME = codes(
    {
        "ACCEPTED": _("Accepted"),
        "REJECTED": _("Rejected"),
        "REDIRECTED": _("Sent on"),
        "ADVICE_ONLY": _("Advice only"),
        "PATIENT_DECLINED": _("Patient declined"),
    }
)

# 2.5 imaging
MODALITY = codes(
    {
        "XRAY": _("X-ray"),
        "US": _("Ultrasound"),
        "EUS": _("Endoscopic ultrasound"),
        "CT": _("CT"),
        "MRI": _("MRI"),
        "WB_MRI": _("Whole-body MRI"),
        "BONE_SCAN": _("Bone scan"),
        "FDG_PET_CT": _("FDG PET-CT"),
        "PET_MR": _("PET-MR"),
        "ENDOSCOPY": _("Endoscopy"),
    }
)
REGION = codes(
    {
        "PRIMARY_LIMB": _("Primary, limb"),
        "PRIMARY_TRUNK": _("Primary, trunk"),
        "PRIMARY_HEAD_NECK": _("Primary, head and neck"),
        "WHOLE_BONE": _("Whole bone"),
        "ABDOMEN_PELVIS": _("Abdomen and pelvis"),
        "CHEST": _("Chest"),
        "BRAIN": _("Brain"),
        "SPINE": _("Spine"),
        "WHOLE_BODY": _("Whole body"),
        "NECK": _("Neck"),
    }
)
IMAGING_PURPOSE = codes(
    {
        "LOCAL_STAGING": _("Local staging"),
        "DISTANT_STAGING": _("Distant staging"),
        "RESPONSE": _("Response"),
        "FOLLOW_UP": _("Follow-up"),
    }
)

# 2.6 biopsy
BIOPSY_TYPE = codes(
    {
        "FNA": _("Fine needle aspiration"),
        "CORE_NEEDLE": _("Core needle biopsy"),
        "INCISIONAL": _("Incisional biopsy"),
        "EXCISIONAL": _("Excisional biopsy"),
        "EXCISION_UNPLANNED": _("Unplanned excision"),
        "ENDOSCOPIC": _("Endoscopic biopsy"),
        "EUS_FNA": _("Endoscopic ultrasound, fine needle aspiration"),
        "EUS_FNB": _("Endoscopic ultrasound, fine needle biopsy"),
        "FRESH_FROZEN": _("Frozen section"),
    }
)
GUIDANCE = codes({"NONE": _("None"), "US": _("Ultrasound"), "CT": _("CT"), "EUS": _("Endoscopic ultrasound")})
OPERATOR = codes(
    {"SARCOMA_SURGEON": _("Sarcoma surgeon"), "RADIOLOGIST": _("Radiologist"), "OTHER": _("Other")}
)

# 2.8 molecular test
TEST_METHOD = codes(
    {
        "FISH": "FISH",
        "RT_PCR": "RT-PCR",
        "DNA_NGS": _("DNA sequencing (NGS)"),
        "RNA_NGS": _("RNA sequencing (NGS)"),
        "SANGER": _("Sanger sequencing"),
        "WES_WGS": _("Whole exome or genome"),
        "METHYLATION": _("Methylation"),
        "IHC_SURROGATE": _("Immunohistochemistry as surrogate"),
    }
)
TEST_RESULT = codes(
    {
        "DETECTED": _("Detected"),
        "NOT_DETECTED": _("Not detected"),
        "NOT_INFORMATIVE": _("Not informative"),
        "PENDING": _("Pending"),
    }
)
KIT_EXON = codes(
    {
        **{code: code for code in ("9", "11", "13", "14", "17")},
        "OTHER": _("Other"),
        "WILD_TYPE": _("Wild type"),
    }
)
KIT_EXON_11 = codes(
    {
        "DEL_557_558": _("Deletion 557_558"),
        "OTHER_DEL": _("Other deletion"),
        "MISSENSE": _("Missense"),
        "INS_DUP": _("Insertion or duplication"),
    }
)
PDGFRA_EXON = codes(
    {
        "12": "12",
        "14": "14",
        "18_D842V": "18, D842V",
        "18_OTHER": _("18, other"),
        "WILD_TYPE": _("Wild type"),
    }
)
SDH_STATUS = codes({"DEFICIENT": _("Deficient"), "INTACT": _("Intact")})
