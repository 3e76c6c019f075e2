"""XLSX: typed cells of one sheet. What a reader of the sheet cannot see is refused, never left out.

A workbook is a ZIP of XML: its totals are checked before anything is unpacked, and openpyxl parses with
defusedxml. Formulas are refused: what they last showed need not be what the record should hold.
"""

import datetime
import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from .cells import Cell, Unreadable
from .delimited import name_columns, wrong_width
from .mapping import Mapping
from .problems import Unusable
from .rows import FlatRow

MAX_UNPACKED = 150 * 1024 * 1024
MAX_PARTS = 2_000
MAX_COLUMNS = 2_000
MAX_SHEET_ROWS = 200_000
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*\bhidden=[\"'](?:1|true)[\"']")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
LEADING_ZEROS = re.compile(r"0{2,}$")


def read_xlsx(content: bytes, mapping: Mapping) -> tuple[list[str], list[FlatRow]]:
    """The one visible sheet, or the one the mapping names. Raises Unusable."""
    _check_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = _sheet(book, mapping.sheet)
        _check_sheet(content, sheet)
        lines = [[_cell(cell) for cell in cells] for cells in _lines(sheet)]
    except Unusable:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise Unusable(_("The workbook cannot be read.")) from error
    columns = name_columns([str(cell or "") for cell in lines[0]] if lines else [])
    rows = [
        _row(number, columns, cells)
        for number, cells in enumerate(lines[1:], start=2)
        if any(cell is not None for cell in cells)
    ]
    return columns, rows


def _check_archive(content: bytes) -> None:
    """Totals of the ZIP directory. Python never unpacks more of a member than the directory says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Unusable(_("The file is not an XLSX workbook.")) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unusable(_("The workbook is too large when unpacked."))


def _sheet(book: Any, name: str) -> Any:
    if name:
        if name not in book.sheetnames:
            raise Unusable(_("The workbook has no sheet %s.") % name)
        return book[name]
    if len(book.worksheets) != 1:
        names = ", ".join(book.sheetnames)
        raise Unusable(
            _('The workbook has several sheets: name one in the mapping, sheet = "...". %s') % names
        )
    return book.worksheets[0]


def _check_sheet(content: bytes, sheet: Any) -> None:
    """Hidden rows and merged cells say something else than they show."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(sheet._worksheet_path)
    if HIDDEN_ROW.search(xml):
        raise Unusable(_("The sheet has hidden or filtered rows: show them or take them out."))
    if MERGED.search(xml):
        raise Unusable(_("The sheet has merged cells: unmerge them, so that every row says its own values."))


def _lines(sheet: Any) -> list[Any]:
    sheet.reset_dimensions()  # what the file states about its size may be wrong
    lines: list[Any] = []
    for cells in sheet.iter_rows():
        if len(cells) > MAX_COLUMNS or len(lines) >= MAX_SHEET_ROWS:
            raise Unusable(_("The sheet is too large."))
        lines.append(cells)
    return lines


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    if cell.data_type == "f":
        return Unreadable("formula", _("is a formula: replace it by its value"), str(value))
    if cell.data_type == "e":
        return Unreadable("error", _("is an error of the spreadsheet"), str(value))
    if isinstance(value, int | float):
        if LEADING_ZEROS.match(cell.number_format):
            return Unreadable(
                "format", _("is shown with zeros it does not hold: format it as text"), str(value)
            )
        return Decimal(repr(value))
    if isinstance(value, datetime.datetime | str):
        return value if value != "" else None
    return Unreadable("time", _("is a time or duration, not a date"), str(value))


def _row(number: int, columns: list[str], cells: list[Cell]) -> FlatRow:
    while len(cells) > len(columns) and cells[-1] is None:
        cells.pop()
    if len(cells) > len(columns):
        return FlatRow(number, {}, wrong_width(len(cells), len(columns)))
    cells += [None] * (len(columns) - len(cells))
    return FlatRow(number, dict(zip(columns, cells, strict=True)))
