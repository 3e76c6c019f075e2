"""The request as a transaction: rights bound at its start, reads recorded at its end."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from . import access, binding, gate, reads
from .models import ReadEvent, User

Handler = Callable[[HttpRequest], HttpResponseBase]
REFUSALS = {403, 404}  # these show nothing, whatever was looked up before


class Localization:
    """Speaks the person's language and time zone."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User):
            translation.activate(user.locale)
            request.LANGUAGE_CODE = user.locale
            timezone.activate(ZoneInfo(user.time_zone))
        else:
            timezone.deactivate()
        return self.get_response(request)


class RowSecurity:
    """Opens the transaction of a request and binds what its person may read.

    ATOMIC_REQUESTS is not enough: class-based views render after it, when the context would be gone.
    Reads noted during the request are written as one row; an answer of 500 rolls everything back.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        seen = reads.begin()
        try:
            with transaction.atomic():
                user = request.user
                rights = access.rights_of(user) if isinstance(user, User) else access.NO_RIGHTS
                request.rights = rights  # type: ignore[attr-defined]
                request_id = binding.new_request_id()
                actor = user.email if isinstance(user, User) else "anonymous"
                with binding.bound(rights.reading(request_id, actor=actor, verb="request")):
                    response = self.get_response(request)
                    if response.status_code >= 500:
                        transaction.set_rollback(True)
                    elif seen and isinstance(user, User) and response.status_code not in REFUSALS:
                        route = request.resolver_match.view_name if request.resolver_match else ""
                        ReadEvent.objects.create(
                            user=user, route=route, request_id=request_id, cases=sorted(seen)
                        )
            return response
        finally:
            reads.end()

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        return gate.check(request, view)
