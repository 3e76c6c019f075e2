"""All routes of a URLconf, with what their addresses take."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Route:
    """One route: its full name, its address as written, its view, and the names of its arguments."""

    name: str
    pattern: str
    callback: Callable[..., Any]
    arguments: tuple[str, ...]

    @property
    def view(self) -> Any:
        """The view class, or the function."""
        return (
            getattr(self.callback, "view_class", None) or getattr(self.callback, "cls", None) or self.callback
        )

    @property
    def methods(self) -> list[str]:
        """The HTTP methods that the view has an answer to."""
        actions = getattr(self.callback, "actions", None)
        return [m for m in METHODS if (m in actions if actions else hasattr(self.view, m))]

    @property
    def is_api(self) -> bool:
        return hasattr(self.callback, "cls")


def routes(urlconf: str | None = None) -> list[Route]:
    """Every route of the URLconf (that of the settings when none is named)."""
    return list(_walk(get_resolver(urlconf), "", "", ()))


def _walk(resolver: URLResolver, prefix: str, space: str, outer: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        arguments = (*outer, *_arguments(entry))
        if isinstance(entry, URLPattern):
            yield Route(f"{space}{entry.name or ''}", address, entry.callback, arguments)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, address, inner, arguments)


def _arguments(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    if isinstance(entry.pattern, RoutePattern):
        return tuple(entry.pattern.converters)
    return tuple(entry.pattern.regex.groupindex)
