"""The API's shared parts: how errors read, and how long lists are cut."""

from typing import Any

from django.db import transaction
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_handler

from centers.actions import Conflict


class Pages(PageNumberPagination):
    """50 rows a page; `?size=` up to 200."""

    page_size = 50
    page_size_query_param = "size"
    max_page_size = 200


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, and 409 with a reason for a conflict of state."""
    if isinstance(error, Conflict):
        return Response({"detail": str(error)}, status=409)
    response = default_handler(error, context)
    if response is None:
        transaction.set_rollback(True)
    return response
