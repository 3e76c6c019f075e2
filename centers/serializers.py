"""Shapes the API reads and answers. Reading is strict: a key or type that is not declared is refused, never
ignored, so that a misspelled field cannot look like a saved one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .permissions import Permission

MAX_PAGE, MAX_SIZE = 100_000, 200


class Strict(serializers.Serializer[Any]):
    """An object with the declared keys and no others."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({name: [_("There is no such field here.")] for name in unknown})
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """A string; a number is not taken for one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Code(serializers.ChoiceField):
    """One of a closed list of strings."""

    default_error_messages = {"invalid_choice": _("This is none of the codes of this field.")}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input="")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A JSON integer; neither text nor true and false are taken for one."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class Number(serializers.DecimalField):
    """A JSON number, exact to its decimal places."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce_to_string=False, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, int | float) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class Distinct(serializers.ListField):
    """A list without repetition and never empty: null says that nothing was entered."""

    default_error_messages = {"repeated": _("The same value is given twice.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty=False, **kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        values = super().to_internal_value(data)
        if len(set(values)) != len(values):
            self.fail("repeated")
        return values


class Paging(Strict):
    """Which part of a list: `page` counts from 1, `size` rows each. A page after the last is empty."""

    page = serializers.IntegerField(min_value=1, max_value=MAX_PAGE, default=1)
    size = serializers.IntegerField(min_value=1, max_value=MAX_SIZE, default=50)


def page_of(row: type[Strict]) -> type[Strict]:
    """The answer of a list: one page of rows, and where its neighbors are."""
    link: dict[str, Any] = {"allow_null": True, "help_text": "Address; null at the end."}
    return shape(
        f"{row.__name__}Page",
        "One page of a list.",
        {
            "count": serializers.IntegerField(help_text="Rows on all pages."),
            "next": serializers.URLField(**link),
            "previous": serializers.URLField(**link),
            "results": row(many=True),
        },
    )


def shape(
    name: str,
    doc: str,
    fields: Mapping[str, serializers.Field[Any, Any, Any, Any]],
    *,
    base: type[Strict] = Strict,
) -> type[Strict]:
    """A serializer made from data; `name` is its component in the API's description."""
    return type(name, (base,), {**fields, "__doc__": doc, "__module__": __name__})


def refuse_repeated(parameters: Iterable[tuple[str, list[Any]]]) -> dict[str, Any]:
    """Query parameters or multipart fields as a plain mapping. Raises ValidationError for one given twice."""
    given = dict(parameters)
    repeated = [name for name, values in given.items() if len(values) > 1]
    if repeated:
        raise serializers.ValidationError({name: [_("This parameter is given twice.")] for name in repeated})
    return {name: values[0] for name, values in given.items()}


class RoleHeld(Strict):
    """A role a person holds, and where."""

    code = serializers.CharField(source="role.code")
    title = serializers.CharField(source="role.title")
    center = serializers.CharField(allow_null=True, help_text="Code of the center; null: across the network.")
    permissions = serializers.ListField(
        child=serializers.ChoiceField(choices=[item.value for item in Permission])
    )


class Me(Strict):
    """The person who is signed in."""

    name = serializers.CharField()
    email = serializers.EmailField()
    language = serializers.CharField()
    time_zone = serializers.CharField()
    csrf_token = serializers.CharField(help_text="Send it as the header X-CSRFToken with POST and PATCH.")
    roles = RoleHeld(many=True)


class CenterListed(Strict):
    """A hospital of the network."""

    code = serializers.CharField()
    name = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166 code.")
    admin1 = serializers.CharField(allow_blank=True, help_text="Region or state.")
    time_zone = serializers.CharField()
