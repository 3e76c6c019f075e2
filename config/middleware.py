"""Answers that every page shares: nothing is cached, and a conflict of state is a page of its own."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
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


class Conflicts:
    """Turns `Conflict` (an old version, a locked case) into 409, and logs failures by route name."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Conflict):
            if request.path.startswith("/api/"):
                return JsonResponse({"detail": str(error)}, status=409)
            return render(request, "409.html", {"message": str(error)}, status=409)
        route = request.resolver_match.view_name if request.resolver_match else "-"
        # The class and place of the error, not its message: a message may quote a patient's data.
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "-"
        if type(error).__name__ not in {"Http404", "PermissionDenied"}:
            log.error("%s failed: %s at %s", route, type(error).__name__, place)
        return None
