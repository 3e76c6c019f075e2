"""Draws the demonstration network: pure, seeded, no clock. One seed, one plan, to the letter."""

import datetime
import hashlib
import json
import math
import random
from dataclasses import asdict, dataclass, field
from typing import Any

from .. import pseudonym
from .tables import PLACES, R_STATUS, TUMORS, Place, Tumor

DATA_CUT = datetime.date(2026, 6, 30)
GIVEN_NAMES = ("Alba", "Bruno", "Celia", "Dario", "Elena", "Fabio", "Greta", "Hugo", "Irene", "Jorge", "Luis")
FAMILY_NAMES = ("Demo", "Ejemplo", "Muestra", "Ficticio", "Inventado", "Modelo", "Prueba", "Sintetico")


@dataclass
class CasePlan:
    """One patient with one case: values as an import would give them; dates as ISO text."""

    center: str
    public_id: str
    who: dict[str, str]
    patient: dict[str, Any]
    case: dict[str, Any]
    entries: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


@dataclass
class Plan:
    """All cases, in order."""

    cases: list[CasePlan]

    def digest(self) -> str:
        """SHA-256 of everything drawn."""
        text = json.dumps([asdict(case) for case in self.cases], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def draw(*, cases: int, seed: int, centers: int = len(PLACES)) -> Plan:
    """A plan of `cases` cases over the first `centers` places."""
    chance = random.Random(seed)  # noqa: S311  nothing here is secret: the same seed must give the same plan
    return Plan([_case(chance, PLACES[number % centers], number) for number in range(cases)])


def _case(chance: random.Random, place: Place, number: int) -> CasePlan:
    tumor = chance.choices(TUMORS, [tumor.weight for tumor in TUMORS])[0]
    diagnosed = datetime.date(2020, 1, 10) + datetime.timedelta(days=chance.randrange(2150))
    metastatic = chance.random() < 0.12
    age = min(90, max(18, round(chance.gauss(34 if tumor.group == "BS" else 60, 14))))
    born = datetime.date(diagnosed.year - age, chance.randint(1, 12), chance.randint(1, 28))
    symbols = "".join(chance.choice(pseudonym.ALPHABET) for _ in range(8))
    plan = CasePlan(
        center=place.code,
        public_id=pseudonym.with_check(symbols),
        who={
            "name": f"{chance.choice(GIVEN_NAMES)} {chance.choice(FAMILY_NAMES)}",
            "birth_date": born.isoformat(),
            "record_number": f"D{number:05d}",
        },
        patient={
            "sex": chance.choice(("FEMALE", "MALE")),
            "birth_year": born.year,
            "consent_registry": "GIVEN",
        },
        case=_tumor(chance, tumor, place, diagnosed, age, metastatic),
    )
    _course(chance, plan, tumor, place, diagnosed, metastatic)
    return plan


def _tumor(
    chance: random.Random, tumor: Tumor, place: Place, diagnosed: datetime.date, age: int, metastatic: bool
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "sarcoma_group": tumor.group,
        "entity_id": tumor.entity,
        "topography_icdo": tumor.topography,
        "wall_or_cavity": tumor.wall,
        "diagnosis_date": _known(chance, diagnosed),
        "age_at_diagnosis": age,
        "size_mm": chance.randint(*tumor.size_mm) if chance.random() < 0.95 else None,
        "size_source": "IMAGING",
        "grade_final": f"G{chance.choice(tumor.grades)}" if tumor.grades and chance.random() < 0.93 else None,
        "disease_extent_dx": _maybe(
            chance, 0.88 + place.care / 10, "METASTATIC" if metastatic else "LOCALIZED"
        ),
        "is_first_primary_episode": "Y",
        "cn": "N0" if chance.random() < 0.8 else None,
        "presentation_status": "UNTOUCHED" if chance.random() < place.care else "AFTER_UNPLANNED_EXCISION",
    }
    visited = diagnosed - datetime.timedelta(days=chance.randint(2, 90))
    values["first_visit_date"] = visited.isoformat() if chance.random() < 0.9 else None
    values["laterality"] = _laterality(chance, tumor)
    if tumor.group == "GIST":
        values["gist_site"] = "STOMACH" if tumor.topography.startswith("C16") else "JEJUNUM_ILEUM"
    if tumor.group == "STS":
        values["depth"] = _maybe(chance, 0.95, "DEEP" if chance.random() < 0.85 else "SUPERFICIAL")
    return values


def _laterality(chance: random.Random, tumor: Tumor) -> str | None:
    """Limbs have a side; it is missing now and then."""
    if not tumor.topography.startswith(("C40", "C49.1", "C49.2")):
        return "NA"
    return chance.choice(("LEFT", "RIGHT")) if chance.random() < 0.93 else None


def _course(
    chance: random.Random,
    plan: CasePlan,
    tumor: Tumor,
    place: Place,
    diagnosed: datetime.date,
    metastatic: bool,
) -> None:
    """Report, board, treatment, relapse, death: each in its order, some parts not entered."""
    plan.entries.append(("PathologyReport", _report(chance, tumor, place, diagnosed)))
    boarded = chance.random() < place.care
    operated = diagnosed + datetime.timedelta(days=round(chance.lognormvariate(3.6, 0.4)))
    if boarded:
        meeting = diagnosed + datetime.timedelta(days=max(1, (operated - diagnosed).days * 2 // 3))
        kind = "SARCOMA_RC" if chance.random() < 0.9 else "GENERAL_TUMOUR"
        plan.entries.append(
            (
                "BoardDiscussion",
                {"meeting_date": meeting.isoformat(), "board_type": kind, "phase": "PRE_TREATMENT"},
            )
        )
    complete = ["MTB"] if boarded or chance.random() < 0.7 else []
    complete += _treatment(chance, plan, tumor, place, operated, metastatic)
    plan.case["sections_complete"] = sorted(complete) or None
    _outcome(chance, plan, tumor, operated, metastatic)


def _treatment(
    chance: random.Random,
    plan: CasePlan,
    tumor: Tumor,
    place: Place,
    operated: datetime.date,
    metastatic: bool,
) -> list[str]:
    """Surgery, systemic therapy, radiotherapy; returns the sections in which all rows are entered."""
    complete = []
    if not metastatic and operated < DATA_CUT:
        plan.entries.append(("Surgery", _surgery(chance, place, operated)))
        complete.append("SURGERY")
    if metastatic or tumor.group == "BS":
        start = operated - datetime.timedelta(days=chance.randint(1, 15))
        line = {
            "start_date": start.isoformat(),
            "line_no": 1,
            "setting": "ADVANCED" if metastatic else "NEOADJUVANT",
        }
        plan.entries.append(("SystemicLine", line | {"regimen_code": _regimen(tumor)}))
    if tumor.group == "STS" and not metastatic and chance.random() < 0.45:
        start = operated + datetime.timedelta(days=chance.randint(35, 80))
        course = {"start_date": start.isoformat(), "setting": "POST_OP", "total_dose_gy": 60, "fractions": 30}
        plan.entries.append(("Radiotherapy", course))
    return [*complete, *(("RT", "SYSTEMIC") if chance.random() < 0.8 else ())]


def _report(chance: random.Random, tumor: Tumor, place: Place, diagnosed: datetime.date) -> dict[str, Any]:
    reported = diagnosed + datetime.timedelta(days=chance.randint(3, 18))
    return {
        "report_date": reported.isoformat(),
        "report_role": "FIRST",
        "specimen_type": "BIOPSY",
        "specimen_treated": "N",
        "is_expert": "Y" if chance.random() < place.care else "N",
        "entity_id": tumor.entity,
        "diff_score": tumor.differentiation if tumor.group == "STS" else None,
        "mitoses_count": chance.randint(0, 28),
        "mitoses_area_mm2": "5" if tumor.group == "GIST" else "1.74",
        "necrosis_cat": _maybe(chance, 0.9, chance.choice(("0", "0", "<50", ">=50"))),
    }


def _surgery(chance: random.Random, place: Place, operated: datetime.date) -> dict[str, Any]:
    planned = chance.random() < place.care
    shares = R_STATUS[planned]
    status = chance.choices(shares[::2], [int(weight) for weight in shares[1::2]])[0]
    return {
        "surgery_date": operated.isoformat(),
        "role": "PRIMARY_RESECTION",
        "intent": "CURATIVE",
        "urgency": "EMERGENCY" if chance.random() < 0.04 else "ELECTIVE",
        "planned_oncologic": "Y" if planned else "N",
        "r_status": status if chance.random() < 0.95 else None,
    }


def _outcome(
    chance: random.Random, plan: CasePlan, tumor: Tumor, operated: datetime.date, metastatic: bool
) -> None:
    """Relapse and death by exponential times; contact ends at death, loss or the data cut."""
    hazard = tumor.hazard * (4 if metastatic else 1)
    last = min(DATA_CUT, operated + datetime.timedelta(days=chance.randint(200, 2600)))
    died = operated + datetime.timedelta(days=_wait(chance, hazard))
    relapsed = operated + datetime.timedelta(days=_wait(chance, hazard * 2.5))
    if not metastatic and relapsed < min(last, died):
        kind = chance.choice(("LOCAL", "DISTANT", "DISTANT"))
        relapse = {"recurrence_date": _known(chance, relapsed), "type": kind}
        plan.entries.append(("Recurrence", relapse | ({"sites": ["LUNG"]} if kind == "DISTANT" else {})))
    if died <= last:
        cause = chance.choices(("DOD", "DOC", "DUC"), (80, 14, 6))[0]
        plan.patient |= {"vital_status": "DEAD", "death_date": died.isoformat(), "death_cause": cause}
        plan.patient["last_contact_date"] = died.isoformat()
        return
    plan.patient |= {"vital_status": "ALIVE", "last_contact_date": last.isoformat()}
    status = "AWD" if metastatic or relapsed < last else "NED"
    plan.entries.append(("FollowUp", {"visit_date": last.isoformat(), "status": status}))


def _regimen(tumor: Tumor) -> str:
    return {"OS_CONV": "MAP", "EWS": "VDC_IE", "GIST": "IMATINIB"}.get(tumor.entity, "DOXO")


def _wait(chance: random.Random, hazard: float) -> int:
    """Days until an event that comes at `hazard` per year."""
    return max(20, round(-math.log(1 - chance.random()) / hazard * 365.25))


def _known(chance: random.Random, day: datetime.date) -> str:
    """One date in ten is known to the month only."""
    return day.isoformat()[: 7 if chance.random() < 0.1 else 10]


def _maybe(chance: random.Random, share: float, code: str) -> str | None:
    """The code in `share` of the cases; else UNKNOWN or not entered."""
    if chance.random() < share:
        return code
    return "UNKNOWN" if chance.random() < 0.5 else None
