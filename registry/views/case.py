from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from centers.gate import Open, Page
from centers.permissions import Permission

from .. import queries
from ..forms.acts import IdentityForm
from ..timeline import draw


class CasePage(Page):
    """The home of a case: sections, timeline, derived values."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = queries.case_page(self.user, public_id)
        if page.survivor:
            text = _("Case %(case)s was merged into this one.") % {"case": page.heading.public_id}
            messages.info(request, text)
            return redirect("registry:case", page.survivor)
        today = None if page.heading.dates_shifted else timezone.localdate()
        return render(request, "registry/case.html", {"page": page, "drawing": draw(page.events, today)})


class IdentityPage(Page):
    """Who the patient is, for those of the owning center who may know it."""

    policy = Permission.READ_IDENTITY

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = queries.identity_page(self.user, public_id)
        return render(
            request, "registry/identity.html", {"page": page, "form": IdentityForm.of(page.who, page.version)}
        )

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = queries.identity_page(self.user, public_id)
        form = IdentityForm(request.POST)
        if not form.change(self.user, page.patient):
            return render(request, "registry/identity.html", {"page": page, "form": form}, status=422)
        messages.success(request, _("Saved."))
        return redirect("registry:section", public_id, "patient")
