"""JSON: a list of records with whatever nests in them."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from . import limits
from .delimited import decode
from .mapping import Mapping
from .paths import leaves, steps, walk
from .problems import Problem, Refusal, Unusable
from .rows import Content, NestedRow


def read_json(content: bytes, mapping: Mapping) -> Content:
    """The records at the mapping's path `rows`, or the document itself. Raises Unusable."""
    if content.count(b",") + content.count(b"{") > limits.CELLS:
        raise Unusable(_("The file has more than %s values.") % limits.CELLS)
    try:
        document = json.loads(
            decode(content, mapping.encoding),
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_record,
        )
        found = walk(document, steps(mapping.rows)) if mapping.rows else document
        return _content(found)
    except (ValueError, RecursionError, Refusal) as error:
        raise Unusable(_("The file is not valid JSON: %s") % error) from error


def _content(found: Any) -> Content:
    if not isinstance(found, list):
        raise Unusable(_('The JSON document is not a list of records: say where they are, rows = "...".'))
    if len(found) > limits.ROWS:
        raise Unusable(_("The file has more than %s rows.") % limits.ROWS)
    rows = [_row(number, record) for number, record in enumerate(found, start=1)]
    columns = dict.fromkeys(path for row in rows for path in leaves(row.record))
    return Content(list(columns), rows)


def _row(number: int, record: Any) -> NestedRow:
    if isinstance(record, dict):
        return NestedRow(number, record)
    return NestedRow(number, {}, broken=Problem("", str(record)[:100], "", "record", _("is not a record")))


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        names = [name for name, _value in pairs]
        raise ValueError(_("%s occurs twice in one record") % next(n for n in names if names.count(n) > 1))
    return record


def _no_number(text: str) -> NoReturn:
    raise ValueError(_("%s is not a number") % text)
