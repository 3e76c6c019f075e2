"""The fields of case and patient that are no dated entries."""

import datetime

from . import marginals as share
from .chance import Mix
from .journey import Journey
from .outcome import SPREAD_TO

GIST_SITES = {
    "GI_STOMACH": "STOMACH",
    "GI_DUODENUM": "DUODENUM",
    "GI_JEJUNUM_ILEUM": "JEJUNUM_ILEUM",
    "GI_COLON": "COLON",
    "GI_RECTUM": "RECTUM",
    "GI_OESOPHAGUS": "OESOPHAGUS",
    "PERITONEUM": "MESENTERY",
}
GRADE_SYSTEMS = {"STS": "FNCLCC", "BS": "BONE_3TIER"}
CONSENTS = Mix({"GIVEN": 94.0, "WAIVED": 3.0, "REFUSED": 1.5, "WITHDRAWN": 1.5})
INSURANCES = {country: Mix({"PUBLIC_CONTRIBUTORY": 88.0, "PRIVATE": 12.0}) for country in ("ES", "FR", "IT")}
ELSEWHERE = Mix(
    {"PUBLIC_CONTRIBUTORY": 42.0, "PUBLIC_SUBSIDISED": 33.0, "PRIVATE": 15.0, "OUT_OF_POCKET": 10.0}
)


def describe(j: Journey, arrived: str) -> None:
    """The fields of case and patient, as far as they were entered."""
    chance, entity_id = j.chance, j.tumor.entity.entity_id
    j.case |= {
        "sarcoma_group": j.tumor.group,
        "entity_id": entity_id,
        "topography_icdo": j.topography,
        "laterality": _side(j),
        "diagnosis_date": j.on(j.diagnosed),
        "age_at_diagnosis": j.age,
        "is_first_primary_episode": "N" if chance.yes(share.LATE_RELAPSE_REGISTERED.value) else "Y",
        "presentation_status": j.known("METASTATIC" if j.metastatic and chance.yes(0.3) else arrived),
        "disease_extent_dx": j.known("METASTATIC" if j.metastatic else _extent(j)),
        "cn": j.known("N1" if chance.yes(0.04) else "N0"),
        "incidental_finding": j.yes_no(0.25 if j.tumor.group == "GIST" else 0.05),
        "patient_caused_delay": j.yes_no(0.04),
        "radiation_induced": j.yes_no(0.3 if entity_id == "AS" else 0.01),
        "sections_complete": sorted(j.complete) or None,
    }
    j.told("size_mm", j.size_mm)
    j.told("ecog_dx", chance.one((0, 0, 0, 1, 1, 2)))
    j.case["size_source"] = j.known("IMAGING" if j.planned else "PATHOLOGY")
    if j.metastatic:
        j.case["metastasis_sites_dx"] = list(SPREAD_TO[j.tumor.group].draw(chance))
    _by_group(j)
    _milestones(j)
    _person(j)


def _extent(j: Journey) -> str:
    return "LOCALLY_ADVANCED" if j.size_mm > 150 and j.chance.yes(0.4) else "LOCALIZED"


def _side(j: Journey) -> str | None:
    if j.topography.startswith(("C40", "C49.1", "C49.2", "C47.1", "C47.2", "C50")):
        return j.known(j.chance.one(("LEFT", "RIGHT")))
    return "NA"


def _by_group(j: Journey) -> None:
    """What only one group of tumors is asked for."""
    if j.grade is not None:
        j.case |= {
            "grade_final": j.known(f"G{j.grade}"),
            "grade_system": GRADE_SYSTEMS.get(j.tumor.group),
            "grade_source": "BIOPSY" if j.planned else "RESECTION",
        }
    if j.tumor.group == "STS":
        j.case["depth"] = j.known("DEEP" if j.deep else "SUPERFICIAL")
    elif j.tumor.group == "GIST":
        j.case["gist_site"] = GIST_SITES.get(j.site_group, "UNKNOWN")
    else:
        _bone(j)


def _bone(j: Journey) -> None:
    """Extent in the bone: compartment, and the segments of pelvis and spine."""
    chance, case = j.chance, j.case
    outside = chance.yes(0.75 if j.high_grade else 0.35)
    case["enneking_grade"] = "G2" if j.high_grade else "G1"
    case["enneking_t"] = j.known("T2" if outside else "T1")
    case["discontinuous"] = j.yes_no(0.04)
    case["skip_metastasis"] = j.yes_no(0.03)
    if j.site_group == "BONE_PELVIS":
        case |= {"segments": chance.one((1, 1, 2, 3)), "extraosseous": j.known("Y" if outside else "N")}
        case["crosses_si_joint_medial_to_foramen"] = j.yes_no(0.12)
    elif j.site_group == "BONE_SPINE":
        case |= {"segments": chance.one((1, 1, 2, 3, 4)), "segments_adjacent": "Y"}
        case["spinal_canal"] = j.yes_no(0.3)


def _milestones(j: Journey) -> None:
    """When the plan was told, a key worker named, and who else was met."""
    chance, case, told = j.chance, j.case, j.treated - 3
    if j.discussed and told > j.diagnosed:
        case["plan_communicated_date"] = j.on(told)
        if chance.yes(0.6):
            case["key_worker_assigned_date"] = j.on(told)
    if chance.yes(share.PSYCHO_ONCOLOGY.value) and told + 20 < j.end:
        case["psycho_oncology_date"] = j.on(told + 20)
    if j.age < 46 and j.tumor.care in ("OSTEO", "ROUND") and chance.yes(j.place.board):
        case["fertility_counselled_date"] = j.on(max(j.diagnosed, told))
    if j.spread is not None and chance.yes(0.3) and j.spread + 90 < j.end:
        case["palliative_care_date"] = j.on(j.spread + 90)
    if chance.yes(0.03):
        case["support_declined"] = ["PSYCHO_ONCOLOGY"]


def _person(j: Journey) -> None:
    chance, person = j.chance, j.patient
    born = datetime.date.fromordinal(j.diagnosed).year - j.age
    consent = CONSENTS.draw(chance)
    syndrome = "NF1" if j.tumor.entity.entity_id == "GIST_NF1" or chance.yes(share.NF1.value) else None
    person |= {
        "sex": "FEMALE" if j.female else "MALE",
        "birth_year": born,
        "country_residence": j.place.country,
        "distance_km": int(chance.skewed(60, 1.1)),
        "insurance_type": j.known(INSURANCES.get(j.place.country, ELSEWHERE).draw(chance)),
        "prior_cancer": j.yes_no(share.PRIOR_CANCER.value),
        "prior_rt_in_field": j.yes_no(share.PRIOR_RADIOTHERAPY.value),
        "charlson_index": chance.between(0, 4) if chance.yes(0.5) else None,
        "consent_registry": consent if chance.yes(j.place.record) else None,
        "consent_research": chance.one(("GIVEN", "GIVEN", "REFUSED")) if consent == "GIVEN" else None,
        "genetic_syndrome": [syndrome or ("LI_FRAUMENI" if chance.yes(share.LI_FRAUMENI.value) else "NONE")],
    }
