"""Tables and drawings as files; a table says in its first line what it shows: the filter and the day."""

import csv
import datetime
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from decimal import Decimal
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify

# A text that a spreadsheet could run as a formula, in full-width letters and after quotes or blanks too.
_FORMULA = re.compile("^(?:[\\s\"'\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger file is written to an unnamed one on disk


def csv_file(
    title: str, shown: str, day: datetime.date, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponseBase:
    """A download: one line of what it is, then the table. Not known is an empty cell, rates are 0..1.

    Rows are written as they come, inside the transaction of the request: the file is whole before its first
    byte is sent, and is then streamed without asking the database, which knows nobody any more.
    """
    with ExitStack() as stack:
        file = stack.enter_context(SpooledTemporaryFile(IN_MEMORY))
        text = TextIOWrapper(file, "utf-8", newline="", write_through=True)
        writer = csv.writer(text)
        for row in ([f"# {title}", shown, day.isoformat()], head):
            writer.writerow(map(cell, row))
        writer.writerows(map(cell, row) for row in rows)
        text.detach()
        size = file.tell()
        file.seek(0)
        name, kind = f"{slugify(title)}-{day.isoformat()}.csv", "text/csv; charset=utf-8"
        if size <= IN_MEMORY:
            return _download(file.read(), name, kind)
        stack.pop_all()
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


def svg_file(title: str, day: datetime.date, drawing: str) -> HttpResponse:
    """A drawing that carries its own style, as a download."""
    name = f"{slugify(title)}-{day.isoformat()}.svg"
    return _download(drawing, name, "image/svg+xml; charset=utf-8")


def _download(content: str | bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def cell(value: object) -> object:
    """A value as it stands in a table: numbers with a point, texts such that no spreadsheet runs them."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    text = str(value) if not isinstance(value, int | float) else value
    return f"'{text}" if isinstance(text, str) and _FORMULA.match(text) else text
