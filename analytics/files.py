"""Tables as CSV files that say what they show: the filter and the day stand in the file."""

import csv
import datetime
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse
from django.utils.text import slugify

# A cell that begins with one of these would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(
    title: str, shown: str, day: datetime.date, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A download: two lines of what it is, then the table. Unknown is an empty cell, rates are 0..1."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([f"# {title}", shown, day.isoformat()])
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return download(out.getvalue(), f"{slugify(title)}-{day.isoformat()}.csv", "text/csv; charset=utf-8")


def svg_file(title: str, day: datetime.date, drawing: str) -> HttpResponse:
    """A drawing that carries its own style, as a download."""
    return download(drawing, f"{slugify(title)}-{day.isoformat()}.svg", "image/svg+xml; charset=utf-8")


def download(text: str, name: str, kind: str) -> HttpResponse:
    """A text as a file to keep."""
    return HttpResponse(
        text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _cell(value: object) -> object:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
