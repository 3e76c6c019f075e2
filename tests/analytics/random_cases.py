"""Random cases, written past the services (they are many), with everything that can be missing missing."""

import datetime
import random
from typing import Any

from centers.models import Center
from registry import pseudonym
from registry.dates import PartialDate, Precision
from registry.models import BoardDiscussion, Case, Patient, Radiotherapy, Surgery, SystemicLine

Rows = dict[str, list[Any]]
SECTIONS = ("SURGERY", "RT", "SYSTEMIC", "MTB")


def write_cases(center: Center, seed: int, n: int) -> list[Case]:
    """`n` cases with their entries; needs the installation at work. Facts are not refreshed."""
    dice = random.Random(seed)
    patients = Patient.objects.bulk_create([Patient(center=center) for _ in range(n)])
    cases = Case.objects.bulk_create([_case(dice, patient) for patient in patients])
    for kind in (Surgery, Radiotherapy, SystemicLine, BoardDiscussion):
        kind.objects.bulk_create(
            [_entry(dice, kind, case) for case in cases for _ in range(dice.choice((0, 0, 1, 1, 2)))]
        )
    return cases


def _case(dice: random.Random, patient: Patient) -> Case:
    day = _date(dice) or PartialDate(datetime.date(2023, 1, 2))
    return Case(
        public_id=pseudonym.with_check("".join(dice.choices(pseudonym.ALPHABET, k=8))),
        center_id=patient.center_id,
        patient=patient,
        sarcoma_group=dice.choice(("STS", "BS", "GIST", None)),
        entity_id=dice.choice(("UPS", "EIMS", None)),
        behavior=dice.choice((*["3"] * 6, "1", "UNKNOWN", None)),
        age_at_diagnosis=dice.choice((*[55] * 6, 12, None)),
        is_first_primary_episode=dice.choice((*["Y"] * 6, "N", "UNKNOWN", None)),
        disease_extent_dx=dice.choice(
            (*["LOCALIZED"] * 4, "LOCALLY_ADVANCED", "METASTATIC", "UNKNOWN", None)
        ),
        diagnosis_date=day.date,
        diagnosis_date_precision=day.precision.value,
        dates_shifted=dice.random() < 0.1,
        sections_complete=[name for name in SECTIONS if dice.random() < 0.9] or None,
    )


def _entry(dice: random.Random, kind: type[Any], case: Case) -> Any:
    entry = kind(case=case, center_id=case.center_id)
    day = _date(dice, (2, 3) if kind is BoardDiscussion else (3,))
    if day:
        setattr(entry, kind.when, day.date)
        setattr(entry, f"{kind.when}_precision", day.precision.value)
    if kind is Surgery:
        roles = (*["PRIMARY_RESECTION"] * 6, "RE_EXCISION", "DIAGNOSTIC", "UNKNOWN", None)
        entry.role = dice.choice(roles)
        entry.r_status = dice.choice(("R0", "R0", "R1", "RX", "UNKNOWN", None))
        entry.urgency = dice.choice(("ELECTIVE", "EMERGENCY", "UNKNOWN", None))
    if kind is BoardDiscussion:
        entry.board_type = dice.choice(
            (*["SARCOMA_RC"] * 4, "SARCOMA_NETWORK", "GENERAL_TUMOUR", "UNKNOWN", None)
        )
        entry.phase = dice.choice(("PRE_TREATMENT", "POST_SURGERY", "UNKNOWN", None))
        entry.decision = dice.choice((["SURVEILLANCE"], ["SURGERY"], None, None))
    return entry


def _date(dice: random.Random, months: tuple[int, ...] = (3,)) -> PartialDate | None:
    """Days so close together that order, month and same day all matter."""
    precision = dice.choice((*[Precision.DAY] * 12, Precision.MONTH, Precision.YEAR, None))
    month, day = dice.choice(months), dice.choice((10, 28))
    if precision is Precision.DAY:
        return PartialDate.from_parts(2023, month, day)
    if precision is None:
        return None
    return PartialDate.from_parts(2023, month if precision is Precision.MONTH else None)
