"""Keeps the facts of touched cases true, in one statement made from the ORM's own query."""

import functools
import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Func, OuterRef, TextField, Value, When

from registry.models import Case, CaseSource

from ..models import Facts
from . import FACTS
from .fact import PREFIX, Formula, choose


class _Present(Func):
    """An array of its arguments without the nulls."""

    template = "array_remove(array[%(expressions)s]::varchar[], null)"


def refresh(case_ids: Collection[int]) -> int:
    """Recomputes the facts of these cases; returns how many. Runs under the refresh context of an action."""
    return _write(sorted(case_ids))


def refresh_stale() -> int:
    """Recomputes cases without facts, and those whose facts follow an older definition."""
    stale = Case.objects.standing().exclude(facts__digest=digest())
    return _write(list(stale.values_list("pk", flat=True)))


def refresh_all() -> int:
    """Recomputes the facts of every case."""
    return _write(None)


@functools.cache
def digest() -> str:
    """Changes whenever a definition does: a hash of the SQL that computes the facts."""
    return hashlib.sha256(repr(_select()).encode()).hexdigest()[:12]


@functools.cache
def _select() -> tuple[str, tuple[Any, ...]]:
    """The facts of all cases, compiled once: it takes Django longer than PostgreSQL takes to answer."""
    formulas = _formulas()
    rows = Case.objects.standing().order_by().annotate(**formulas).values_list("pk", "center_id", *formulas)
    sql, params = rows.query.sql_with_params()
    return sql, tuple(params)


def _write(case_ids: list[int] | None) -> int:
    """One INSERT .. SELECT .. ON CONFLICT DO UPDATE, over some cases or all. A voided case has no facts."""
    voided = Facts.objects.filter(case__voided_at__isnull=False)
    (voided if case_ids is None else voided.filter(pk__in=case_ids)).delete()
    select, params = _select()
    names = ["case", "center", *(name.removeprefix(PREFIX) for name in _formulas())]
    columns = [str(Facts._meta.get_field(name).column) for name in names]  # type: ignore[union-attr]
    columns += ["digest", "computed_at"]
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    some = "" if case_ids is None else f"and {Case._meta.db_table}.id = any (%s)"
    with connection.cursor() as cursor, _case_by_case(cursor, case_ids is not None):
        cursor.execute(
            f"insert into {Facts._meta.db_table} ({', '.join(columns)}) "  # noqa: S608 (all names are ours)
            f"select facts.*, %s, now() from ({select} {some}) facts "
            f"on conflict (case_id) do update set {updates}",
            [digest(), *params, *([] if case_ids is None else [case_ids])],
        )
        return int(cursor.rowcount)


@contextmanager
def _case_by_case(cursor: Any, some: bool) -> Iterator[None]:
    """For some cases each EXISTS looks up its own rows. With much memory PostgreSQL would rather hash the
    whole table for each of them, which takes the longer the larger the network is."""
    if some:
        cursor.execute("set local work_mem = '64kB'")
    yield
    if some:
        cursor.execute("set local work_mem to default")


def _formulas() -> dict[str, Formula]:
    """Every column and its expression over a case, in the order in which they build on each other."""
    formulas: dict[str, Formula] = {PREFIX + fact.name: fact.formula for fact in FACTS.values()}
    formulas[f"{PREFIX}declared"] = _declared()
    formulas[f"{PREFIX}sources"] = ArraySubquery(
        CaseSource.objects.filter(case=OuterRef("pk")).order_by("source").values("source").distinct()
    )
    return formulas


def _declared() -> _Present:
    """The names of the facts of which the record says "unknown", as opposed to saying nothing."""
    said = [
        choose(When(fact.declared, then=Value(fact.name)), output=TextField())
        for fact in FACTS.values()
        if fact.declared is not None
    ]
    return _Present(*said, output_field=ArrayField(TextField()))
