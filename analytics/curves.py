"""Survival for people: curves to draw, numbers at risk, estimates, and what is not shown because of few."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from centers.actions import Actor
from registry.vocabulary import entity_label

from .figures import TOO_FEW
from .knowledge.endpoints import SPLITS
from .models import Facts
from .statistics.kaplan_meier import Estimate, KaplanMeier, Median
from .statistics.logrank import LogRank, logrank
from .survival import REASONS, Answer, Question, observe
from .survival_report import Curves, curves_by_group, estimate

MOST = 5  # curves that can still be told apart
YEAR = 12
AT = (24, 60)  # months of the table of estimates
Step = tuple[float, float, float | None, float | None]


@dataclass(frozen=True)
class AtRisk:
    """The state of a group at one month."""

    month: int
    at_risk: int
    censored: int
    events: int


@dataclass(frozen=True)
class Group:
    """One curve. It ends where fewer than 10 are at risk; `estimates` are None from there on.

    `steps`, `censored` and `at_risk` are what the chart draws.
    """

    label: str
    note: str
    n: int
    events: int
    median: Median
    estimates: tuple[tuple[Estimate, bool], ...]
    states: tuple[AtRisk, ...]
    steps: tuple[Step, ...]
    censored: tuple[tuple[float, float], ...]

    @property
    def at_risk(self) -> list[int]:
        return [state.at_risk for state in self.states]


@dataclass(frozen=True)
class Picture:
    """Everything the survival page shows. `small` are groups of fewer than 10, as (label, n)."""

    question: Question
    n: int
    events: int
    groups: tuple[Group, ...]
    small: tuple[tuple[str, int], ...]
    undrawn: tuple[str, ...]
    ticks: tuple[int, ...]
    test: LogRank | None
    excluded: tuple[tuple[str, int], ...]
    origin: tuple[tuple[str, int], ...]
    relapse_open: int

    @property
    def drawn(self) -> tuple[Group, ...]:
        """The curves of the chart, the largest groups first where there are too many."""
        return tuple(group for group in self.groups if group.label not in self.undrawn)

    @property
    def finding(self) -> str:
        """The first group at the latest year that can be stated, in a sentence."""
        for group in self.groups[:1]:
            for month, (found, enough) in reversed(list(zip(AT, group.estimates, strict=True))):
                if enough and found.survival is not None:
                    return _("%(group)s: %(rate)s %% %(state)s after %(years)s years") % {
                        "group": group.label,
                        "rate": round(found.survival * 100),
                        "state": self.question.endpoint.state,
                        "years": month // YEAR,
                    }
        return _("Too few patients were followed for two years")

    @property
    def p_value(self) -> str:
        """Of the log-rank test, as it is printed."""
        if self.test is None:
            return ""
        return "< " + number_format(0.001, 3) if self.test.p < 0.001 else "= " + number_format(round(self.test.p, 3), 3)


def picture(actor: Actor, question: Question) -> Picture:
    """Answers the question for a person. Raises UnknownCode for a center that does not exist."""
    answer = observe(actor, question)
    curves: Curves = curves_by_group(answer.observations) if question.by else {"": estimate(answer.observations)}
    large = {value: curve for value, curve in curves.items() if curve.n >= TOO_FEW}
    ticks = _ticks(large.values())
    groups = tuple(_group(label(question.by, value), curve, ticks) for value, curve in large.items())
    by_size = sorted(groups, key=lambda group: -group.n)
    return Picture(
        question=question,
        n=len(answer.observations),
        events=sum(row.event for row in answer.observations),
        groups=groups,
        small=tuple((label(question.by, v), curve.n) for v, curve in curves.items() if curve.n < TOO_FEW),
        undrawn=tuple(group.label for group in by_size[MOST:]),
        ticks=ticks,
        test=logrank(list(large.values())) if len(large) > 1 else None,
        **_left_out(answer),
    )


def label(by: str, value: str | None) -> str:
    """A group in words. The split's own code list, cut at its colon (`R0: no residual tumor`)."""
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


def _left_out(answer: Answer) -> dict[str, Any]:
    origins = {
        "surgery": _("counted from the first resection"),
        "diagnosis": _("counted from diagnosis"),
    }
    return {
        "excluded": tuple((str(REASONS[reason]), n) for reason, n in answer.excluded.items()),
        "origin": tuple((origins[name], n) for name, n in answer.origin.items()),
        "relapse_open": answer.relapse_open,
    }


def _end(curve: KaplanMeier) -> float:
    """The last month at which 10 or more are at risk."""
    enough = curve.times[curve.at_risk >= TOO_FEW]
    return float(enough[-1]) if enough.size else 0.0


def _ticks(curves: Iterable[KaplanMeier]) -> tuple[int, ...]:
    """Whole years up to the end of the longest curve, at least one."""
    last = max((_end(curve) for curve in curves), default=0.0)
    return tuple(range(0, YEAR * max(1, math.ceil(last / YEAR)) + 1, YEAR))


def _group(name: str, curve: KaplanMeier, ticks: Sequence[int]) -> Group:
    end = _end(curve)
    steps, censored = _path(curve, end)
    last = steps[-1]
    cut = end < float(curve.times[-1])
    at_end = _("%(rate)s %% at %(month)s months") % {
        "rate": round(last[1] * 100),
        "month": round(last[0]),
    }
    return Group(
        label=name,
        note=_("cut: under 10 at risk") if cut and last[0] < ticks[-1] - YEAR else at_end,
        n=curve.n,
        events=int(curve.events.sum()),
        median=curve.median(),
        estimates=tuple((found := curve.at(month), found.n_risk >= TOO_FEW) for month in AT),
        states=tuple(
            AtRisk(t, curve.n_at_risk(t), curve.counted(curve.censored, t), curve.counted(curve.events, t))
            for t in ticks
        ),
        steps=steps,
        censored=censored,
    )


def _path(curve: KaplanMeier, end: float) -> tuple[tuple[Step, ...], tuple[tuple[float, float], ...]]:
    """The steps up to `end`, and the ticks of those whose observation ended without the event."""
    steps: list[Step] = [(0.0, 1.0, 1.0, 1.0)]
    censored = []
    columns = zip(curve.times, curve.survival, curve.lower, curve.upper, curve.events, curve.censored, strict=True)
    for time, survival, lower, upper, events, lost in columns:
        if time > end:
            break
        if events:
            steps.append((float(time), float(survival), _known(lower), _known(upper)))
        if lost:
            censored.append((float(time), float(survival)))
    if steps[-1][0] < end:
        steps.append((end, *steps[-1][1:]))
    return tuple(steps), tuple(censored)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)

