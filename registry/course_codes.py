"""Code lists of local treatment, response and what accompanies care (clinical.md 2.11 to 2.13).

Lists without values there (mode of a score, kinds of support) are the registry's own, and so is regional
hyperthermia as a treatment with dates: the IDEA4RC model has it beside limb perfusion.
"""

from django.utils.translation import gettext_lazy as _

from .codes import codes

# 2.11 other local treatment
LOCAL_TREATMENT = codes(
    {
        "ILP": _("Isolated limb perfusion"),
        "RFA": _("Radiofrequency ablation"),
        "CRYO": _("Cryoablation"),
        "MWA": _("Microwave ablation"),
        "HIFU": _("High-intensity focused ultrasound"),
        "EMBOLISATION": _("Embolization"),
        "HIPEC": _("Hyperthermic intraperitoneal chemotherapy"),
        "REGIONAL_HYPERTHERMIA": _("Regional deep hyperthermia"),
    }
)

# 2.12 response
RESPONSE_SYSTEM = codes(
    {
        "RECIST_1_1": "RECIST 1.1",
        "CHOI": "Choi",
        "PERCIST": "PERCIST",
        "PATHOLOGY": _("Pathology"),
        "CLINICAL": _("Clinical judgment"),
    }
)
RESPONSE = codes(
    {
        "CR": _("Complete response"),
        "PR": _("Partial response"),
        "SD": _("Stable disease"),
        "PD": _("Progression"),
        "NE": _("Not evaluable"),
    }
)
TREATMENT = codes(
    {
        "SYSTEMIC": _("Systemic therapy"),
        "RT": _("Radiotherapy"),
        "LOCAL": _("Other local treatment"),
        "OVERALL": _("All treatment together"),
    }
)

# 2.13 complication, patient-reported score, biospecimen
COMPLICATION = codes(
    {
        "WOUND": _("Wound"),
        "INFECTION": _("Infection"),
        "BLEEDING": _("Bleeding"),
        "THROMBOSIS": _("Thrombosis"),
        "NERVE_INJURY": _("Nerve injury"),
        "FRACTURE": _("Fracture"),
        "LEAK": _("Leak"),
        "PROSTHESIS_MECHANICAL": _("Prosthesis, mechanical"),
        "PROSTHESIS_INFECTION": _("Prosthesis, infection"),
        "OTHER": _("Other"),
    }
)
CLAVIEN_DINDO = codes({code: code for code in ("I", "II", "IIIa", "IIIb", "IVa", "IVb", "V")})
INSTRUMENT = codes(
    {
        "TESS": "TESS",
        "MSTS93": "MSTS 93",
        "EORTC_QLQ_C30": "EORTC QLQ-C30",
        "EQ5D_5L": "EQ-5D-5L",
        "PROMIS": "PROMIS",
        "BPI": "BPI",
    }
)
SCORE_MODE = codes(
    {
        "PAPER": _("On paper"),
        "ELECTRONIC": _("Electronic"),
        "INTERVIEW": _("Interview"),
        "PROXY": _("Somebody else for the patient"),
    }
)
SAMPLE = codes(
    {
        "FFPE": _("Paraffin block"),
        "FROZEN": _("Frozen tissue"),
        "BLOOD": _("Blood"),
        "PLASMA": _("Plasma"),
        "DNA": "DNA",
        "RNA": "RNA",
        "ORGANOID": _("Organoid"),
        "PDX": _("Patient-derived xenograft"),
    }
)

# 2.13 support
SUPPORT = codes(
    {
        "PSYCHO_ONCOLOGY": _("Psycho-oncology"),
        "SOCIAL_SERVICE": _("Social service"),
        "FERTILITY": _("Fertility counseling"),
        "GENETIC": _("Genetic counseling"),
        "PALLIATIVE": _("Palliative care"),
    }
)
