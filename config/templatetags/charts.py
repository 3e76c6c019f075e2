"""Charts as tags: {% load charts %}."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template

from config.charts import lanes, survival

register = template.Library()


@register.inclusion_tag("charts/survival.html")
def survival_chart(
    curves: Sequence[survival.Curve], ticks: Sequence[int], title: str, description: str
) -> dict[str, Any]:
    """Kaplan-Meier curves over `ticks` (months, from 0), at most five; say the finding above it."""
    return {"plot": survival.draw(curves, ticks), "title": title, "description": description}


@register.inclusion_tag("charts/timeline.html")
def timeline_chart(
    events: Sequence[lanes.Event], order: Sequence[str], title: str, today: dt.date | None = None
) -> dict[str, Any]:
    """A case's events in lanes; put partials/events.html with the same events below it."""
    return {"plot": lanes.draw(events, order, today), "title": title}
