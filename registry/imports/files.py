"""Reading an import file as a whole: its size, its format, its columns against the mapping."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .delimited import read_csv, read_semicolons, read_tsv
from .documents import read_json
from .mapping import Mapping
from .paths import plain
from .problems import Unusable
from .rows import Row
from .workbook import read_xlsx

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
# what a format is read with: (content, mapping) -> (names of all columns, rows)
FORMATS: dict[str, Callable[[bytes, Mapping], tuple[list[str], Sequence[Row]]]] = {
    "csv": read_csv,
    "csv-semicolon": read_semicolons,
    "tsv": read_tsv,
    "xlsx": read_xlsx,
    "json": read_json,
}


@dataclass(frozen=True)
class File:
    """An import file, read. `ignored` are the columns it has and the mapping leaves out."""

    name: str
    sha256: str
    rows: Sequence[Row]
    ignored: tuple[str, ...]


def read_file(name: str, content: bytes, mapping: Mapping) -> File:
    """Reads a file by its mapping. Raises Unusable: unreadable, too large, columns that do not fit."""
    if len(content) > MAX_BYTES:
        raise Unusable(_("The file is larger than %s MB.") % (MAX_BYTES // 1024 // 1024))
    columns, rows = FORMATS[mapping.format](content, mapping)
    if len(rows) > MAX_ROWS:
        raise Unusable(_("The file has more than %s rows.") % MAX_ROWS)
    if not rows:
        raise Unusable(_("The file has no rows."))
    mapped = mapping.columns
    if mapping.format == "json":
        mapped = frozenset(plain(path) for path in mapped)
    else:
        _require(mapped, columns)
    strange = [column for column in columns if column not in mapped and not mapping.ignores(column)]
    if strange:
        names = ", ".join(strange)
        raise Unusable(_("Columns that the mapping neither maps nor ignores: %s") % names)
    ignored = tuple(column for column in columns if column not in mapped)
    return File(name, hashlib.sha256(content).hexdigest(), rows, ignored)


def _require(mapped: frozenset[str], columns: list[str]) -> None:
    """A table names all its columns, so one that is mapped and absent is a mistake. JSON leaves out nulls."""
    absent = sorted(mapped - set(columns))
    if absent:
        raise Unusable(_("Columns that the mapping names and the file does not have: %s") % ", ".join(absent))
