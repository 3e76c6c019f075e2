"""Figures and worklists as rows of a table: what files and tabs show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .charts.interval_row import bounds_in_words, interval_in_words, interval_row
from .explanations import Explanation
from .figures import Figure
from .outcomes import Counts

FIGURES = (
    *("code", "version", "indicator", "met", "assessed", "rate", "lower_95", "upper_95"),
    *("strict_rate", "not_assessable", "not_applicable", "exception", "status", "target"),
)
CASES = ("case", "outcome", "reason", "attributed_to", "field")


@dataclass(frozen=True)
class Tab:
    """One view of a worklist."""

    key: str
    label: str | Promise
    count: int
    current: bool


@dataclass(frozen=True)
class Row:
    """A figure of the overview: drawn, and the same in words."""

    figure: Figure

    @property
    def drawing(self) -> SafeString:
        figure = self.figure
        return interval_row(figure.rate, figure.interval, figure.indicator.target, figure.bounds)

    @property
    def words(self) -> str:
        """The interval, and the bounds where much is missing."""
        figure = self.figure
        told = [interval_in_words(figure.interval)]
        if figure.bounds and figure.missing is not None:
            told.append(bounds_in_words(figure.missing, figure.bounds))
        return ". ".join(told)


def figures(found: Iterable[Figure]) -> Iterator[tuple[object, ...]]:
    """Rows under FIGURES."""
    for figure in found:
        rule, counts = figure.indicator, figure.counts
        lower, upper = figure.interval or (None, None)
        yield (
            *(rule.code, rule.version, str(rule.title), counts.met, figure.assessed),
            *(figure.rate, lower, upper, figure.strict_rate, counts.not_assessable),
            *(counts.not_applicable, counts.exception, figure.status, rule.target),
        )


def cases(found: Iterable[Explanation]) -> Iterator[tuple[object, ...]]:
    """Rows under CASES."""
    for row in found:
        yield row.public_id, row.outcome.value, row.reason, row.attributed_to.code, row.mend


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
