"""What a fact is made of: one column of the facts row, one named expression over a case."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import BaseExpression, Combinable
from django.db.models.functions import Coalesce, NullIf

from registry.models.base import Entry

Formula = BaseExpression | Combinable
UNKNOWN = "UNKNOWN"
NULL = Value(None)
PREFIX = "fact_"  # a fact may carry the name of a field of the case, its annotation may not


@dataclass(frozen=True)
class Fact:
    """The formula of the column `name` of `Facts`, which carries label and type.

    `rests_on` are dotted fields of the record (`surgery.r_status`): where a person goes to mend the fact, the
    most telling first. `declared` is when the record itself says that it is not known.
    """

    name: str
    formula: Formula
    rests_on: tuple[str, ...] = ()
    declared: Q | None = None


def fact(name: str) -> F:
    """An earlier fact, to build on."""
    return F(f"{PREFIX}{name}")


def known(name: str) -> NullIf:
    """The code a field holds, or null: not entered and UNKNOWN are the same for rules."""
    return NullIf(F(name), Value(UNKNOWN, CharField()))


def coded(name: str, field: str) -> Fact:
    """A fact that repeats a coded field of the case (`grade_final`) or its patient (`patient__sex`)."""
    owner, _sep, column = field.rpartition("__")
    return Fact(name, known(field), (f"{owner or 'case'}.{column}",), Q(**{field: UNKNOWN}))


def plain(name: str, field: str) -> Fact:
    """A fact that repeats a date, number or precision of the case."""
    return Fact(name, F(field), (f"case.{field}",), Q(missing__has_key=field))


def standing(kind: type[Entry]) -> QuerySet[Any, Any]:
    """The entries of one kind that belong to the case and were not voided."""
    return kind._default_manager.filter(case=OuterRef("pk"), voided_at__isnull=True)


def complete(section: str) -> Q:
    """Whether all rows of a section are entered; null where no section was ever marked."""
    return Q(sections_complete__contains=[section])


def twin(certain: QuerySet[Any, Any], section: str, possible: QuerySet[Any, Any] | None = None) -> Case:
    """Yes when a row exists, no when none does and the section is complete, else unknown.

    `possible` are rows that may be of the kind asked for: while there is one, the answer is not no.
    """
    whens = [When(Exists(certain), then=Value(True))]
    if possible is not None:
        whens.append(When(Exists(possible), then=NULL))
    return choose(*whens, When(complete(section), then=Value(False)))


def choose(*whens: When, default: Any = NULL, output: Any = None) -> Case:
    """CASE with an answer of one type: yes or no unless said otherwise."""
    return Case(*whens, default=default, output_field=output or BooleanField(null=True))


def first(rows: QuerySet[Any, Any], date: str, column: str) -> Subquery:
    """`column` of the earliest row; null when any row is undated, for then the first is not known."""
    ordered = rows.order_by(F(date).asc(nulls_first=True), f"{date}_precision", "pk")
    return Subquery(ordered.values(column)[:1])


def dated(name: str, prefix: str, rows: QuerySet[Any, Any], field: str) -> tuple[Fact, Fact]:
    """The first date of some rows and its precision: columns `<name>` and `<prefix>_precision`."""
    owner, _sep, date = field.partition(".")
    return (
        Fact(name, first(rows, date, date), (field,)),
        Fact(f"{prefix}_precision", first(rows, date, f"{date}_precision"), (field,)),
    )


def lowest(rows: QuerySet[Any, Any], bound: Formula) -> Subquery:
    """The lowest `bound` (a day) among rows; rows without one are passed over."""
    ordered = rows.annotate(bound=bound).order_by(F("bound").asc(nulls_last=True))
    return Subquery(ordered.values("bound")[:1], output_field=DateField())


def count(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many rows there are."""
    counted = rows.order_by().values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def one(rows: QuerySet[Any, Any], column: str) -> Subquery:
    """`column` of the only row there is, or null."""
    return Subquery(rows.values(column)[:1])


def attributed(rows: QuerySet[Any, Any], date: str, column: str) -> Coalesce:
    """The center of the earliest row that names one, else the center that registered the case."""
    named = rows.filter(**{f"{column}__isnull": False}).order_by(F(date).asc(nulls_last=True), "pk")
    return Coalesce(one(named, f"{column}_id"), F("center_id"), output_field=BigIntegerField())
