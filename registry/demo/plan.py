"""What is drawn: patients with their cases, as plain values. Dates are held as they are known."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..dates import PartialDate

Values = dict[str, Any]
"""Field values as `records.Values` takes them; a center by its code, an entry of the same case by its
place in `entries`, a case by its public id. `missing` says why a field has no value."""


@dataclass(slots=True)
class CasePlan:
    """One case: its fields, and its entries by the name of their model, in the order of time."""

    public_id: str
    values: Values
    entries: list[tuple[str, Values]] = field(default_factory=list)


@dataclass(slots=True)
class PatientPlan:
    """One patient of a center. `who` holds the fields of `identity.Identity`."""

    center: str
    who: dict[str, str]
    values: Values
    cases: list[CasePlan]


def write_to(digest: "hashlib._Hash", patients: Iterable[PatientPlan]) -> None:
    """Adds everything drawn of these patients, in its order, to a digest."""
    for one in patients:
        cases = [(case.public_id, case.values, case.entries) for case in one.cases]
        drawn = [one.center, one.who, one.values, cases]
        digest.update(json.dumps(drawn, default=_plain).encode())


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, PartialDate) else str(value)
