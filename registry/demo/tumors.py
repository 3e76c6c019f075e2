"""The mix of tumors, read from `tumors.tsv`, which says where its figures are from."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..vocabulary import Entity, find_entity
from ..vocabulary.loader import read_rows
from .chance import Mix

FILE = str(Path(__file__).with_name("tumors.tsv"))
COLUMNS = ("entity_id", "group", "care", "cases", "age", "female", "size_mm", "grades", "distant", "sites")


@dataclass(frozen=True, eq=False)
class Tumor:
    """An entity and what it tends to be like. `care` names its plan of treatment (`regimens.py`)."""

    entity: Entity
    group: str
    care: str
    cases: int
    age: int
    female: float
    size_mm: int
    grades: str
    distant: float
    sites: "Mix[str]"


def _tumor(row: dict[str, str]) -> Tumor:
    entity = find_entity(row["entity_id"])
    if entity is None:
        raise LookupError(f"{row['entity_id']} is not in the vocabulary.")
    sites = (site.split(":") for site in row["sites"].split())
    return Tumor(
        entity=entity,
        group=row["group"],
        care=row["care"],
        cases=int(row["cases"]),
        age=int(row["age"]),
        female=float(row["female"]),
        size_mm=int(row["size_mm"]),
        grades=row["grades"],
        distant=float(row["distant"]),
        sites=Mix({site: float(part) for site, part in sites}),
    )


@cache
def tumors() -> "Mix[Tumor]":
    """All of them, as often as they come."""
    return Mix({tumor: tumor.cases for tumor in map(_tumor, read_rows(FILE, COLUMNS))})
