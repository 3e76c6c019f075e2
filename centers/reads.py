"""Which cases a response showed. Queries that return patient-level data note it here; the request
middleware writes one row per response."""

from collections.abc import Iterable
from contextvars import ContextVar

_seen: ContextVar[set[int] | None] = ContextVar("cases shown", default=None)


def note(cases: Iterable[int]) -> None:
    """Notes case ids whose data the response will show. Outside a request it is not recorded."""
    seen = _seen.get()
    if seen is not None:
        seen.update(cases)


def begin() -> set[int]:
    """Starts collecting for one request and returns the set that will fill."""
    seen: set[int] = set()
    _seen.set(seen)
    return seen


def end() -> None:
    """Stops collecting."""
    _seen.set(None)
