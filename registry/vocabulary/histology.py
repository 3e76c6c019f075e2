"""Histologies: WHO 2020 entities with their ICD-O-3.2 codes, and what grading and staging ask of each."""

from dataclasses import dataclass
from functools import cache

from .loader import read_rows, require_format, require_known, require_unique, version_of
from .review import Review, review_of
from .terms import Kind, Rank, Term, search

FILE = "histology.tsv"
COLUMNS = (
    "entity_id",
    "preferred_name",
    "synonyms",
    "icdo32_morphology",
    "behavior",
    "icdo32_code",
    "who2020_family",
    "type_group",
    "sarcoma_group",
    "biological_category",
    "fnclcc_applicable",
    "fnclcc_differentiation_score",
    "ajcc8_ch45_unusual_histology",
    "orphacode",
    "oncotree_code",
    "oncotree_name",
    "ncit_code_of_oncotree_node",
    "icdo_check",
    "orpha_check",
    "notes",
)
FORMATS = {
    "entity_id": r"[A-Z0-9]+(_[A-Z0-9]+)*",
    "preferred_name": r"\S.*",
    "icdo32_morphology": r"(\d{4})?",
    "icdo32_code": r"(\d{4}/\d)?",
    "orphacode": r"\d*",
    "ncit_code_of_oncotree_node": r"(C\d+)?",
    "icdo_check": r"(checked|memory|no-code).*",
}
KNOWN = {
    "behavior": {"", "0", "1", "3"},
    "sarcoma_group": {"STS", "BS", "GIST", "STS/BS"},
    "biological_category": {
        "benign",
        "intermediate-locally-aggressive",
        "intermediate-rarely-metastasizing",
        "malignant",
    },
    "fnclcc_applicable": {"Y", "N"},
    "fnclcc_differentiation_score": {"", "1", "2", "3"},
    "ajcc8_ch45_unusual_histology": {"Y", "N", "HN_ONLY", "VISCERAL_ONLY"},
}
BONE = ("C40.", "C41.")


@dataclass(frozen=True)
class Entity:
    """One histology. `icdo_code` is empty for an entity without a code of its own."""

    entity_id: str
    name: str
    synonyms: tuple[str, ...]
    morphology: str
    behavior: str
    icdo_code: str
    who_family: str
    type_group: str
    sarcoma_groups: tuple[str, ...]
    biological_category: str
    fnclcc_applicable: bool
    differentiation_score: int | None
    ajcc8_ch45: str
    orphacode: str
    oncotree_code: str
    oncotree_name: str
    ncit_code: str
    icdo_check: str
    orpha_check: str
    notes: str

    @property
    def malignant(self) -> bool:
        """Behavior /3, and epithelioid inflammatory myofibroblastic sarcoma by name (clinical.md 1.0)."""
        return self.biological_category == "malignant"

    @property
    def review(self) -> Review:
        """Whether somebody has compared the row's ICD-O code with a source."""
        return review_of(self.icdo_check)

    @property
    def unreviewed(self) -> bool:
        """The row's code was written from memory, or there is none: nobody has compared it with a source."""
        return self.review is not Review.CHECKED


