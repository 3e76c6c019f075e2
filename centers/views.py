"""Pages of people and work."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from . import invitations, queries
from .forms import InvitationForm, ProfileForm, ReasonForm
from .gate import Open, Page
from .permissions import Permission
from .services import people


class Home(Page):
    """The address without a path: leads to My work, through sign-in where needed."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("centers:today")


class Today(Page):
    """My work: what needs this person, most urgent first."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        return render(
            request, "centers/today.html", {"work": queries.work_of(self.user, today), "today": today}
        )


class People(Page):
    """Who belongs to the places this person answers for; invites others."""

    policy = Permission.MANAGE_PEOPLE

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(InvitationForm(places=queries.places(self.user)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InvitationForm(request.POST, places=queries.places(self.user))
        if not form.is_valid():
            return self._page(form, status=422)
        data: dict[str, Any] = dict(form.cleaned_data)
        place = queries.place(self.user, data.pop("place"))
        try:
            membership = people.invite(actor=self.user, place=place, **data)
        except ValidationError as error:
            form.add_error(None, error)
            return self._page(form, status=422)
        invitations.send(request, membership.user)
        messages.success(request, _("%(name)s was invited.") % {"name": membership.user})
        return redirect("centers:people")

    def _page(self, form: InvitationForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "people": queries.people(self.user),
            "manages_network": queries.manages_network(self.user),
        }
        return render(self.request, "centers/people.html", context, status=status)


class EndMembership(Page):
    """Ends one role today, with a reason."""

    policy = Permission.MANAGE_PEOPLE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(pk, ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._page(pk, form, status=422)
        row = queries.membership(self.user, pk)
        people.end_membership(
            actor=self.user, place=row.place, membership=row, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("The role of %(name)s has ended.") % {"name": row.user})
        return redirect("centers:people")

    def _page(self, pk: int, form: ReasonForm, status: int = 200) -> HttpResponse:
        context = {"membership": queries.membership(self.user, pk), "form": form}
        return render(self.request, "centers/end_membership.html", context, status=status)


class ChangeAccount(Page):
    """Disables or opens an account, or removes its lost second factor; for those who manage the network."""

    policy = Permission.MANAGE_PEOPLE
    acts = {"disable": people.disable, "enable": people.enable, "reset-factor": people.reset_second_factor}

    def get(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        return self._page(pk, act, ReasonForm())

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._page(pk, act, form, status=422)
        account, network = queries.account(self.user, pk), queries.network(self.user)
        self.acts[act](actor=self.user, network=network, user=account, reason=form.cleaned_data["reason"])
        messages.success(request, _("Done for %(name)s.") % {"name": account})
        return redirect("centers:people")

    def _page(self, pk: int, act: str, form: ReasonForm, status: int = 200) -> HttpResponse:
        context = {"person": queries.account(self.user, pk), "act": act, "form": form}
        return render(self.request, "centers/change_account.html", context, status=status)


class Me(Page):
    """A person's own settings, roles and sign-in."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "centers/me.html", {"form": ProfileForm(instance=self.user)})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProfileForm(request.POST, instance=queries.own_account(self.user))
        if not form.is_valid():
            return render(request, "centers/me.html", {"form": form}, status=422)
        people.change_profile(actor=self.user, user=self.user, **form.cleaned_data)
        messages.success(request, _("Your settings were saved."))
        return redirect("centers:me")
