"""The four outcomes of an indicator, in SQL: one definition explains a case, lists cases and counts them.

Order of evaluation (clinical.md 1.0): a population condition that is false, then an exclusion that is true:
not applicable; then a population condition that is unknown: not assessable; then the numerator. Unknown
stays unknown by SQL's own three values. Negation is written here, because Django's adds IS NOT NULL.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)

from .knowledge.criteria import Criterion
from .knowledge.indicator import Indicator
from .models import Facts


class Outcome(StrEnum):
    """What an indicator says of one case. MET means that its condition is true, wanted or not."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class _Truth(Func):
    output_field = BooleanField(null=True)


class Not(_Truth):
    """NOT that leaves unknown unknown."""

    template = "(not (%(expressions)s))"


class IsTrue(_Truth):
    template = "((%(expressions)s) is true)"


class IsNotTrue(_Truth):
    template = "((%(expressions)s) is not true)"


class IsFalse(_Truth):
    template = "((%(expressions)s) is false)"


class IsUnknown(_Truth):
    template = "((%(expressions)s) is null)"


@dataclass(frozen=True)
class Counts:
    """How many cases have which outcome. `exception`: justified exceptions, taken out of the rate."""

    met: int = 0
    not_met: int = 0
    not_assessable: int = 0
    not_applicable: int = 0
    exception: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(a + b for a, b in zip(self.values, other.values, strict=True)))

    @property
    def values(self) -> tuple[int, ...]:
        """The numbers in their order."""
        return (self.met, self.not_met, self.not_assessable, self.not_applicable, self.exception)


def _all(criteria: Iterable[Criterion]) -> Q:
    return reduce(and_, (criterion.q for criterion in criteria))


def _excluded(indicator: Indicator) -> Q | None:
    """Any exclusion; it acts only when it is surely true."""
    return reduce(or_, (criterion.q for criterion in indicator.excludes)) if indicator.excludes else None


def _missed(indicator: Indicator) -> _Truth:
    """The numerator is false; in a documentation rule the missing value itself is the failure."""
    expected = _all(indicator.expects)
    return IsNotTrue(expected) if indicator.documentation else Not(expected)


def conditions(indicator: Indicator) -> dict[Outcome, Q]:
    """Three of the four outcomes as conditions over `Facts`; what remains is not assessable."""
    concerned, excluded = _all(indicator.concerns), _excluded(indicator)
    left_out = Q(IsFalse(concerned))
    counted = concerned
    if excluded is not None:
        left_out |= Q(IsTrue(excluded))
        counted &= Q(IsNotTrue(excluded))
    return {
        Outcome.MET: counted & _all(indicator.expects),
        Outcome.NOT_MET: counted & Q(_missed(indicator)),
        Outcome.NOT_APPLICABLE: left_out,
    }


def outcome(indicator: Indicator) -> Case:
    """The outcome of each row, for one case or a list of cases."""
    left_out = conditions(indicator)[Outcome.NOT_APPLICABLE]
    return Case(
        When(left_out, then=Value(Outcome.NOT_APPLICABLE.value)),
        When(Q(IsUnknown(_all(indicator.concerns))), then=Value(Outcome.NOT_ASSESSABLE.value)),
        When(_all(indicator.expects), then=Value(Outcome.MET.value)),
        When(Q(_missed(indicator)), then=Value(Outcome.NOT_MET.value)),
        default=Value(Outcome.NOT_ASSESSABLE.value),
        output_field=CharField(),
    )


def judge(facts: "QuerySet[Facts]", indicators: Sequence[Indicator]) -> "QuerySet[Any]":
    """Adds to each row every indicator's outcome (`outcome_0`) and each criterion's truth (`holds_0_0`)."""
    columns: dict[str, Any] = {}
    for number, indicator in enumerate(indicators):
        columns[f"outcome_{number}"] = outcome(indicator)
        for place, criterion in enumerate(indicator.criteria):
            columns[f"holds_{number}_{place}"] = ExpressionWrapper(criterion.q, BooleanField(null=True))
    return facts.annotate(**columns)


def tally(
    facts: "QuerySet[Facts]",
    indicators: Sequence[Indicator],
    of: Callable[[Indicator], Q] = lambda indicator: Q(),
) -> dict[str, Counts]:
    """Counts all indicators in one pass. `of` narrows the rows per indicator, as to its attributed center."""
    columns: dict[str, Count] = {}
    for number, indicator in enumerate(indicators):
        columns |= count_columns(indicator, f"_{number}", of(indicator))
    found = facts.aggregate(**columns)
    return {indicator.code: read_counts(found, f"_{number}") for number, indicator in enumerate(indicators)}


def count_columns(indicator: Indicator, suffix: str = "", of: Q | None = None) -> dict[str, Count]:
    """The aggregates of one indicator: all rows, and those of three outcomes."""
    of = of or Q()
    columns = {f"all{suffix}": Count("pk", filter=of) if of else Count("pk")}
    for name, condition in conditions(indicator).items():
        columns[f"{name.value.lower()}{suffix}"] = Count("pk", filter=of & condition)
    return columns


def read_counts(found: dict[str, Any], suffix: str = "") -> Counts:
    """What `count_columns` counted."""
    met, not_met = found[f"met{suffix}"], found[f"not_met{suffix}"]
    not_applicable = found[f"not_applicable{suffix}"]
    rest = found[f"all{suffix}"] - met - not_met - not_applicable
    return Counts(met, not_met, rest, not_applicable)
