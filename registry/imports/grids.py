"""A header line and the lines below it: what text files and workbooks have in common."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .cells import Cell
from .mapping import Mapping
from .problems import Problem, Unusable
from .rows import Content, FlatRow


def grid(lines: Iterable[tuple[int, list[Cell]]], header: int, mapping: Mapping) -> Content:
    """The table of numbered lines, the first of which is the header. Raises Unusable."""
    numbered = iter(lines)
    _line, names = next(numbered, (header, []))
    columns = _columns(names, header)
    rows, below, ended = [], 0, False
    for line, cells in numbered:
        if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
            ended = mapping.ends_at_blank
        elif ended:
            below += 1
        else:
            rows.append(_row(line, columns, cells))
    return Content(columns, rows, below)


def _columns(names: list[Cell], line: int) -> list[str]:
    for number, name in enumerate(names, start=1):
        if name is not None and not isinstance(name, str):
            shown = {"column": number, "line": line}
            raise Unusable(_("Column %(column)s has no text as its name in line %(line)s.") % shown)
    columns = [(name or "").strip() for name in names]
    while columns and not columns[-1]:
        columns.pop()
    if not columns or not all(columns):
        shown = {"column": columns.index("") + 1 if columns else 1, "line": line}
        raise Unusable(_("Column %(column)s has no name in line %(line)s.") % shown)
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        said = {"names": ", ".join(twice), "line": line}
        raise Unusable(_("Line %(line)s names a column twice: %(names)s") % said)
    return columns


def _row(line: int, columns: list[str], cells: list[Cell]) -> FlatRow:
    while len(cells) > len(columns) and cells[-1] in (None, ""):
        cells.pop()
    if len(cells) != len(columns):
        shown = {"found": len(cells), "expected": len(columns)}
        wrong = Problem("", "", "", "cells", _("has %(found)s cells, not %(expected)s") % shown)
        return FlatRow(line, {}, wrong)
    return FlatRow(line, dict(zip(columns, cells, strict=True)))