def _entity(row: dict[str, str]) -> Entity:
    for column, pattern in FORMATS.items():
        require_format(FILE, row["entity_id"], column, row[column], pattern)
    for column, known in KNOWN.items():
        require_known(FILE, row["entity_id"], column, row[column], known)
    code = f"{row['icdo32_morphology']}/{row['behavior']}" if row["icdo32_morphology"] else ""
    require_known(FILE, row["entity_id"], "icdo32_code", row["icdo32_code"], {code})
    score = row["fnclcc_differentiation_score"]
    return Entity(
        entity_id=row["entity_id"],
        name=row["preferred_name"],
        synonyms=tuple(filter(None, row["synonyms"].split("|"))),
        morphology=row["icdo32_morphology"],
        behavior=row["behavior"],
        icdo_code=row["icdo32_code"],
        who_family=row["who2020_family"],
        type_group=row["type_group"],
        sarcoma_groups=tuple(row["sarcoma_group"].split("/")),
        biological_category=row["biological_category"],
        fnclcc_applicable=row["fnclcc_applicable"] == "Y",
        differentiation_score=int(score) if score else None,
        ajcc8_ch45=row["ajcc8_ch45_unusual_histology"],
        orphacode=row["orphacode"],
        oncotree_code=row["oncotree_code"],
        oncotree_name=row["oncotree_name"],
        ncit_code=row["ncit_code_of_oncotree_node"],
        icdo_check=row["icdo_check"],
        orpha_check=row["orpha_check"],
        notes=row["notes"],
    )


@cache
def _by_id() -> dict[str, Entity]:
    version_of(FILE)
    rows = [_entity(row) for row in read_rows(FILE, COLUMNS)]
    require_unique(FILE, (entity.entity_id for entity in rows))
    return {entity.entity_id: entity for entity in rows}


def entities() -> tuple[Entity, ...]:
    """Every histology in the order of the file. Raises VocabularyError when the file is broken."""
    return tuple(_by_id().values())


def find_entity(entity_id: str | None) -> Entity | None:
    """The histology with this id, or None."""
    return _by_id().get(entity_id or "")


def entity_label(entity_id: str | None) -> str:
    """Name for people; an id outside the vocabulary is shown as it is, an absent one as empty text."""
    entity = find_entity(entity_id)
    return entity.name if entity else entity_id or ""


def sarcoma_group_of(entity_id: str | None, topography: str | None) -> str | None:
    """STS, BS or GIST; an entity of both soft tissue and bone is BS in C40-C41, else STS (clinical.md 4).

    None when the entity is not known, or when it needs a topography and there is none.
    """
    entity = find_entity(entity_id)
    if entity is None:
        return None
    if len(entity.sarcoma_groups) == 1:
        return entity.sarcoma_groups[0]
    if topography is None:
        return None
    return "BS" if topography.startswith(BONE) else "STS"


@cache
def unusual_histology() -> dict[str, str]:
    """ICD-O-3.2 morphology -> where AJCC 8 chapter 45 (no stage groups) takes it: Y, HN_ONLY, VISCERAL_ONLY.

    By morphology code, as SEER selects: an entity that shares the code is taken with it.
    """
    return {entity.morphology: entity.ajcc8_ch45 for entity in entities() if entity.ajcc8_ch45 != "N"}


@cache
def histology_terms() -> tuple[Term, ...]:
    """The histologies as they are searched; an ICD-O code may be shared by several."""
    return tuple(
        Term(
            kind=Kind.HISTOLOGY,
            key=entity.entity_id,
            name=entity.name,
            code=entity.icdo_code,
            codes=_codes(entity),
            synonyms=entity.synonyms,
            review=entity.review,
            groups=entity.sarcoma_groups,
        )
        for entity in entities()
    )


def _codes(entity: Entity) -> tuple[str, ...]:
    codes = (entity.entity_id, entity.icdo_code, entity.morphology, entity.oncotree_code, entity.ncit_code)
    orpha = (f"ORPHA {entity.orphacode}", entity.orphacode) if entity.orphacode else ()
    return tuple(filter(None, (*codes, *orpha)))


def search_entities(text: str, group: str | None = None, worst: Rank = Rank.PART) -> tuple[Entity, ...]:
    """Histologies by name, synonym, abbreviation, ICD-O, OncoTree, NCIt or Orphanet code, best match first.

    `group` (STS, BS, GIST) narrows, `worst` is the weakest match taken. Empty text finds all.
    """
    terms = (term for term in histology_terms() if group is None or group in term.groups)
    return tuple(_by_id()[match.term.key] for match in search(text, terms) if match.rank <= worst)
