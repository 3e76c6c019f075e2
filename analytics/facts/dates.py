"""Dates known only in part, as the days between which they lie.

A year never enters a comparison of dates (clinical.md section 2): it has no bounds here. Two dates whose
bounds overlap have no known order.
"""

from django.db.models import DateField, F, Func, When

from .fact import NULL, Formula, choose


class _MonthStart(Func):
    template = "(date_trunc('month', (%(expressions)s)::timestamp))::date"
    output_field = DateField()


class _MonthEnd(Func):
    template = (
        "(date_trunc('month', (%(expressions)s)::timestamp) + interval '1 month' - interval '1 day')::date"
    )
    output_field = DateField()


def earliest(date: str) -> Formula:
    """The first day a partial date can mean; null when it is missing or only the year is known."""
    return _bound(date, _MonthStart)


def latest(date: str) -> Formula:
    """The last day a partial date can mean; null when it is missing or only the year is known."""
    return _bound(date, _MonthEnd)


def _bound(date: str, month: type[Func]) -> Formula:
    precision = f"{date}_precision"
    return choose(
        When(**{precision: "DAY"}, then=F(date)),
        When(**{precision: "MONTH"}, then=month(F(date))),
        default=NULL,
        output=DateField(),
    )
