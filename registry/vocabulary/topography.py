"""Primary sites: ICD-O-3 topography with the site group and the staging schema each belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from registry import codes

from .loader import VocabularyError, read_rows, require_known, require_unique, version_of
from .review import Review, review_of
from .terms import Kind, Term

FILE = "topography.tsv"
COLUMNS = (
    "icdo_topography",
    "label",
    "site_group",
    "site_group_in_cavity",
    "ajcc8_schema",
    "ajcc8_schema_in_cavity",
    "gist_ajcc8_group",
    "gist_ajcc8_group_omentum",
    "gist_afip_column",
    "gist_joensuu_gastric",
    "check",
    "notes",
)
SITE_GROUPS = dict(codes.SITE_GROUP)
SCHEMAS = {
    "STS_TRUNK_EXTREMITY",
    "STS_RETROPERITONEUM",
    "STS_HEAD_NECK",
    "STS_ABDOMEN_THORAX",
    "HEART_MEDIASTINUM_PLEURA",
    "BONE_APPENDICULAR",
    "BONE_SPINE",
    "BONE_PELVIS",
    "UTERINE_SARCOMA",
    "ORBITAL_SARCOMA",
    "none",
}
KNOWN = {
    "site_group": SITE_GROUPS.keys(),
    "site_group_in_cavity": {"", *SITE_GROUPS},
    "ajcc8_schema": SCHEMAS,
    "ajcc8_schema_in_cavity": {"", *SCHEMAS},
    "gist_ajcc8_group": {"", "GASTRIC", "SMALL_BOWEL", "UNKNOWN"},
    "gist_ajcc8_group_omentum": {"", "GASTRIC"},
    "gist_afip_column": {"", "none", "STOMACH", "DUODENUM", "JEJUNUM_ILEUM", "RECTUM"},
    "gist_joensuu_gastric": {"", "Y", "N", "U"},
}
CODE = re.compile(r"C(\d\d)(?:\.([\dx]))?")


@dataclass(frozen=True)
class Topography:
    """One site, or several that are treated alike. The columns `..._in_cavity` are empty unless
    `wall_or_cavity` decides; then the plain column holds for WALL."""

    pattern: str
    codes: tuple[str, ...]
    label: str
    site_group: str
    site_group_in_cavity: str
    ajcc8_schema: str
    ajcc8_schema_in_cavity: str
    gist_ajcc8_group: str
    gist_ajcc8_group_omentum: str
    gist_afip_column: str
    gist_joensuu_gastric: str
    check: str
    notes: str

    @property
    def needs_wall_or_cavity(self) -> bool:
        """Site group or staging schema cannot be told without knowing wall or cavity."""
        return bool(self.site_group_in_cavity)

    @property
    def review(self) -> Review:
        """Whether somebody has compared label and groups with a source."""
        return review_of(self.check)

    @property
    def unreviewed(self) -> bool:
        """Label or group was written from memory: nobody has compared it with a source."""
        return self.review is not Review.CHECKED


def _bounds(part: str) -> tuple[int, int]:
    """The first and last subsite a code stands for, as numbers: C49.2 -> (492, 492), C34.x -> (340, 349)."""
    match = CODE.fullmatch(part)
    if match is None:
        raise VocabularyError(f"{FILE}: {part!r} is not a topography code.")
    site, subsite = match.groups()
    digits = ("0", "9") if subsite in (None, "x") else (subsite, subsite)
    return int(site + digits[0]), int(site + digits[1])


def _expand(pattern: str) -> Iterator[str]:
    """Every full code a pattern names: `C15.0/C15.3`, `C63.2-C63.9`, `C34.x`, `C00-C14`."""
    for part in pattern.split("/"):
        ends = part.split("-")
        for number in range(_bounds(ends[0])[0], _bounds(ends[-1])[1] + 1):
            yield f"C{number // 10:02}.{number % 10}"


def _topography(row: dict[str, str]) -> Topography:
    for column, known in KNOWN.items():
        require_known(FILE, row["icdo_topography"], column, row[column], known)
    pattern = row.pop("icdo_topography")
    return Topography(pattern=pattern, codes=tuple(_expand(pattern)), **row)


@cache
def topographies() -> tuple[Topography, ...]:
    """Every row in the order of the file. Raises VocabularyError when the file is broken."""
    version_of(FILE)
    rows = tuple(_topography(row) for row in read_rows(FILE, COLUMNS))
    single = [row for row in rows if len(row.codes) == 1]
    require_unique(FILE, (code for row in single for code in row.codes))
    require_unique(FILE, (code for row in rows if row not in single for code in row.codes))
    return rows


@cache
def _by_code() -> dict[str, Topography]:
    """A row for one code wins over a row for a range: C69.6 (orbit) over C69.x."""
    widest_first = sorted(topographies(), key=lambda row: -len(row.codes))
    return {code: row for row in widest_first for code in row.codes}


def find_topography(code: str | None) -> Topography | None:
    """The row of a full code such as `C49.2`, or None when the registry does not hold that site."""
    return _by_code().get(code or "")


def topography_label(code: str | None) -> str:
    """Name for people; a code outside the vocabulary is shown as it is, an absent one as empty text."""
    row = find_topography(code)
    return row.label if row else code or ""


def site_group_of(topography: str | None, wall_or_cavity: str | None = None) -> str | None:
    """The site group of a topography; None when wall or cavity must be known and is not (clinical.md 2.3)."""
    row = find_topography(topography)
    if row is None:
        return None
    if not row.needs_wall_or_cavity:
        return row.site_group
    return {"WALL": row.site_group, "CAVITY_OR_VISCERAL": row.site_group_in_cavity}.get(wall_or_cavity or "")


def site_group_label(site_group: str | None) -> str | Promise:
    """Name of a site group for people, in the language of the reader; empty text when there is none."""
    return SITE_GROUPS.get(site_group or "", site_group or "")


@cache
def site_terms() -> tuple[Term, ...]:
    """The sites as they are searched. The key is the first code of a row; a code belongs to one row only."""
    return tuple(
        Term(
            kind=Kind.SITE,
            key=row.codes[0],
            name=row.label,
            code=row.pattern,
            codes=tuple(code for code in row.codes if find_topography(code) is row),
            synonyms=(),
            review=row.review,
        )
        for row in topographies()
    )
