"""A URLconf for tests of the gate and the read log themselves: good routes, and routes someone forgot."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views import View
from rest_framework.request import Request
from rest_framework.response import Response

import config.urls
from centers import binding, reads
from centers.endpoint import Endpoint
from centers.gate import Open, Page, public
from centers.permissions import Permission
from registry.models import Case
from registry.records import Values
from registry.services.cases import change_case

from .database import context_in_database


class Shows(Page):
    """Notes a fixed case, then answers as it is told."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, status: int) -> HttpResponse:
        reads.note([41, 42])
        reads.note(iter([42]))
        if status == 404:
            raise Http404
        if status == 500:
            raise RuntimeError("on purpose")
        return HttpResponse("shown", status=status)


class Silent(Page):
    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("nothing of a patient")


class Sees(Page):
    """How many cases there are without any filter, and what is bound."""

    policy = Open.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        bound = context_in_database()
        return HttpResponse(f"{Case.objects.count()} {bound['user']} {bound['actor']} {bound['edit']}")


class Fails(Page):
    """Changes a case through a service, then fails."""

    policy = Permission.EDIT_CASE

    def get(self, request: HttpRequest) -> HttpResponse:
        case = Case.objects.get(entity_id="GIST")
        reads.note([case.pk])
        values = Values({"depth": "DEEP"})
        assert change_case(actor=self.user, case=case, version=case.version, values=values)
        raise RuntimeError("after the change")


class People(Page):
    policy = Permission.MANAGE_PEOPLE

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("people")


class Declared(Endpoint):
    policy = Permission.READ_CASE

    def get(self, request: Request) -> Response:
        return Response({"request": str(uuid.UUID(binding.current().request_id))})


class UndeclaredPage(Page):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("open")


class UndeclaredView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("open")


class UndeclaredAPI(Endpoint):
    def get(self, request: Request) -> Response:
        return Response("open")


class UnguardedAPI(Endpoint):
    """Declares a policy, but takes the guard away that asks it."""

    policy = Permission.READ_CASE
    permission_classes = ()

    def get(self, request: Request) -> Response:
        return Response("open")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@public
def welcome(request: HttpRequest) -> HttpResponse:
    return HttpResponse("welcome")


urlpatterns: list[URLPattern | URLResolver] = [
    path("shows/<int:status>/", Shows.as_view(), name="shows"),
    path("silent/", Silent.as_view(), name="silent"),
    path("sees/", Sees.as_view(), name="sees"),
    path("fails/", Fails.as_view(), name="fails"),
    path("people/", People.as_view(), name="people"),
    path("api/declared/", Declared.as_view(), name="declared"),
    path("welcome/", welcome, name="welcome"),
    path("bad/page/", UndeclaredPage.as_view(), name="bad_page"),
    path("bad/view/", UndeclaredView.as_view(), name="bad_view"),
    path("bad/api/", UndeclaredAPI.as_view(), name="bad_api"),
    path("bad/unguarded/", UnguardedAPI.as_view(), name="bad_unguarded"),
    path("bad/function/", undeclared, name="bad_function"),
    path("bad/disguised/", undeclared, name="account_like"),  # a name that looks like allauth's
    *config.urls.urlpatterns,  # error pages link to the real ones
]
