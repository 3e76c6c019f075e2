"""CSV and TSV: text cells, kept as they are written."""

import csv
import io

from django.utils.translation import gettext as _

from .mapping import Mapping
from .problems import Problem, Unusable
from .rows import FlatRow


def decode(content: bytes, encoding: str) -> str:
    """The text of a file. Raises Unusable with the line that is not in this encoding."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        shown = {"line": content[: error.start].count(b"\n") + 1, "encoding": encoding}
        raise Unusable(_("Line %(line)s is not written in %(encoding)s.") % shown) from error
    if "\0" in text:
        raise Unusable(_("The file is not a text file in %s.") % encoding)
    return text


def name_columns(names: list[str]) -> list[str]:
    """The columns of a header line. Raises Unusable when one has no name or two have the same."""
    columns = [name.strip() for name in names]
    while columns and not columns[-1]:
        columns.pop()
    if not columns or not all(columns):
        number = columns.index("") + 1 if columns else 1
        raise Unusable(_("Column %s has no name in line 1.") % number)
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise Unusable(_("Line 1 names a column twice: %s") % ", ".join(twice))
    return columns


def wrong_width(found: int, expected: int) -> Problem:
    """The problem of a line with too few or too many cells."""
    shown = {"found": found, "expected": expected}
    return Problem("", "", "", "cells", _("has %(found)s cells, not %(expected)s") % shown)


def read_csv(content: bytes, mapping: Mapping) -> tuple[list[str], list[FlatRow]]:
    """Comma between cells."""
    return _read(content, mapping, ",")


def read_semicolons(content: bytes, mapping: Mapping) -> tuple[list[str], list[FlatRow]]:
    """Semicolon between cells, as spreadsheets write where the comma is the decimal mark."""
    return _read(content, mapping, ";")


def read_tsv(content: bytes, mapping: Mapping) -> tuple[list[str], list[FlatRow]]:
    """Tab between cells."""
    return _read(content, mapping, "\t")


def _read(content: bytes, mapping: Mapping, delimiter: str) -> tuple[list[str], list[FlatRow]]:
    reader = csv.reader(
        io.StringIO(decode(content, mapping.encoding), newline=""), delimiter=delimiter, strict=True
    )
    try:
        columns = name_columns(next(reader, []))
        rows, line = [], reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(line, columns, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unusable(_("Line %(line)s: %(error)s") % {"line": reader.line_num, "error": error}) from error
    return columns, rows


def _row(line: int, columns: list[str], cells: list[str]) -> FlatRow:
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(columns):
        return FlatRow(line, {}, wrong_width(len(cells), len(columns)))
    return FlatRow(line, dict(zip(columns, cells, strict=True)))
