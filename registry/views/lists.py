from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from centers.gate import Open, Page

from .. import queries
from ..forms.lists import FilterForm


class CaseList(Page):
    """The cases a person sees; an id or own record number typed as text leads straight to its case."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = FilterForm(request.GET, queries.readable_centers(self.user))
        found = queries.case_list(self.user, asked.filters(), request.GET.get("page", 1))
        if found.exact:
            return redirect("registry:case", found.exact)
        return render(
            request, "registry/case_list.html", {"asked": asked, "form": asked.shown(), "found": found}
        )
