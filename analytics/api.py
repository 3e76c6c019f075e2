"""Figures, explanations and survival over JSON: the documents of the commands, for one person's rights."""

from typing import Any

from django.core.exceptions import PermissionDenied
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from centers.endpoint import Endpoint
from centers.gate import Open
from centers.openapi import operation
from centers.permissions import Permission

from . import documents, queries, survival
from .knowledge import INDICATORS
from .knowledge.endpoints import ENDPOINTS
from .outcomes import Outcome
from .serializers import (
    CaseExplained,
    FigureFilters,
    Figures,
    Survival,
    SurvivalFilters,
    WorklistCase,
    WorklistFilters,
    WorklistPage,
)

TO_REVIEW = (Outcome.NOT_MET, Outcome.NOT_ASSESSABLE)


class Indicators(Endpoint):
    """Every indicator, counted over the cases whose figures a person sees."""

    policy = Permission.READ_FIGURES

    @operation(
        "indicators_list", summary="Read the indicators", tag="Indicators", asks=FigureFilters, answer=Figures
    )
    def get(self, request: Request) -> Response:
        selection = _selection(self.query(FigureFilters))
        if selection.center == queries.NETWORK and not queries.sees_network(self.user):
            raise PermissionDenied
        return Response(Figures(documents.indicators(queries.overview(self.user, selection), selection)).data)


class Worklist(Endpoint):
    """The cases of one indicator with the reasons, 50 a page."""

    policy = Permission.READ_CASE

    @operation(
        "indicator_cases",
        summary="List the cases of an indicator",
        tag="Indicators",
        asks=WorklistFilters,
        answer=WorklistPage,
        missing=True,
    )
    def get(self, request: Request, code: str) -> Response:
        asked = self.query(WorklistFilters)
        if code not in INDICATORS:
            raise NotFound
        wanted = (Outcome(asked["outcome"]),) if "outcome" in asked else TO_REVIEW
        found = queries.worklist(self.user, code, _selection(asked), wanted, asked["page"])
        pages = found.page.paginator
        rows = found.rows if asked["page"] <= pages.num_pages else ()
        return self.paged(WorklistCase, rows, pages.count, {"page": asked["page"], "size": pages.per_page})


class CaseIndicators(Endpoint):
    """What the indicators say of one case, and why."""

    policy = Open.SIGNED_IN

    @operation(
        "case_indicators",
        summary="Explain the indicators of a case",
        tag="Cases",
        answer=CaseExplained,
        missing=True,
    )
    def get(self, request: Request, public_id: str) -> Response:
        case, told = queries.explain_case(self.user, public_id)
        return Response(CaseExplained(documents.explanations(case.public_id, told)).data)


class SurvivalReport(Endpoint):
    """Kaplan-Meier survival of the cases whose figures a person sees, with the log-rank test."""

    policy = Permission.READ_FIGURES

    @operation("survival", summary="Estimate survival", tag="Survival", asks=SurvivalFilters, answer=Survival)
    def get(self, request: Request) -> Response:
        asked = self.query(SurvivalFilters)
        options = {name: asked.pop(name) for name in ("times", "conf_type")}
        question = survival.Question(ENDPOINTS[asked.pop("endpoint")], **asked)
        return Response(Survival(survival.report(self.user, question, **options)).data)


def _selection(asked: dict[str, Any]) -> queries.Selection:
    return queries.Selection(
        asked.get("center", ""), asked.get("group", ""), asked.get("period"), asked.get("by") == "owner"
    )
