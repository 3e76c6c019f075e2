"""What every address of the API shares: JSON in and out, a declared policy, strict reading."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import IO, Any, cast

from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework import authentication, negotiation, parsers
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .gate import Policy
from .models import User
from .serializers import Strict, refuse_repeated

LARGEST = 1024 * 1024  # bytes of a body; a record is a few kilobytes


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the pages. Who is not signed in is answered 401."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class JsonParser(parsers.JSONParser):
    """JSON that can be stored: refuses half a character (lone surrogate), endless nesting, too much."""

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Any = None) -> Any:
        sent = stream.read(LARGEST + 1)
        if len(sent) > LARGEST:
            raise ParseError(_("The body is too large."))
        try:
            data = super().parse(io.BytesIO(sent), media_type, parser_context)
            json.dumps(data, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError) as error:
            raise ParseError(_("The body is not JSON that can be stored.")) from error
        return data


class AlwaysJson(negotiation.DefaultContentNegotiation):
    """The API speaks JSON, whatever the caller would rather hear: a browser shows it too."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Endpoint(APIView):
    """Base of every API view. `policy` is what it asks; objects are obtained through queries."""

    policy: Policy
    authentication_classes = (SessionAuthentication,)
    parser_classes: tuple[type[parsers.BaseParser], ...] = (JsonParser,)
    content_negotiation_class = AlwaysJson
    metadata_class = None

    @property
    def user(self) -> User:
        """The signed-in person."""
        return cast("User", self.request.user)

    def body(self, expected: type[Strict]) -> dict[str, Any]:
        """What was sent, by the shape of `expected`. Raises ValidationError (400)."""
        data = self.request.data
        if isinstance(data, QueryDict):  # a multipart body; a plain mapping lets no absent field mean "no"
            data = refuse_repeated(data.lists())
        return _read(expected, data)

    def query(self, expected: type[Strict]) -> dict[str, Any]:
        """The query parameters; an unknown one is refused. Raises ValidationError (400)."""
        return _read(expected, refuse_repeated(self.request.query_params.lists()))

    def paged(
        self, row: type[Strict], rows: Sequence[Any], count: int, paging: Mapping[str, Any]
    ) -> Response:
        """One page of a list as `page_of(row)` describes it; `paging` holds page and size."""
        number, size = paging["page"], paging["size"]
        return Response(
            {
                "count": count,
                "next": self._page(number + 1) if number * size < count else None,
                "previous": self._page(number - 1) if number > 1 else None,
                "results": row(rows, many=True).data,
            }
        )

    def _page(self, number: int) -> str:
        parameters = self.request.query_params.copy()
        parameters["page"] = str(number)
        return self.request.build_absolute_uri(f"{self.request.path}?{parameters.urlencode()}")


def _read(expected: type[Strict], data: Any) -> dict[str, Any]:
    serializer = expected(data=data)
    serializer.is_valid(raise_exception=True)
    values: dict[str, Any] = serializer.validated_data
    return values
