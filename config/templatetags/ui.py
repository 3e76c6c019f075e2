"""Template tags and filters of the design system; built in, so no {% load %} is needed."""

import datetime as dt
import re
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.context import Context
from django.utils import dateformat, timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

register = template.Library()

NBSP = "\u00a0"
SOON_DAYS = 3

# Each level of a tag has a shape of its own, so that color never speaks alone.
TAG_ICONS = {
    "draft": "ring",
    "good": "check",
    "warn": "help",
    "bad": "alert",
    "info": "dot",
    "review": "eye",
    "plain": "",
}

# Outcomes of an indicator for one case: level, shape, word.
OUTCOMES: dict[str, tuple[str, str, str | Promise]] = {
    "MET": ("good", "check", gettext_lazy("Met")),
    "NOT_MET": ("bad", "cross", gettext_lazy("Not met")),
    "NOT_ASSESSABLE": ("warn", "help", gettext_lazy("Cannot judge")),
    "NOT_APPLICABLE": ("draft", "ring", gettext_lazy("Not concerned")),
    "EXCEPTION": ("info", "info", gettext_lazy("Exception")),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape of the sprite in partials/icons.html; the word beside it carries the meaning."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-{}"/></svg>', name
    )


@register.simple_tag
def tag(level: str, text: str, shape: str | None = None) -> SafeString:
    """A status: `level` is a key of TAG_ICONS, `shape` another icon than the level's own."""
    shape = TAG_ICONS[level] if shape is None else shape
    return format_html(
        '<span class="tag {}">{}{}</span>', level, icon(shape) if shape else SafeString(""), text
    )


@register.simple_tag
def outcome(code: str) -> SafeString:
    """The tag of an indicator's outcome for one case."""
    level, shape, word = OUTCOMES[code]
    return tag(level, str(word), shape)


@register.simple_tag
def clock(due: dt.date, now: dt.datetime | dt.date) -> SafeString:
    """A due date in words, seen from `now` (in the reader's time zone)."""
    days = (_day(due) - _day(now)).days
    if days < 0:
        level, shape = "late", "alert"
        text = ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    elif days == 0:
        level, shape, text = "due", "clock", _("Due today")
    else:
        level, shape = ("due" if days <= SOON_DAYS else "ok"), "clock"
        text = ngettext("Due in %(n)s day", "Due in %(n)s days", days) % {"n": days}
    title = dateformat.format(_day(due), "j F Y")
    return format_html(
        '<time class="clock {}" datetime="{}" title="{}">{}{}</time>',
        level,
        due.isoformat(),
        title,
        icon(shape),
        text,
    )


def _day(moment: dt.date) -> dt.date:
    if isinstance(moment, dt.datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


@register.inclusion_tag("partials/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Range, total and links of one page of a list; keeps the other query parameters."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "query": context["request"].GET}


@register.inclusion_tag("partials/th.html", takes_context=True)
def th(context: Context, name: str, label: str, css: str = "", default: str = "") -> dict[str, Any]:
    """A sortable column head: ?sort=name, then ?sort=-name. `default` is the list's order without ?sort."""
    request = context["request"]
    current = request.GET.get("sort", default)
    query = request.GET.copy()
    query["sort"] = f"-{name}" if current == name else name
    query.pop("page", None)
    direction = {name: "ascending", f"-{name}": "descending"}.get(current, "")
    return {"label": label, "css": css, "direction": direction, "url": f"?{query.urlencode()}"}


@register.filter
def problems(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(anchor, wording) of each error, in the order of the fields; the whole form's have no anchor."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for name in form.fields:
        field = form[name]
        anchor = getattr(field, "anchor", field.auto_id)
        found += [(anchor, f"{field.label}: {error}") for error in field.errors]
    return found


@register.filter(is_safe=True)
def sentence(text: str) -> str:
    """A heading of allauth, whose English Writes Every Word Large, as ours are written.

    Names in it keep their letters only where they are not one large and then small ones (JavaScript, TOTP).
    """
    text = text.strip()
    if not (get_language() or "").startswith("en"):
        return text
    return re.sub(r"(?<=[\s-])[A-Z][a-z]+\b", lambda word: word[0].lower(), text)


@register.filter
def percent(value: float | None, digits: int = 0) -> str:
    """A rate of 0 to 1 as "71 %", in the reader's number format; nothing for None."""
    if value is None:
        return ""
    return f"{number_format(round(value * 100, digits), digits)}{NBSP}%"
