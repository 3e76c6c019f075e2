"""The signed-in person and the places of the network."""

from django.middleware.csrf import get_token
from rest_framework.request import Request
from rest_framework.response import Response

from . import queries
from .endpoint import Endpoint
from .gate import Open
from .openapi import operation
from .serializers import CenterListed, Me


class Myself(Endpoint):
    """Who is signed in, with which roles, and the token that changes need."""

    policy = Open.SIGNED_IN

    @operation("me", summary="Who am I", tag="Network", answer=Me)
    def get(self, request: Request) -> Response:
        user = self.user
        shown = {name: getattr(user, name) for name in ("name", "email", "language", "time_zone")}
        shown |= {"csrf_token": get_token(request._request), "roles": queries.own_roles(user)}
        return Response(Me(shown).data)


class Centers(Endpoint):
    """All centers of the network."""

    policy = Open.SIGNED_IN

    @operation("centers_list", summary="List the centers", tag="Network", answer=CenterListed(many=True))
    def get(self, request: Request) -> Response:
        return Response(CenterListed(queries.all_centers(), many=True).data)
