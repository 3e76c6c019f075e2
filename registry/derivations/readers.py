"""Reads one input of a derivation from plain data. None and UNKNOWN are the same to a rule: not known."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from registry.codes import UNKNOWN
from registry.vocabulary import find_entity

# No measurement is beyond a thousand millions or below a thousand-millionth: exact arithmetic stays exact.
LARGEST_EXPONENT = 9

Reader = Callable[[object], Any]


class InvalidInput(ValueError):
    """A value that no form of the registry would accept, or an input the derivation does not have."""


def _known(value: object) -> bool:
    return value is not None and value != UNKNOWN


def number(*, above: Decimal | None = None, at_least: Decimal | None = None) -> Reader:
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
        return exact

    return read


def code(*allowed: str | int) -> Reader:
    """One of a closed set of codes."""

    def read(value: object) -> str | int | None:
        if not _known(value):
            return None
        if isinstance(value, bool) or not isinstance(value, str | int) or value not in allowed:
            raise InvalidInput(f"{value!r} is none of {', '.join(map(str, allowed))}")
        return value

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


def entity_id(value: object) -> str | None:
    """The id of a histology in the vocabulary."""
    if not _known(value):
        return None
    if not isinstance(value, str) or find_entity(value) is None:
        raise InvalidInput(f"{value!r} is not a histology of the vocabulary")
    return value
