"""CSV and TSV: text cells, kept as they are written."""

import codecs
import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .grids import grid
from .limits import Tally
from .mapping import Mapping
from .problems import Unusable
from .rows import Content

# Encodings in which every sequence of bytes is some text, UTF-8 among them.
ONE_BYTE = ("cp125", "iso8859", "mac")


def decode(content: bytes, encoding: str) -> str:
    """The text of a file. Raises Unusable with the line that is not in this encoding."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        shown = {"line": content[: error.start].count(b"\n") + 1, "encoding": encoding}
        raise Unusable(_("Line %(line)s is not written in %(encoding)s.") % shown) from error
    if "\0" in text:
        shown = {"line": text[: text.index("\0")].count("\n") + 1, "encoding": encoding}
        raise Unusable(_("Line %(line)s holds a NUL: this is no text in %(encoding)s.") % shown)
    if codecs.lookup(encoding).name.startswith(ONE_BYTE):
        _refuse_utf8(content, encoding)
    return text


def _refuse_utf8(content: bytes, encoding: str) -> None:
    for line, written in enumerate(content.split(b"\n"), start=1):
        if written.isascii():
            continue
        try:
            written.decode()
        except UnicodeDecodeError:
            continue
        shown = {"line": line, "encoding": encoding}
        raise Unusable(_("Line %(line)s is written in UTF-8, not in %(encoding)s.") % shown)


def read_csv(content: bytes, mapping: Mapping) -> Content:
    """Comma between cells."""
    return _read(content, mapping, ",")


def read_semicolons(content: bytes, mapping: Mapping) -> Content:
    """Semicolon between cells, as spreadsheets write where the comma is the decimal mark."""
    return _read(content, mapping, ";")


def read_tsv(content: bytes, mapping: Mapping) -> Content:
    """Tab between cells."""
    return _read(content, mapping, "\t")


def _read(content: bytes, mapping: Mapping, delimiter: str) -> Content:
    text = decode(content, mapping.encoding)
    header, start = _header(text, mapping.comment)
    return grid(_lines(text[start:], delimiter, header), header, mapping)


def _header(text: str, comment: str) -> tuple[int, int]:
    """Line and place of the header: after the lines that begin with the mark of a comment."""
    line, place = 1, 0
    while comment and text.startswith(comment, place):
        line, place = line + 1, text.find("\n", place) + 1 or len(text)
    return line, place


def _lines(text: str, delimiter: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """The cells of every line, with the number of the line they begin in."""
    reader, tally = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), Tally()
    line = first
    try:
        for cells in reader:
            tally.add(len(cells))
            yield line, cells
            line = first + reader.line_num
    except csv.Error as error:
        shown = {"line": line, "error": error}
        raise Unusable(_("Line %(line)s: %(error)s") % shown) from error
