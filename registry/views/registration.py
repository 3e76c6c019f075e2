from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from centers.gate import Page
from centers.permissions import Permission

from .. import queries
from ..forms.registration import GROUPS, RegistrationForm


class Register(Page):
    """Quick register, one tumor group at a time (`?group=`)."""

    policy = Permission.EDIT_CASE

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._draw(RegistrationForm(self._group(), queries.own_centers(self.user)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RegistrationForm(self._group(), queries.own_centers(self.user), request.POST)
        case = form.register(self.user)
        if case is None:
            return self._draw(form, status=422)
        messages.success(request, _("Case %(case)s was registered.") % {"case": case.public_id})
        onward = ("case_list",) if "close" in request.POST else ("case", case.public_id)
        return redirect(f"registry:{onward[0]}", *onward[1:])

    def _group(self) -> str:
        group = self.request.GET.get("group", "")
        return group if group in GROUPS else "STS"

    def _draw(self, form: RegistrationForm, status: int = 200) -> HttpResponse:
        shown = {"form": form, "groups": GROUPS, "group": form.group, "group_name": GROUPS[form.group]}
        return render(self.request, "registry/register.html", shown, status=status)
