"""How the API describes itself: operations declare what they take and answer, errors included."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers

from .serializers import Strict

F = TypeVar("F", bound=Callable[..., Any])


class Refusal(Strict):
    """Why the request was refused."""

    detail = serializers.CharField()


WORDS = {
    401: "Nobody is signed in.",
    403: "Not allowed for this person, or the CSRF token is missing.",
    404: "There is no such object, or it is out of sight: the two are the same.",
    409: "Somebody changed it meanwhile, or its state forbids this.",
    415: "The body is not of the media type described.",
}
BY_FIELD = OpenApiResponse(
    {"type": "object", "additionalProperties": {}},
    description="By field: messages, or an object for nested fields. `detail` when nothing could be read.",
)


def operation(
    name: str,
    *,
    answer: Any,
    summary: str,
    tag: str,
    media: Iterable[str] = (),
    sends: type[Strict] | None = None,
    asks: type[Strict] | None = None,
    status: int = 200,
    missing: bool = False,
    conflicts: bool = False,
) -> Callable[[F], F]:
    """Describes one method of a view.

    `media` are the types of an answer that is no JSON, `sends` is the body and `asks` the query parameters;
    `missing` says that it can answer 404, `conflicts` that it can answer 409.
    """
    refused = [
        401,
        403,
        *([404] if missing else []),
        *([409] if conflicts else []),
        *([415] if sends else []),
    ]
    answers = (status, *media) if media else status
    responses: dict[Any, Any] = {answers: OpenApiResponse(answer, description=summary)}
    if sends or asks:
        responses[400] = BY_FIELD
    responses |= {code: OpenApiResponse(Refusal, description=WORDS[code]) for code in refused}
    return extend_schema(
        operation_id=name,
        summary=summary,
        tags=[tag],
        request=sends,
        responses=responses,
        parameters=[asks] if asks else [],
    )


class StrictObjects(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Says in the description that an object has no other keys than those declared."""

    target_class = "centers.serializers.Strict"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> Any:
        schema = auto_schema._map_basic_serializer(self.target, direction)
        return {**schema, "additionalProperties": False}


class Session(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The cookie has the name it has with TLS, so that the description is the same everywhere."""

    target_class = "centers.endpoint.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "__Host-session"}
