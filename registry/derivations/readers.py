"""Reads one input of a derivation from plain data. None and UNKNOWN are the same to a rule: not known."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from registry.codes import UNKNOWN
from registry.dates import InvalidDate, PartialDate
from registry.vocabulary import find_entity

# No measurement is beyond a thousand millions or below a thousand-millionth: exact arithmetic stays exact.
LARGEST_EXPONENT = 9
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

Reader = Callable[[object], Any]


class InvalidInput(ValueError):
    """A value that no form of the registry would accept, or an input the derivation does not have."""


def _known(value: object) -> bool:
    return value is not None and value != UNKNOWN


def number(
    *, above: Decimal | None = None, at_least: Decimal | None = None, at_most: Decimal | None = None
) -> Reader:
    """A number (int, float or Decimal, never text), exact: 0.1 stays 0.1."""

    def read(value: object) -> Decimal | None:
        if not _known(value):
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise InvalidInput(f"{value!r} is not a number")
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not exact.is_finite() or (exact and abs(exact.adjusted()) > LARGEST_EXPONENT):
            raise InvalidInput("a number that no measurement has")
        if above is not None and exact <= above:
            raise InvalidInput(f"{value!r} is not above {above}")
        if at_least is not None and exact < at_least:
            raise InvalidInput(f"{value!r} is below {at_least}")
        if at_most is not None and exact > at_most:
            raise InvalidInput(f"{value!r} is above {at_most}")
        return exact

    return read


def whole(value: object) -> int | None:
    """A whole number from 0."""
    exact = number(at_least=Decimal(0))(value)
    if exact is not None and exact % 1:
        raise InvalidInput(f"{value!r} is not a whole number")
    return None if exact is None else int(exact)


def yes_no(value: object) -> bool | None:
    """True or false."""
    if not _known(value):
        return None
    if not isinstance(value, bool):
        raise InvalidInput(f"{value!r} is neither true nor false")
    return value


def code(*allowed: str | int) -> Reader:
    """One of a closed set of codes."""

    def read(value: object) -> str | int | None:
        if not _known(value):
            return None
        if isinstance(value, bool) or not isinstance(value, str | int) or value not in allowed:
            raise InvalidInput(f"{value!r} is none of {', '.join(map(str, allowed))}")
        return value

    return read


def code_set(*allowed: str) -> Reader:
    """A list of codes of a closed set; empty says that there is none."""

    def read(value: object) -> frozenset[str] | None:
        if not _known(value):
            return None
        if not isinstance(value, list | tuple | set | frozenset):
            raise InvalidInput(f"{value!r} is not a list")
        for item in value:
            if not isinstance(item, str) or item not in allowed:
                raise InvalidInput(f"{item!r} is none of {', '.join(allowed)}")
        return frozenset(value)

    return read


def pattern(regex: str, example: str) -> Reader:
    """A text of one form."""

    def read(value: object) -> str | None:
        if not _known(value):
            return None
        if not isinstance(value, str) or not re.fullmatch(regex, value):
            raise InvalidInput(f"{value!r} is not of the form {example}")
        return value

    return read


def text(value: object) -> str | None:
    """Any text."""
    if not _known(value):
        return None
    if not isinstance(value, str):
        raise InvalidInput(f"{value!r} is not a text")
    return value


def date(value: object) -> PartialDate | None:
    """A date, or its text in ISO 8601: `2023-06-01`, `2023-06`, `2023`."""
    if isinstance(value, PartialDate):
        return value
    if not _known(value):
        return None
    if not isinstance(value, str) or not DATE.fullmatch(value):
        raise InvalidInput(f"{value!r} is not of the form 2023-06-01")
    try:
        return PartialDate.parse(value)
    except InvalidDate as error:
        raise InvalidInput(str(error)) from None


def entity_id(value: object) -> str | None:
    """The id of a histology in the vocabulary."""
    if not _known(value):
        return None
    if not isinstance(value, str) or find_entity(value) is None:
        raise InvalidInput(f"{value!r} is not a histology of the vocabulary")
    return value


def record(**readers: Reader) -> Reader:
    """An object with these keys, each nullable and absent when not entered; read to a dict of all of them."""

    def read(value: object) -> dict[str, Any] | None:
        if not _known(value):
            return None
        if not isinstance(value, Mapping):
            raise InvalidInput(f"{value!r} is not an object")
        if unknown := sorted(str(key) for key in value if key not in readers):
            raise InvalidInput(f"unknown key {', '.join(unknown)}")
        return {key: read_one(value.get(key)) for key, read_one in readers.items()}

    return read
