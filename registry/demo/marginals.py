"""How often things happen in the demonstration, and where each figure is from.

Sources are the keys and rows of clinical.md section 5. A figure marked DESIGN has no source: it was chosen so
that every outcome can be seen, and says nothing about the world.
"""

from typing import NamedTuple

DESIGN = "design"


class Share(NamedTuple):
    """A share of 0 to 1, a median in days or millimeters, or a hazard per year."""

    value: float
    source: str


class Split(NamedTuple):
    """A share that depends on whether a sarcoma board came before treatment."""

    discussed: float
    other: float
    source: str

    def of(self, discussed: bool) -> float:
        """The share for one case."""
        return self.discussed if discussed else self.other


# With and without a board before treatment
IMAGED = Split(0.879, 0.604, "NET17, row 3: pre-treatment imaging of the tumor")
BIOPSIED = Split(0.877, 0.419, "NET17, row 4: diagnostic biopsy")
MARGIN_R0 = Split(0.526, 0.322, "NET17, row 5: R0 at first surgery")
RE_EXCISED = Split(0.060, 0.174, "NET17, row 6: re-excision")
LOCAL_RELAPSE = Split(0.231, 0.346, "NET17, row 7: 1 - 2-year local relapse-free survival")
RPS_R0 = Split(0.419, 0.123, "NET-R, row 14: first R0, in and outside the network")

# At diagnosis
UNTOUCHED = Share(0.59, "TRO17, row 29: untouched at referral")
METASTATIC = Share(0.12, "NET19, row 11: 4310 of 35 784")
OPERATED = Share(0.876, "NET19, row 10: surgical removal among incident cases")
PRIOR_CANCER = Share(0.125, "NET19, row 12")
PRIOR_RADIOTHERAPY = Share(0.036, "NET19, row 12")
NF1 = Share(0.007, "NET19, row 12")
LI_FRAUMENI = Share(0.001, "NET19, row 12")
PATIENT_INTERVAL = Share(30, "GEO12, row 39: median 1 month, in days")
DIAGNOSTIC_INTERVAL = Share(97, "GEO12, row 39: median 3.2 months, in days")
BONE_SIZE = Share(107, "SMI11, row 38: mean 10.7 cm, in mm")
SOFT_TISSUE_SIZE = Share(99, "SMI11, row 38: mean 9.9 cm, in mm")
CHEST_IMAGED = Share(0.71, "LIG15, row 30: chest imaging 2008-09")
PET_IN_BONE = Share(0.80, "NOR, row 31: PET in Ewing sarcoma and osteosarcoma 2023")

# First report against expert report
SAME_DIAGNOSIS = Share(0.563, "RC12, row 18: full concordance, 824 of 1463")
SMALL_DIFFERENCE = Share(0.354, "RC12, row 18: partial concordance, 518 of 1463")
GRADE_OF_SMALL = Share(0.70, "LUR10, row 21: grade alone, 68 of 97")

# Treatment
GOOD_RESPONSE = Share(0.537, "PDQ-O, row 37: 716 of 1334 randomised")
STOPPED_IMATINIB = Share(0.258, "PDQ-G, row 35 and QI-SYS-05: stopped early in the 3-year arm")
GASTRIC_RUPTURE = Share(0.091, "HOL18, row 33: 22 of 242")
GASTRIC_MINOR_DEFECT = Share(0.335, "HOL18, row 33: 81 of 242")
BOWEL_RUPTURE = Share(0.278, "HOL16, row 34: 20 of 72")
BOWEL_MINOR_DEFECT = Share(0.292, "HOL16, row 34: 21 of 72")
RPS_COMPLICATION = Share(0.29, "SLO22, row 32: Clavien-Dindo IIIa and more")
OPERATIVE_DEATH = Share(0.03, "SLO22, row 32: 30 days, retroperitoneum")

# Course
DEATH_LOCALIZED = Share(
    0.021, f"{DESIGN}: background; relapse does the rest, towards 82 % at 3 years (GEIS19, row 24)"
)
DEATH_METASTATIC = Share(0.45, f"{DESIGN}: median survival about 18 months")
DEATH_AFTER_DISTANT = Share(0.42, f"{DESIGN}: median survival about 20 months")
DEATH_AFTER_LOCAL = Share(0.09, DESIGN)
DEATH_METASTATIC_GIST = Share(0.13, f"{DESIGN}: median survival about 5 years on imatinib")

# Care beside treatment
OTHER_COMPLICATION = Share(0.14, DESIGN)
SAMPLE_KEPT = Share(0.22, DESIGN)
IN_TRIAL = Share(0.06, DESIGN)
SCORED = Share(0.18, DESIGN)
PSYCHO_ONCOLOGY = Share(0.4, DESIGN)
LATE_RELAPSE_REGISTERED = Share(0.03, f"{DESIGN}: first seen with a relapse")
