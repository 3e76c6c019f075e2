"""What only a clinician can decide: rules and indicators touched by it are shown as unreviewed."""

from django.utils.translation import gettext_lazy as _

from .base import Text

DOUBTS: dict[int, Text] = {
    1: _(
        "Texts that could not be read: ESMO-EURACAN-GENTURIS soft tissue 2021, bone 2021 and GIST 2022 with "
        "their levels of evidence, the SELNET guidelines on soft tissue and GIST, the volumes of NICE 2006, "
        "the thresholds of the German certification and of EURACAN, the grades of follow-up."
    ),
    2: _(
        "AFIP, duodenum and rectum: the original paper merges all tumors larger than 5 cm (34 and 86 %, 57 "
        "and 71 %, from memory); reprints print insufficient data for > 5 to 10 cm. Kept as reprinted; the "
        "modified NIH class is high there anyway."
    ),
    3: _(
        "Joensuu, 2008 against the later form: a tumor of 2 cm or less with 6 to 10 mitoses outside the "
        "stomach is high risk here; the paper of 2008 can be read as intermediate."
    ),
    4: _(
        "FNCLCC: its updated list does not recommend grading malignant peripheral nerve sheath tumors, they "
        "are graded here. Conventional angiosarcoma has differentiation score 3 here, 2 in the list of 1997. "
        "The area of a high-power field is 0.1734 or 0.174 mm²."
    ),
    5: _(
        "Kaposi sarcoma, follicular dendritic cell sarcoma, histiocytic sarcoma and clear cell sarcoma of "
        "the kidney are malignant soft tissue tumors, and so inside the indicators on all sarcomas."
    ),
    6: _(
        "Two rules of SEER are not followed: TX with G1 as stage I of soft tissue, and stage III for GIST of "
        "the small bowel with unknown mitoses."
    ),
    7: _(
        "Malignant soft tissue sarcomas without FNCLCC, such as extraskeletal myxoid chondrosarcoma, have no "
        "known grade: rules on high grade cannot judge them."
    ),
    8: _(
        "The behavior digit of epithelioid inflammatory myofibroblastic sarcoma and of ANNUBP, the codes of "
        "benign mimics, five genes and five old drug codes were not verified."
    ),
    9: _(
        "A diagnosis by an old name (central low-grade osteosarcoma of the legacy list, round cell "
        "liposarcoma, malignant fibrous histiocytoma) counts as partly discordant with its modern name."
    ),
    10: _(
        "UICC leaves surface osteosarcoma and juxtacortical chondrosarcoma out of the staging of bone, AJCC "
        "does not. QI-SURG-10 mixes windows of 30 and 120 days. QI-REF-05 counts a referral after an "
        "excision as met, GR-STS-01 does not."
    ),
    11: _("QI-DX-01 has no exclusion of emergencies, QI-MTB-01 has."),
}
