from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from centers.gate import Open, Page

from .. import queries


class Rules(Page):
    """Every derivation of the registry, and what is not settled about them."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "registry/rules.html", {"page": queries.rules()})


class Rule(Page):
    """One derivation: how it decides, its tables, source, doubts and worked examples."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        page = queries.rule_page(name)
        if page is None:
            raise Http404
        return render(request, "registry/rule.html", {"page": page})
