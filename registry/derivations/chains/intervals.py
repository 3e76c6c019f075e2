"""All intervals of a case that its dates allow, in one result (clinical.md 3.11)."""

from collections.abc import Mapping
from dataclasses import replace

from registry.dates import PartialDate

from ..base import Fact, Outcome, Reason, Refusal, Result
from ..intervals import INTERVALS, MILESTONES, Interval, days_between
from .inputs import CaseInputs
from .milestones import Reached, milestones

FIRST_TREATMENT = "first_treatment"


def derive(case: CaseInputs) -> tuple[Result, ...]:
    """Value: days by interval. The facts tell each with its dates, and those without days with the reason:
    invalid, known by its year only, not happened. Nothing where no interval can be told."""
    reached = milestones(case)
    asked = [(interval, reached[interval.start], reached[interval.end]) for interval in INTERVALS]
    found = [(interval, result) for interval, *ends in asked if (result := _measured(interval, *ends))]
    if not found:
        return ()
    days = {interval.name: result.value["days"] for interval, result in found if _is_derived(result)}
    facts = (*_first_treatment(reached), *(_fact(interval, result) for interval, result in found))
    if days:
        return (days_between.derived(days, *facts),)
    _interval, first = found[0]
    return (replace(first, value={}, facts=facts),)


def _measured(interval: Interval, start: Reached, end: Reached) -> Result | None:
    """None while one of the dates is not entered."""
    if isinstance(start, Refusal):
        return None
    if isinstance(end, Refusal):
        return days_between.refused(end) if end.reason is Reason.NOT_HAPPENED else None
    return days_between.compute(days_between, interval=interval.name, start=start, end=end)


def _is_derived(result: Result) -> bool:
    return result.outcome is Outcome.DERIVED


def _fact(interval: Interval, result: Result) -> Fact:
    """The dates of an interval, or why they give none, and the days: negative when invalid."""
    dates = " → ".join(str(fact.value) for fact in result.facts)
    days = str(result.value["days"]) if result.value else None
    said = dates if _is_derived(result) else result.reason_text
    return Fact(interval.title, said, days, MILESTONES[interval.end][1])


def _first_treatment(reached: Mapping[str, Reached]) -> tuple[Fact, ...]:
    date = reached[FIRST_TREATMENT]
    title, field = MILESTONES[FIRST_TREATMENT]
    return (Fact(title, date.isoformat(), None, field),) if isinstance(date, PartialDate) else ()
