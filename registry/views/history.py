"""Who changed what: of a case, of one of its sections, of one entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from centers.gate import Open, Page

from .. import queries
from ..sections import Section


class CaseHistory(Page):
    """Everything that happened to a case, newest first."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        return self.show(public_id)

    def show(self, public_id: str, section: Section | None = None, pk: int | None = None) -> HttpResponse:
        """The page of the journal."""
        number = self.request.GET.get("page", 1)
        page = queries.history_page(self.user, public_id, section, pk, number)
        return render(self.request, "registry/history.html", {"page": page})


class SectionHistory(CaseHistory):
    """What happened in one section."""

    def get(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:  # type: ignore[override]
        return self.show(public_id, section)


class EntryHistory(CaseHistory):
    """What happened to one entry, voided or not."""

    def get(  # type: ignore[override]
        self, request: HttpRequest, public_id: str, section: Section, pk: int
    ) -> HttpResponse:
        return self.show(public_id, section, pk)
