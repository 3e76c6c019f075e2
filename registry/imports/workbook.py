"""XLSX: typed cells of one sheet. What a reader of the sheet cannot see is refused, never left out.

A workbook is a ZIP of XML: its totals are checked before anything is unpacked, and openpyxl parses with
defusedxml. Formulas are refused: what they last showed need not be what the record should hold.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from . import limits
from .cells import Cell, Unreadable
from .grids import grid
from .mapping import Mapping
from .problems import Unusable
from .rows import Content

# `[^<>]`: a tag ends before the next begins, so that no file makes the search slow.
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*\bhidden\s*=\s*[\"'](?:1|true)[\"'][^<>]*")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*")
NAMED = re.compile(rb"\br(?:ef)?\s*=\s*[\"'](\w+(?::\w+)?)[\"']")  # the row, the cells
LEADING_ZEROS = re.compile(r"0{2,}$")
NOT_SHOWN = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.")  # of a number format: colors, locales, literal texts


def read_xlsx(content: bytes, mapping: Mapping) -> Content:
    """The one visible sheet, or the one the mapping names. Raises Unusable."""
    _check_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = _sheet(book, mapping.sheet)
        _check_sheet(content, sheet)
        return grid(_lines(sheet), 1, mapping)
    except Unusable:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise Unusable(_("The workbook cannot be read.")) from error


def _check_archive(content: bytes) -> None:
    """Totals of the ZIP directory. Python never unpacks more of a member than the directory says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Unusable(_("The file is not an XLSX workbook.")) from error
    if len(parts) > limits.PARTS or sum(part.file_size for part in parts) > limits.UNPACKED:
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
    if tag := HIDDEN_ROW.search(xml):
        reason = _("The sheet has hidden or filtered rows, first %s: show them or take them out.")
        raise Unusable(reason % _named(tag))
    if tag := MERGED.search(xml):
        reason = _("The sheet has merged cells, first %s: unmerge them, so that each row says its own.")
        raise Unusable(reason % _named(tag))


def _named(tag: "re.Match[bytes]") -> str:
    found = NAMED.search(tag[0])
    return found[1].decode() if found else "?"


def _lines(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """Every line as wide as the header: cells that are not in the file are empty."""
    sheet.reset_dimensions()  # what the file states about its size may be wrong
    tally, width = limits.Tally(), 0
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        tally.add(max(len(cells), width))
        read = [_cell(cell) for cell in cells]
        while read and read[-1] is None:
            read.pop()
        width = width or len(read)
        yield line, read + [None] * (width - len(read))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    if cell.data_type == "f":
        return Unreadable("formula", _("is a formula: replace it by its value"), str(value))
    if cell.data_type == "e":
        return Unreadable("error", _("is an error of the spreadsheet"), str(value))
    if isinstance(value, str):
        return value or None
    shown = NOT_SHOWN.sub("", cell.number_format).lower()
    if isinstance(value, int | float):
        return _number(value, shown)
    if not isinstance(value, datetime.datetime):
        return Unreadable("time", _("is a time or duration, not a date"), str(value))
    if "d" not in shown:
        return Unreadable("format", _("is a date shown without its day: write it as text"), str(value))
    return value


def _number(value: float, shown: str) -> Cell:
    if LEADING_ZEROS.match(shown):
        return Unreadable("format", _("is shown with zeros it does not hold: format it as text"), str(value))
    if "%" in shown:
        return Unreadable("format", _("is shown as a percentage: format it as a number"), str(value))
    return Decimal(repr(value))
