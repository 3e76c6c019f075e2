"""Checks over several columns of one row. Their words are in `registry/validation/stops.py`."""

from collections.abc import Mapping

from django.db.models import CheckConstraint, F, Q


def in_order(start: str, end: str, name: str) -> CheckConstraint:
    """The end is not before the start, as far as both are known: in the same month or year it may not be."""
    same_year = Q(**{f"{end}__year": F(f"{start}__year")})
    same_month = same_year & Q(**{f"{end}__month": F(f"{start}__month")})
    either = {
        precision: Q(**{f"{start}_precision": precision}) | Q(**{f"{end}_precision": precision})
        for precision in ("MONTH", "YEAR")
    }
    condition = Q(**{f"{end}__gte": F(start)}) | (either["YEAR"] & same_year) | (either["MONTH"] & same_month)
    return CheckConstraint(condition=condition, name=name)


def limited(field: str, *, by: str, limits: Mapping[str, tuple[int, int]], name: str) -> CheckConstraint:
    """A number lies within the limits, both included, that go with a code of the same row."""
    condition = Q()
    for code, between in limits.items():
        condition &= ~Q(**{by: code}) | Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": between})
    return CheckConstraint(condition=condition, name=name)


def empty_beside(field: str, *, by: str, code: str, name: str) -> CheckConstraint:
    """A field has no value beside a code of the same row."""
    return CheckConstraint(condition=Q(**{f"{field}__isnull": True}) | ~Q(**{by: code}), name=name)
