"""Survival for people: curves, numbers at risk, estimates, and what is not shown because of few."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from centers.actions import Actor
from registry import display
from registry.vocabulary import entity_label

from .charts.survival_curve import survival_charts
from .charts.survival_frame import RiskRow, Series, month_ticks, risk_table
from .charts.survival_words import duration, headline, headline_month
from .figures import TOO_FEW
from .knowledge.endpoints import SPLITS
from .models import Facts
from .statistics.kaplan_meier import Estimate, KaplanMeier, Median
from .statistics.logrank import LogRank, logrank
from .survival import REASONS, Question, observe
from .survival_report import curves_by_group, estimate

AT = (24, 60)  # months of the table of estimates


@dataclass(frozen=True)
class Row:
    """The estimates of one group. `at`: the time in words, the estimate (None where fewer than 10 are still
    observed), and how many are."""

    label: str
    n: int
    events: int
    median: Median
    at: tuple[tuple[str, Estimate | None, int], ...]


@dataclass(frozen=True)
class Picture:
    """Everything the survival page shows. Groups of fewer than 10 are only named, in `small`."""

    question: Question
    n: int
    events: int
    finding: str
    series: tuple[Series, ...]
    small: tuple[tuple[str, int], ...]
    ticks: tuple[int, ...]
    test: LogRank | None
    excluded: tuple[tuple[str, int], ...]
    origin: tuple[tuple[str, int], ...]
    relapse_open: int

    @property
    def charts(self) -> list[SafeString]:
        """One drawing, or one per group where they are too many for one."""
        return survival_charts(
            self.series, prefix="survival", title=str(self.question.endpoint.title), axis=_axis(self.question)
        )

    @property
    def rows(self) -> list[Row]:
        return [_row(one.label, one.curve) for one in self.series]

    @property
    def times(self) -> list[str]:
        """The heads of the columns of estimates."""
        return [duration(month) for month in AT]

    @property
    def at_risk(self) -> list[RiskRow]:
        return risk_table(self.series, self.ticks)

    @property
    def p_value(self) -> str:
        """Of the log-rank test, as it is printed."""
        if self.test is None:
            return ""
        return "< " + number_format(0.001, 3) if self.test.p < 0.001 else "= " + number_format(self.test.p, 3)


def picture(actor: Actor, question: Question) -> Picture:
    """Answers the question for a person. Raises UnknownCode for a center that does not exist."""
    answer = observe(actor, question)
    everyone = estimate(answer.observations)
    curves = curves_by_group(answer.observations) if question.by else {None: everyone}
    named = [(label(question.by, value), curve) for value, curve in curves.items()]
    series = tuple(Series(name, curve) for name, curve in named if curve.n >= TOO_FEW)
    return Picture(
        question=question,
        n=everyone.n,
        events=int(everyone.events.sum()),
        finding=_finding(question, series),
        series=series,
        small=tuple((name, curve.n) for name, curve in named if 0 < curve.n < TOO_FEW),
        ticks=month_ticks(series),
        test=logrank([one.curve for one in series]) if len(series) > 1 else None,
        excluded=tuple((str(REASONS[reason]), n) for reason, n in answer.excluded.items()),
        origin=tuple((_origins()[name], n) for name, n in answer.origin.items()),
        relapse_open=answer.relapse_open,
    )


def label(by: str, value: str | None) -> str:
    """A group in words: by the code list of its fact, cut at the colon (`R0: no residual tumor`)."""
    if not by:
        return _("All patients")
    if value is None:
        return _("not entered")
    if value == "UNKNOWN":
        return _("unknown")
    fact = SPLITS[by].fact
    if fact == "entity":
        return entity_label(value)
    choices: Any = Facts._meta.get_field(fact).choices or ()  # type: ignore[union-attr]
    return str(dict(choices).get(value, value)).partition(":")[0]


def _finding(question: Question, series: Sequence[Series]) -> str:
    """The first curve that has been followed for long enough, in a sentence."""
    if not series:
        return ""
    told = next((one for one in series if headline_month(one.curve)), series[0])
    who = _("patients in the group %(group)s") % {"group": display.within(told.label)} if question.by else ""
    return headline(question.endpoint.code, told.curve, who)


def _axis(question: Question) -> str:
    if question.endpoint.relapse:
        return _("Months since the first resection, or since diagnosis")
    return _("Months since diagnosis")


def _origins() -> dict[str, str]:
    return {"surgery": _("counted from the first resection"), "diagnosis": _("counted from diagnosis")}


def _row(name: str, curve: KaplanMeier) -> Row:
    found = [(duration(month), curve.at(month)) for month in AT]
    shown = tuple((time, item if item.n_risk >= TOO_FEW else None, item.n_risk) for time, item in found)
    return Row(name, curve.n, int(curve.events.sum()), curve.median(), shown)
