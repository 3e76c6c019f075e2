"""Answers that every page shares: nothing is cached, and a conflict of state is a page of its own."""

import logging
from collections.abc import Callable

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from centers.actions import Conflict

log = logging.getLogger("sarcoma")
Handler = Callable[[HttpRequest], HttpResponseBase]


class PrivateByDefault:
    """Forbids every cache to keep a page, and writes the access log by route name, never by path."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        route = request.resolver_match.view_name if request.resolver_match else "-"
        log.info("%s %s %s", request.method, route, response.status_code)
        return response


# Exceptions that are answers, not failures.
ANSWERS = (Http404, PermissionDenied, ReauthenticationRequired, ImmediateHttpResponse)


class Conflicts:
    """Turns `Conflict` (an old version, a locked case) into a page of 409, and logs failures by route name.

    The API answers its own conflicts (`config.api`).
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Conflict):
            return render(request, "409.html", {"message": str(error)}, status=409)
        if isinstance(error, ANSWERS):
            return None
        route = request.resolver_match.view_name if request.resolver_match else "-"
        # The class and place of the error, not its message: a message may quote a patient's data.
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "-"
        log.error("%s failed: %s at %s", route, type(error).__name__, place)
        return None
