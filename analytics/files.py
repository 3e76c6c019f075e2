"""Tables as CSV files that say what they show: the filter and the day stand in the file."""

import csv
import datetime
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse
from django.utils.text import slugify

# A cell that begins with one of these would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The five colors of the charts with their dashes (ux.md 4), as the style sheet of the page has them.
_SERIES = (
    *(("#0b4f5c", "none"), ("#c77700", "6 4"), ("#7e57c2", "2 3")),
    *(("#2a9d8f", "10 3 2 3"), ("#5c4400", "12 4")),
)
_COLORS = (
    "text{font:12px system-ui,sans-serif;fill:#44535c}.end{text-anchor:end}.mid{text-anchor:middle}"
    ".t-ink,.t-strong{fill:#16232b}.t-strong,.series-name{font-weight:700}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:3px}"
    ".grid-line{fill:none;stroke:#e8eded}.axis{fill:none;stroke:#73828a}"
    ".curve{fill:none;stroke-width:2}.band{opacity:.15}.censored{fill:none;stroke-width:1.5}"
) + "".join(
    f".s-{number} .curve{{stroke:{color};stroke-dasharray:{dash}}}.s-{number} .band,.s-{number} .series-name"
    f"{{fill:{color}}}.s-{number} .censored{{stroke:{color}}}"
    for number, (color, dash) in enumerate(_SERIES, start=1)
)


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


def svg_file(title: str, day: datetime.date, markup: str) -> HttpResponse:
    """A download of the drawing in some markup, with its own colors: the page's style sheet stays behind."""
    start, end = markup.index("<svg"), markup.index("</svg>")
    opening, _tag, inside = markup[start:end].partition(">")
    drawing = f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{_COLORS}</style>{inside}</svg>'
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
