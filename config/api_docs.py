"""The API's own pages: its description as JSON, and the same for people, drawn here without any script."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request
from rest_framework.response import Response

from centers.endpoint import Endpoint
from centers.gate import Open, Page

METHODS = ("get", "post", "patch")
# Words for keywords of a schema, in the order they are read.
LIMITS = (
    ("minimum", "from"),
    ("maximum", "to"),
    ("minLength", "at least"),
    ("maxLength", "at most"),
    ("pattern", "as"),
)


@dataclass(frozen=True)
class Kind:
    """What a value is, in words; `ref` names the object or code list it is explained under."""

    words: str
    ref: str = ""


@dataclass(frozen=True)
class Value:
    """A parameter or a field of an object."""

    name: str
    kind: Kind
    required: bool
    about: str
    place: str = ""


@dataclass(frozen=True)
class Operation:
    """One method of one address. `answers` are (status, what it is)."""

    name: str
    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Value, ...]
    sends: Kind | None
    answers: tuple[tuple[str, Kind], ...]

    @property
    def steps(self) -> list[str]:
        """The parts of the path: it may break between them."""
        return self.path.split("/")[1:]


@dataclass(frozen=True)
class Shape:
    """An object with its fields, or a code list with its codes (and labels)."""

    name: str
    about: str
    fields: tuple[Value, ...]
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reference:
    """Everything the page shows. Operations by tag, in the order of the description."""

    operations: dict[str, list[Operation]]
    shapes: tuple[Shape, ...]


class Schema(Endpoint):
    """The description of the API (OpenAPI 3)."""

    policy = Open.SIGNED_IN
    schema = None

    def get(self, request: Request) -> Response:
        return Response(description())


class Documentation(Page):
    """The description, readable offline."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "api.html", {"reference": reference()})


@cache
def description() -> dict[str, Any]:
    """The generated description, in English like docs/openapi.yaml."""
    with translation.override("en"):
        generated: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return generated


@cache
def reference() -> Reference:
    """The description as the page shows it."""
    found, by_tag = description(), dict[str, list[Operation]]()
    for path, methods in found["paths"].items():
        for method in METHODS:
            if method in methods:
                said = methods[method]
                by_tag.setdefault(said["tags"][0], []).append(_operation(path, method, said, found))
    shapes = tuple(_shape(name, schema) for name, schema in found["components"]["schemas"].items())
    return Reference(by_tag, shapes)


def _operation(path: str, method: str, said: dict[str, Any], whole: dict[str, Any]) -> Operation:
    parameters = (
        Value(item["name"], _kind(item["schema"]), item.get("required", False), _about(item), item["in"])
        for item in said.get("parameters", ())
    )
    return Operation(
        name=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said["summary"],
        about=said.get("description", ""),
        parameters=tuple(parameters),
        sends=_kind(_schema(said["requestBody"])) if "requestBody" in said else None,
        answers=tuple((status, _answer(answer, whole)) for status, answer in said["responses"].items()),
    )


def _answer(answer: dict[str, Any], whole: dict[str, Any]) -> Kind:
    if "$ref" in answer:
        return Kind(whole["components"]["responses"][_named(answer)]["description"])
    return _kind(_schema(answer))


def _schema(said: dict[str, Any]) -> dict[str, Any]:
    first: dict[str, Any] = next(iter(said["content"].values()))
    schema: dict[str, Any] = first["schema"]
    return schema


def _shape(name: str, schema: dict[str, Any]) -> Shape:
    required = schema.get("required", ())
    fields = tuple(
        Value(key, _kind(value), key in required, _about(value))
        for key, value in schema.get("properties", {}).items()
    )
    if "enum" not in schema:
        return Shape(name, schema.get("description", ""), fields, ())
    return Shape(name, "", (), tuple(_codes(schema)))


def _codes(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Codes with their labels, which the description lists as "* `CODE` - label"."""
    lines = (line.removeprefix("* `").split("` - ", 1) for line in schema.get("description", "").splitlines())
    labels = {parts[0]: parts[1] for parts in lines if len(parts) == 2}
    for value in schema["enum"]:
        yield "null" if value is None else value, labels.get(value, "")


def _kind(schema: dict[str, Any]) -> Kind:
    for choice in ("oneOf", "allOf"):
        if choice in schema:
            return _kind(schema[choice][0])
    if "$ref" in schema:
        return Kind("", _named(schema))
    if schema.get("type") == "array":
        item = _kind(schema["items"])
        return Kind(f"list of {item.words}".strip(), item.ref)
    if "enum" in schema:
        return Kind(" | ".join(str(value) for value in schema["enum"]))
    limits = (f"{word} {schema[key]}" for key, word in LIMITS if key in schema)
    return Kind(" ".join((schema.get("format") or schema.get("type", "any value"), *limits)))


def _about(said: dict[str, Any]) -> str:
    """Title and description, without the code list that has a place of its own."""
    words = str(said.get("description", "")).split("* `", 1)[0].strip()
    title = str(said.get("title", ""))
    return f"{title[:1].upper()}{title[1:]}. {words}".strip() if title else words


def _named(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]
