"""Figures and explanations as JSON documents: the same for commands and the API. Unknown is null."""

import datetime
from typing import Any

from .explanations import Explanation, Judged
from .figures import Figure
from .queries import Overview, Selection


def indicators(overview: Overview, selection: Selection) -> dict[str, Any]:
    """The document of `indicators --json`."""
    return {
        "as_of": overview.as_of and overview.as_of.isoformat(),
        "period": selection.period,
        "center": selection.center or None,
        "indicators": [_figure(figure) for figure in overview.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    """Fewer than 10 assessed cases carry no rate."""
    lower, upper = figure.interval or (None, None)
    return {
        "code": figure.indicator.code,
        "version": figure.indicator.version,
        "title": str(figure.indicator.title),
        "n": figure.counts.met,
        "N": figure.assessed,
        "not_assessable": figure.counts.not_assessable,
        "not_applicable": figure.counts.not_applicable,
        "exception": figure.counts.exception,
        "rate": figure.rate,
        "strict_rate": figure.strict_rate,
        "lower": lower,
        "upper": upper,
        "status": figure.status,
        "waiting_for": None,
    }


def explanations(public_id: str, told: list[Explanation]) -> dict[str, Any]:
    """The document of `explain --json`."""
    return {"case": public_id, "results": [_explanation(item) for item in told]}


def _explanation(told: Explanation) -> dict[str, Any]:
    return {
        "code": told.indicator.code,
        "version": told.indicator.version,
        "outcome": told.outcome.value,
        "attributed_to": told.attributed_to.code,
        "reason": told.reason,
        "concerns": [_judged(item) for item in told.concerns],
        "excludes": [_judged(item) for item in told.excludes],
        "expects": [_judged(item) for item in told.expects],
        "facts": [
            {"name": fact.name, "value": _plain(fact.value), "known": fact.known, "field": fact.field}
            for fact in told.facts
        ],
        "source": told.indicator.citation,
    }


def _judged(item: Judged) -> dict[str, Any]:
    return {"label": str(item.criterion.label), "result": item.holds}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
