"""Quality pages. Filters are in the address; every page works without JavaScript."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from centers.files import csv_file, svg_file
from centers.gate import Open, Page
from centers.permissions import Permission

from . import curves, queries, tables
from .charts.export import standalone, survival_rows
from .forms import FigureFilter, SurvivalFilter, WorklistFilter
from .knowledge import Indicator
from .queries import UnknownCode


class Indicators(Page):
    """All indicators of a selection, one row each."""

    policy = Permission.READ_FIGURES

    def get(self, request: HttpRequest) -> HttpResponse:
        form = FigureFilter(self.user, request.GET)
        context: dict[str, Any] = {"form": form, "overview": None}
        if form.is_valid():
            overview = queries.overview(self.user, form.selection())
            context |= {"overview": overview, "rows": [tables.Row(figure) for figure in overview.figures]}
        return render(request, "analytics/indicators.html", context)


class IndicatorsFile(Page):
    """The same as a file."""

    policy = Permission.READ_FIGURES

    def get(self, request: HttpRequest) -> HttpResponseBase:
        form = _valid(FigureFilter(self.user, request.GET))
        overview = queries.overview(self.user, form.selection())
        return csv_file(
            _("Indicators"),
            form.words,
            timezone.localdate(),
            tables.FIGURES,
            tables.figures(overview.figures),
        )


class Worklist(Page):
    """The cases of one indicator, with the reason in words and the field to mend."""

    policy = Permission.READ_FIGURES

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        form = WorklistFilter(self.user, request.GET, network=False)
        context: dict[str, Any] = {"form": form, "indicator": _indicator(code), "found": None}
        if form.is_valid():
            number = request.GET.get("page", 1)
            found = queries.worklist(self.user, code, form.selection(), form.outcomes(), number)
            context |= {"found": found, "tabs": tables.tabs(found.counts, form.cleaned_data["outcome"])}
        return render(request, "analytics/indicator_cases.html", context)


class WorklistFile(Page):
    """All pages of the worklist as a file."""

    policy = Permission.READ_FIGURES

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        indicator = _indicator(code)
        form = _valid(WorklistFilter(self.user, request.GET, network=False))
        rows = queries.whole_worklist(self.user, code, form.selection(), form.outcomes())
        return csv_file(
            f"{indicator.code} {indicator.title}",
            form.words,
            timezone.localdate(),
            tables.CASES,
            tables.cases(rows),
        )


class Explain(Page):
    """What the indicators say of one case; the case page takes its list as a fragment."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        case, told = queries.explain_case(self.user, public_id)
        template = "analytics/explain.html"
        if request.htmx:  # type: ignore[attr-defined]
            template += "#outcomes"
        return render(request, template, {"public_id": case.public_id, "told": told})


class Survival(Page):
    """Kaplan-Meier curves with numbers at risk and estimates."""

    policy = Permission.READ_FIGURES

    def get(self, request: HttpRequest) -> HttpResponse:
        form = SurvivalFilter(self.user, request.GET)
        picture = curves.picture(self.user, form.question()) if form.is_valid() else None
        return render(request, "analytics/survival.html", {"form": form, "picture": picture})


class SurvivalTable(Page):
    """Every step of the curves, as a file."""

    policy = Permission.READ_FIGURES

    def get(self, request: HttpRequest) -> HttpResponseBase:
        form = _valid(SurvivalFilter(self.user, request.GET))
        picture = curves.picture(self.user, form.question())
        title, (head, *rows) = str(picture.question.endpoint.title), survival_rows(picture.series)
        return csv_file(title, form.words, timezone.localdate(), [str(name) for name in head], rows)


class SurvivalDrawing(Page):
    """One drawing of the curves as an SVG file; `?chart=2` is the second of several."""

    policy = Permission.READ_FIGURES

    def get(self, request: HttpRequest) -> HttpResponse:
        form = _valid(SurvivalFilter(self.user, request.GET))
        picture = curves.picture(self.user, form.question())
        charts = picture.charts if picture.series else []
        chosen = request.GET.get("chart", "1")
        if not chosen.isdecimal() or not 1 <= int(chosen) <= len(charts):
            raise Http404
        title = str(picture.question.endpoint.title)
        return svg_file(title, timezone.localdate(), standalone(charts[int(chosen) - 1]))


def _indicator(code: str) -> Indicator:
    try:
        return queries.indicator(code)
    except UnknownCode as error:
        raise Http404(str(error)) from error


def _valid(form: Any) -> Any:
    """The form of a file's address; a wrong one has no page to show its message on."""
    if not form.is_valid():
        raise Http404
    return form
