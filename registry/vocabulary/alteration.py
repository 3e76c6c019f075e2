"""Genes, fusions and other alterations, with the histologies they belong to."""

from dataclasses import dataclass
from functools import cache

from .histology import Entity, find_entity
from .loader import VocabularyError, read_rows, require_format, require_known, require_unique, version_of
from .review import Review, review_of
from .terms import Kind, Term

FILE = "genes.tsv"
COLUMNS = (
    "alteration_id",
    "alteration",
    "names",
    "alteration_type",
    "cytogenetics",
    "entity_ids",
    "diagnostic_role",
    "predictive_role",
    "check",
    "notes",
)
FORMATS = {
    "alteration_id": r"[A-Z0-9]+(_[A-Z0-9]+)*",
    "alteration": r"\S.*",
    "check": r"(checked|memory).*",
}
TYPES = {"fusion", "mutation", "amplification", "loss", "expression"}


@dataclass(frozen=True)
class Alteration:
    """One alteration, or several that mean the same. `names` spells out what `alteration` writes together."""

    alteration_id: str
    alteration: str
    names: tuple[str, ...]
    alteration_type: str
    cytogenetics: str
    entity_ids: tuple[str, ...]
    diagnostic_role: str
    predictive_role: str
    check: str
    notes: str

    @property
    def review(self) -> Review:
        """Whether somebody has compared the row with a source."""
        return review_of(self.check)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The histologies it belongs to."""
        return tuple(entity for entity_id in self.entity_ids if (entity := find_entity(entity_id)))


def _alteration(row: dict[str, str]) -> Alteration:
    for column, pattern in FORMATS.items():
        require_format(FILE, row["alteration_id"], column, row[column], pattern)
    require_known(FILE, row["alteration_id"], "alteration_type", row["alteration_type"], TYPES)
    names, entity_ids = (
        tuple(filter(None, row.pop(column).split("|"))) for column in ("names", "entity_ids")
    )
    for entity_id in entity_ids:
        if find_entity(entity_id) is None:
            raise VocabularyError(
                f"{FILE}: row {row['alteration_id']}, entity_ids: {entity_id} is no histology."
            )
    return Alteration(names=names, entity_ids=entity_ids, **row)


@cache
def _by_id() -> dict[str, Alteration]:
    version_of(FILE)
    rows = [_alteration(row) for row in read_rows(FILE, COLUMNS)]
    require_unique(FILE, (row.alteration_id for row in rows))
    return {row.alteration_id: row for row in rows}


def alterations() -> tuple[Alteration, ...]:
    """Every alteration in the order of the file. Raises VocabularyError when the file is broken."""
    return tuple(_by_id().values())


def find_alteration(alteration_id: str | None) -> Alteration | None:
    """The alteration with this id, or None."""
    return _by_id().get(alteration_id or "")


def alterations_of(entity_id: str) -> tuple[Alteration, ...]:
    """The alterations that belong to a histology."""
    return tuple(row for row in alterations() if entity_id in row.entity_ids)


@cache
def alteration_terms() -> tuple[Term, ...]:
    """The alterations as they are searched."""
    return tuple(
        Term(
            kind=Kind.ALTERATION,
            key=row.alteration_id,
            name=row.alteration,
            code="",
            codes=(),
            synonyms=row.names,
            review=row.review,
        )
        for row in alterations()
    )
