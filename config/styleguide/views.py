"""The page itself."""

import datetime as dt

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from centers.gate import Open, Page
from config.templatetags.ui import OUTCOMES, TAG_ICONS

from . import content
from .forms import FILLED, FilterForm, SampleForm


class Styleguide(Page):
    """Shown only in development and in a demonstration."""

    policy = Open.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        if not (settings.DEBUG or settings.DEMO):
            raise Http404
        return render(request, "styleguide.html", samples())


def samples() -> dict[str, object]:
    """The form is called `sample`: only a `form` with errors marks the page's title as a problem."""
    return {
        "sample": SampleForm(FILLED),
        "filter_form": FilterForm(),
        "now": content.NOW,
        "days": [content.NOW + dt.timedelta(days=days) for days in (-4, 0, 2, 6)],
        "colors": content.COLORS,
        "levels": TAG_ICONS,
        "outcomes": OUTCOMES,
        "page": Paginator(range(412), 50).page(2),
        "sections": content.SECTIONS,
        "derived": content.DERIVED,
        "events": content.EVENTS,
    }
