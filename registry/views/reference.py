"""What anybody signed in may look up: the vocabularies, and the dictionary of the record's variables."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from centers.files import csv_file
from centers.gate import Open, Page

from ..dictionary import dictionary, rows
from ..forms.lookup import LookupForm
from ..terms import term_page
from ..vocabulary import VOCABULARIES

PER_PAGE = 50


class Vocabulary(Page):
    """All vocabularies, searched by name, synonym, code and abbreviation."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        form = LookupForm(request.GET)
        page = Paginator(form.matches(), PER_PAGE).get_page(request.GET.get("page", 1))
        context = {"form": form, "page": page, "vocabularies": VOCABULARIES.values()}
        return render(request, "registry/vocabulary.html", context)


class Term(Page):
    """One term: codes, what the rules read, where it is used, and whether somebody has checked it."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, kind: str, key: str) -> HttpResponse:
        page = term_page(kind, key)
        if page is None:
            raise Http404
        return render(request, "registry/term.html", {"page": page})


class Dictionary(Page):
    """Every variable of the record, generated from the models."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "registry/dictionary.html", {"chapters": dictionary()})


class DictionaryFile(Page):
    """The same as a table: one variable a line."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponseBase:
        variables = list(rows())
        shown = _("%(n)s variables") % {"n": len(variables)}
        lines = ([_text(value) for value in variable.values()] for variable in variables)
        return csv_file(_("Data dictionary"), shown, timezone.localdate(), list(variables[0]), lines)


def _text(value: Any) -> Any:
    """A list in one cell: codes as `CODE = label`, separated by bars."""
    if not isinstance(value, list):
        return value
    return " | ".join(
        f"{item['code']} = {item['label']}" if isinstance(item, dict) else item for item in value
    )
