"""Putting the record right: voiding and restoring a case, merging what was registered twice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from centers.gate import Page
from centers.permissions import Permission

from .. import queries
from ..forms.acts import RESTORE_CASE, VOID_CASE, Deed, ReasonForm
from ..forms.merging import MergeForm, OtherCaseForm


class CaseDeed(Page):
    """Voids a case, or restores it, with a reason."""

    policy = Permission.VOID_CASE
    deed: Deed

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = queries.curated_case(self.user, public_id)
        return self._draw(page, ReasonForm(initial={"version": page.case.version}))

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = queries.curated_case(self.user, public_id)
        form = ReasonForm(request.POST)
        if not self.deed.do(self.user, page.case, form):
            return self._draw(page, form, status=422)
        messages.success(request, str(self.deed.done))
        return redirect("registry:case", page.heading.public_id)

    def _draw(self, page: queries.CuratedCase, form: ReasonForm, status: int = 200) -> HttpResponse:
        shown = {"page": page, "form": form, "deed": self.deed, "what": page.heading.title}
        return render(self.request, "registry/deed.html", shown, status=status)


class VoidCase(CaseDeed):
    """Voids a case registered in error."""

    deed = VOID_CASE


class RestoreCase(CaseDeed):
    """Restores a voided case."""

    deed = RESTORE_CASE


class MergeCases(Page):
    """Two registrations of one tumor side by side (`?other=`), and their merge."""

    policy = Permission.VOID_CASE
    patients = False
    done: str | Promise = _("The two registrations are one case now.")

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = self._page(public_id, request.GET.get("other", ""))
        return self._draw(page, MergeForm(page))

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = self._page(public_id, request.GET.get("other", ""))
        form = MergeForm(page, request.POST)
        if not form.merge(self.user, patients=self.patients):
            return self._draw(page, form, status=422)
        messages.success(request, str(self.done))
        return redirect("registry:case", page.heading.public_id)

    def _page(self, public_id: str, other: str) -> queries.MergePage:
        return queries.merge_page(self.user, public_id, other.strip(), patients=self.patients)

    def _draw(self, page: queries.MergePage, form: MergeForm, status: int = 200) -> HttpResponse:
        shown = {"page": page, "form": form, "asked": OtherCaseForm(), "patients": self.patients}
        return render(self.request, "registry/merge.html", shown, status=status)


class MergePatients(MergeCases):
    """The same person registered twice, with different tumors."""

    patients = True
    done = _("The cases belong to one patient now.")
