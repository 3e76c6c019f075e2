"""Vocabularies and data dictionary."""

from rest_framework.request import Request
from rest_framework.response import Response

from centers.endpoint import Endpoint
from centers.gate import Open
from centers.openapi import operation

from ..dictionary import rows
from ..serializers import TermFilters, TermListed, TermPage, Variable
from ..vocabulary import search_terms


class Terms(Endpoint):
    """The vocabularies: histologies, sites, drugs, genes and fusions."""

    policy = Open.SIGNED_IN

    @operation(
        "terms_search", summary="Search the vocabularies", tag="Reference", asks=TermFilters, answer=TermPage
    )
    def get(self, request: Request) -> Response:
        asked = self.query(TermFilters)
        found = search_terms(asked.get("q", ""), asked.get("kind", ""), asked.get("group", ""))
        start = (asked["page"] - 1) * asked["size"]
        return self.paged(TermListed, found[start : start + asked["size"]], len(found), asked)


class Dictionary(Endpoint):
    """Every variable of the record, with its codes and limits."""

    policy = Open.SIGNED_IN

    @operation("dictionary", summary="Read the data dictionary", tag="Reference", answer=Variable(many=True))
    def get(self, request: Request) -> Response:
        return Response(Variable(rows(), many=True).data)
