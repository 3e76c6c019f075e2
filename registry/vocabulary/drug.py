"""Drugs with their ATC codes, for orientation: the list approves nothing."""

from dataclasses import dataclass
from functools import cache

from .loader import read_rows, require_format, require_unique, version_of
from .review import Review, review_of
from .terms import Kind, Term

FILE = "drugs.tsv"
COLUMNS = (
    "drug_id",
    "drug",
    "atc_code",
    "atc_before_2021",
    "drug_class",
    "sarcoma_use",
    "check",
    "check_before_2021",
    "notes",
)
ATC = r"([A-Z]\d\d[A-Z]{2}\d\d)?"
FORMATS = {
    "drug_id": r"[A-Z0-9]+(_[A-Z0-9]+)*",
    "drug": r"\S.*",
    "atc_code": ATC,
    "atc_before_2021": ATC,
    "check": r"(checked|memory|no-code).*",
    "check_before_2021": r"(memory)?",
}


@dataclass(frozen=True)
class Drug:
    """One drug. `atc_code` is empty where none is known, `atc_before_2021` where it did not change."""

    drug_id: str
    drug: str
    atc_code: str
    atc_before_2021: str
    drug_class: str
    sarcoma_use: str
    check: str
    check_before_2021: str
    notes: str

    @property
    def review(self) -> Review:
        """Whether somebody has compared the ATC code with a source."""
        return review_of(self.check)


@cache
def _by_id() -> dict[str, Drug]:
    version_of(FILE)
    rows = list(read_rows(FILE, COLUMNS))
    for row in rows:
        for column, pattern in FORMATS.items():
            require_format(FILE, row["drug_id"], column, row[column], pattern)
    require_unique(FILE, (row["drug_id"] for row in rows))
    require_unique(FILE, (code for row in rows if (code := row["atc_code"])))
    require_unique(FILE, (code for row in rows if (code := row["atc_before_2021"])))
    return {row["drug_id"]: Drug(**row) for row in rows}


def drugs() -> tuple[Drug, ...]:
    """Every drug in the order of the file. Raises VocabularyError when the file is broken."""
    return tuple(_by_id().values())


def find_drug(drug_id: str | None) -> Drug | None:
    """The drug with this id, or None."""
    return _by_id().get(drug_id or "")


@cache
def drug_terms() -> tuple[Term, ...]:
    """The drugs as they are searched; the ATC code before 2021 finds them too."""
    return tuple(
        Term(
            kind=Kind.DRUG,
            key=drug.drug_id,
            name=drug.drug,
            code=drug.atc_code,
            codes=tuple(filter(None, (drug.atc_code, drug.atc_before_2021))),
            synonyms=(),
            review=drug.review,
        )
        for drug in drugs()
    )
