"""The API as a whole: how errors read, and its description."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler as default_handler

from analytics.queries import UnknownCode
from centers.actions import Conflict
from centers.endpoint import Endpoint
from centers.gate import Open


class Nowhere(Endpoint):
    """An address of the API that does not exist answers like an object that does not."""

    policy = Open.PUBLIC
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise exceptions.NotFound


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler; a service's refusal of values reads like a serializer's, a conflict of state is 409."""
    if isinstance(error, Conflict):
        return Response({"detail": str(error)}, status=409)
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError(_by_field(error))
    if isinstance(error, UnknownCode):
        error = exceptions.ParseError(str(error))
    response = default_handler(error, context)
    if response is None:
        transaction.set_rollback(True)
    return response


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {name: list(messages) for name, messages in error.message_dict.items()}
    return {api_settings.NON_FIELD_ERRORS_KEY: list(error.messages)}
