"""Reading an import file as a whole: its size, its format, its columns against the mapping."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .delimited import read_csv, read_semicolons, read_tsv
from .documents import read_json
from .limits import check_bytes
from .mapping import Mapping
from .paths import reads
from .problems import Unusable
from .rows import Content, Row
from .workbook import read_xlsx

FORMATS: dict[str, Callable[[bytes, Mapping], Content]] = {
    "csv": read_csv,
    "csv-semicolon": read_semicolons,
    "tsv": read_tsv,
    "xlsx": read_xlsx,
    "json": read_json,
}


@dataclass(frozen=True)
class File:
    """An import file, read. `ignored` are the columns it has and the mapping leaves out.

    `below` counts the lines after the table, where the mapping says that it ends at an empty line.
    """

    name: str
    sha256: str
    rows: Sequence[Row]
    ignored: tuple[str, ...]
    below: int = 0


def read_file(name: str, content: bytes, mapping: Mapping) -> File:
    """Reads a file by its mapping. Raises Unusable: unreadable, too large, columns that do not fit."""
    check_bytes(content)
    found = FORMATS[mapping.format](content, mapping)
    if not found.rows:
        raise Unusable(_("The file has no rows."))
    mapped = mapping.columns
    if mapping.format == "json":
        mapped = frozenset(read for path in mapped for read in reads(path))
    else:
        _require(mapped, found.columns)
    strange = [name for name in found.columns if name not in mapped and not mapping.ignores(name)]
    if strange:
        names = ", ".join(strange)
        raise Unusable(_("Columns that the mapping neither maps nor ignores: %s") % names)
    ignored = tuple(column for column in found.columns if column not in mapped)
    return File(name, hashlib.sha256(content).hexdigest(), found.rows, ignored, found.below)


def _require(mapped: frozenset[str], columns: list[str]) -> None:
    """A table names all its columns, so one that is mapped and absent is a mistake. JSON leaves out nulls."""
    absent = sorted(mapped - set(columns))
    if absent:
        raise Unusable(_("Columns that the mapping names and the file does not have: %s") % ", ".join(absent))
