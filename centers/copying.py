"""Many rows at once: COPY into a temporary table, then one INSERT .. SELECT.

COPY into a table under row security is refused, and statements of thousands of parameters cost Python far
more than the rows cost PostgreSQL. The INSERT is an ordinary one: policies, constraints and the journal's
triggers see every row. Nothing is validated in Python.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, Model

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert(
    model: type[Model],
    names: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    replacing: Sequence[str] = (),
) -> None:
    """Inserts rows of plain values, in the order of the field names given.

    A date is a date or ISO text, an array a list, JSON a dict or a text of it. Fields that are not named and
    may not be null get the model's default, as the ORM does it. With `replacing` a row whose primary key
    exists takes the new values of those fields instead.
    """
    text = "".join(map(_line, rows))
    if not text:
        return
    fields = [_field(model, name) for name in names]
    copied = ", ".join(f'"{field.column}"' for field in fields)
    table, defaults = model._meta.db_table, _defaults(model, fields)
    into = ", ".join([copied, *(f'"{column}"' for column in defaults)])
    chosen = ", ".join([copied, *("now()" if value is NOW else "%s" for value in defaults.values())])
    conflict = _on_conflict(model, replacing)
    with connection.cursor() as cursor:
        cursor.execute(
            f"create temporary table copied on commit drop as select {copied} from {table} limit 0"  # noqa: S608
        )
        with connection.wrap_database_errors:
            cursor.copy_expert(f"copy copied ({copied}) from stdin", BytesIO(text.encode()))
        cursor.execute(
            f"insert into {table} ({into}) select {chosen} from copied {conflict}",  # noqa: S608 our own names
            [value for value in defaults.values() if value is not NOW],
        )
        cursor.execute("drop table copied")


def next_ids(model: type[Model], count: int) -> list[int]:
    """Takes ids from the model's sequence, for rows that name each other before they are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


NOW = object()


def _defaults(model: type[Model], named: Sequence["Field[Any, Any]"]) -> dict[str, Any]:
    """Column and value of every other field that needs one."""
    rest = [field for field in model._meta.concrete_fields if field not in named and not field.null]
    return {
        str(field.column): NOW
        if _is_clock(field)
        else field.get_db_prep_save(field.get_default(), connection)
        for field in rest
        if not field.primary_key
    }


def _is_clock(field: "Field[Any, Any]") -> bool:
    return isinstance(field, DateTimeField) and (field.auto_now or field.auto_now_add)


def _on_conflict(model: type[Model], replacing: Sequence[str]) -> str:
    if not replacing:
        return ""
    columns = [f'"{_field(model, name).column}"' for name in replacing]
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns)
    return f'on conflict ("{model._meta.pk.column}") do update set {updates}'


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    field: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
    return field


def _line(row: Sequence[object]) -> str:
    """One row in COPY's text format."""
    return "\t".join([_WRITERS[type(value)](value) for value in row]) + "\n"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _array(values: Sequence[object]) -> str:
    quoted = (str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return _escaped("{" + ",".join(f'"{value}"' for value in quoted) + "}")


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _value: "\\N",
    str: _escaped,
    bool: str,
    int: str,
    float: repr,
    Decimal: str,
    datetime.date: str,
    bytes: lambda value: f"\\\\x{value.hex()}",
    list: _array,
    tuple: _array,
    dict: lambda value: _escaped(json.dumps(value)),
}
