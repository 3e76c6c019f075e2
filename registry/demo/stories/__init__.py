"""Cases worth opening: each file tells one story, under public ids that never change.

A file names its `center`, what the `story` is and where to `look`, then who the patient is, the patient's
fields and each case with its fields and entries. A response names its line by number within the case.
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ... import pseudonym
from ...dates import PartialDate
from ..plan import CasePlan, PatientPlan, Values

HERE = Path(__file__).parent
LINK = "systemic_line"


@dataclass(frozen=True)
class Story:
    """What it is about, where to look, and the patient it happened to."""

    title: str
    look: str
    patient: PatientPlan


@cache
def stories() -> tuple[Story, ...]:
    """All of them, by name of file."""
    return tuple(
        _story(tomllib.loads(path.read_text(), parse_float=Decimal)) for path in sorted(HERE.glob("*.toml"))
    )


def of(center: str) -> list[PatientPlan]:
    """The patients of one center's stories."""
    return [story.patient for story in stories() if story.patient.center == center]


def _story(told: dict[str, Any]) -> Story:
    cases = [_case(case) for case in told["case"]]
    patient = PatientPlan(told["center"], told["who"], _dated(told["patient"]), cases)
    return Story(told["story"], told["look"], patient)


def _case(told: dict[str, Any]) -> CasePlan:
    """Lists of tables are entries by the name of their model; the rest are fields of the case."""
    kinds = {name: rows for name, rows in told.items() if name[0].isupper()}
    entries = [(kind, _dated(row)) for kind, rows in kinds.items() for row in rows]
    lines = [place for place, (kind, _values) in enumerate(entries) if kind == "SystemicLine"]
    for _kind, values in entries:
        if LINK in values:
            values[LINK] = lines[values[LINK] - 1]
    fields = _dated({name: value for name, value in told.items() if name not in (*kinds, "id")})
    if "primary_case" in fields:
        fields["primary_case"] = pseudonym.with_check(fields["primary_case"])
    return CasePlan(pseudonym.with_check(told["id"]), fields, entries)


def _dated(row: dict[str, Any]) -> Values:
    """The fields with their dates as exactly as they are written."""
    return {
        name: PartialDate.parse(value) if name.endswith("_date") else value for name, value in row.items()
    }
