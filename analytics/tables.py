"""Figures and worklists as rows of a table: what files and tabs show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .curves import Picture
from .explanations import Explanation
from .figures import Figure
from .outcomes import Counts

FIGURES = (
    *("code", "version", "indicator", "met", "assessed", "rate", "lower_95", "upper_95"),
    *("strict_rate", "not_assessable", "not_applicable", "exception", "status", "target"),
)
SURVIVAL = (
    *("group", "patients", "events_all", "median_months", "median_lower_95", "median_upper_95"),
    *("month", "at_risk", "censored", "events"),
)
CASES = ("case", "outcome", "reason", "attributed_to", "field")


@dataclass(frozen=True)
class Tab:
    """One view of a worklist."""

    key: str
    label: str | Promise
    count: int
    current: bool


def figures(found: Iterable[Figure]) -> Iterator[tuple[object, ...]]:
    """Rows under FIGURES."""
    for figure in found:
        rule, counts = figure.indicator, figure.counts
        yield (
            *(rule.code, rule.version, str(rule.title), counts.met, figure.assessed),
            *(figure.rate, figure.lower, figure.upper, figure.strict_rate, counts.not_assessable),
            *(counts.not_applicable, counts.exception, figure.status, rule.target),
        )


def cases(found: Iterable[Explanation]) -> Iterator[tuple[object, ...]]:
    """Rows under CASES."""
    for row in found:
        yield row.public_id, row.outcome.value, row.reason, row.attributed_to.code, row.mend


def survival(picture: Picture) -> Iterator[tuple[object, ...]]:
    """Rows under SURVIVAL: one per group and year. Groups of fewer than 10 patients are left out."""
    for group in picture.groups:
        median = group.median
        for state in group.states:
            yield (
                *(group.label, group.n, group.events, median.value, median.lower, median.upper),
                *(state.month, state.at_risk, state.censored, state.events),
            )


def tabs(counts: Counts, current: str) -> list[Tab]:
    """The views of a worklist with their numbers; the cases to review come first."""
    shown = (
        ("review", _("To review"), counts.not_met + counts.not_assessable),
        ("NOT_MET", _("Not met"), counts.not_met),
        ("NOT_ASSESSABLE", _("Cannot judge"), counts.not_assessable),
        ("MET", _("Met"), counts.met),
        ("NOT_APPLICABLE", _("Not concerned"), counts.not_applicable),
    )
    return [Tab(key, label, count, key == (current or "review")) for key, label, count in shown]
