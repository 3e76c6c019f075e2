"""The gate: every route says who may pass, and a route that says nothing opens to nobody."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import View
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission

from .access import Rights
from .models import User
from .permissions import Permission

if TYPE_CHECKING:  # importing views would ask for this module's Gate before it exists
    from rest_framework.request import Request
    from rest_framework.views import APIView


class Open(Enum):
    """Routes that ask for no permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"


Policy = Permission | Open

# Routes of packages that guard themselves, by namespace or name prefix.
THIRD_PARTY: dict[str, str] = {
    "account_": "sign-in pages (allauth)",
    "mfa_": "second factors (allauth)",
}


class Page(View):
    """Base of every HTML view. `policy` is what it asks; objects are obtained through queries."""

    policy: Policy
    request: HttpRequest

    @property
    def user(self) -> User:
        """The signed-in person; pages that are not public always have one."""
        return cast("User", self.request.user)


class Gate(BasePermission):
    """DRF permission: the same policy, read off the API view."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        if not passes(view.policy, request._request):  # type: ignore[attr-defined]
            if not request.user.is_authenticated:
                raise NotAuthenticated
            return False
        return True


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """What a URL callback declares, or None."""
    cls = getattr(view, "view_class", None) or getattr(view, "cls", None)
    return getattr(cls, "policy", None) or getattr(view, "policy", None)


def is_third_party(name: str | None) -> bool:
    """Whether a route name belongs to a package listed in THIRD_PARTY."""
    return bool(name) and any(str(name).startswith(prefix) for prefix in THIRD_PARTY)


def passes(policy: Policy, request: HttpRequest) -> bool:
    """Whether the person of this request may pass a route with `policy`."""
    if policy is Open.PUBLIC:
        return True
    rights: Rights = request.rights  # type: ignore[attr-defined]
    if rights.user is None:
        return False
    return policy is Open.SIGNED_IN or rights.holds(Permission(policy))


def check(request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponseBase | None:
    """Middleware's question before any view runs: None lets it pass.

    Raises PermissionDenied for a route without a policy or a person without the right. API views answer
    through `Gate`, in JSON.
    """
    match = request.resolver_match
    if match is not None and is_third_party(match.view_name):
        return None
    policy = policy_of(view)
    if policy is None:
        raise PermissionDenied
    if hasattr(view, "cls") or passes(policy, request):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """Declares a function route (static text, error page) open to all."""
    view.policy = Open.PUBLIC  # type: ignore[attr-defined]
    return view
