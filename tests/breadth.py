"""What is tried on every member of a long list: on some in every run, on all with `./dev test --slow`."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

import pytest


def each(items: Iterable[Any], always: Collection[str], name: Callable[[Any], str] = str) -> list[Any]:
    """The parameters of a test, called by their names; those not named in `always` are slow.

    Raises ValueError when a name in `always` is none of theirs.
    """
    named = {name(item): item for item in items}
    if unknown := set(always) - named.keys():
        raise ValueError(f"None of the list: {', '.join(sorted(unknown))}")
    return [
        pytest.param(item, id=called, marks=() if called in always else pytest.mark.slow)
        for called, item in named.items()
    ]
