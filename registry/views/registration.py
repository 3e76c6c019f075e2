from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from centers.gate import Page
from centers.permissions import Permission

from .. import queries
from ..forms.registration import GROUPS, AnotherCaseForm, NewCaseForm, RegistrationForm


class Registering(Page):
    """One tumor group at a time (`?group=`)."""

    policy = Permission.EDIT_CASE

    def group(self, usual: str = "STS") -> str:
        """The group asked for."""
        group = self.request.GET.get("group", "")
        return group if group in GROUPS else usual

    def register(self, form: RegistrationForm | AnotherCaseForm) -> HttpResponse:
        """Onward to the new case, or the same form with what is wrong and everything that was typed."""
        case = form.register(self.user)
        if case is None:
            return self.draw(form, status=422)
        messages.success(self.request, _("Case %(case)s was registered.") % {"case": case.public_id})
        onward = ("case_list",) if "close" in self.request.POST else ("case", case.public_id)
        return redirect(f"registry:{onward[0]}", *onward[1:])

    def draw(self, form: NewCaseForm, status: int = 200) -> HttpResponse:
        """The page as it stands."""
        shown = {"form": form, "groups": GROUPS, "group": form.group, "group_name": GROUPS[form.group]}
        return render(self.request, "registry/register.html", shown, status=status)


class Register(Registering):
    """A new patient with a first case."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.draw(RegistrationForm(self.group(), queries.own_centers(self.user)))

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.register(RegistrationForm(self.group(), queries.own_centers(self.user), request.POST))


class RegisterAnother(Registering):
    """A further case of the patient of a case."""

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        known = queries.find_case(self.user, public_id, Permission.EDIT_CASE)
        return self.draw(AnotherCaseForm(self.group(known.sarcoma_group or "STS"), known))

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        known = queries.find_case(self.user, public_id, Permission.EDIT_CASE)
        return self.register(AnotherCaseForm(self.group(known.sarcoma_group or "STS"), known, request.POST))
