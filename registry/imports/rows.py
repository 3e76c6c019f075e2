"""Rows of a file, flat or nested, asked for a cell by the name of its column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from .cells import Cell
from .paths import list_prefix, steps, walk
from .problems import Problem


class Row(Protocol):
    """One record of a file. `number` is its line (header = 1), in JSON its place in the list."""

    @property
    def number(self) -> int:
        """Its line."""

    @property
    def broken(self) -> Problem | None:
        """Why the row cannot be read at all, or None."""

    def cell(self, column: str) -> Cell:
        """What the column holds. Raises Refusal."""

    def expand(self, columns: Iterable[str], each: str) -> "Iterable[Row]":
        """The rows an event is made from: this one, or one for each element of a list (see Event)."""


@dataclass(frozen=True)
class Content:
    """What a format is read into. `below`: lines after the table that were left out."""

    columns: list[str]
    rows: "Sequence[Row]"
    below: int = 0


@dataclass(frozen=True)
class FlatRow:
    """A line of a table."""

    number: int
    cells: dict[str, Cell]
    broken: Problem | None = None

    def cell(self, column: str) -> Cell:
        """What the column holds."""
        return self.cells.get(column)

    def expand(self, columns: Iterable[str], each: str) -> "Iterable[FlatRow]":
        """A table has nothing nested."""
        return [self]


@dataclass(frozen=True)
class NestedRow:
    """A JSON record, seen as a whole or from one element of its lists (`inside`: prefix -> element)."""

    number: int
    record: dict[str, Any]
    inside: dict[str, Any] = field(default_factory=dict)
    broken: Problem | None = None

    def cell(self, column: str) -> Cell:
        """The value at a path, from the nearest element the row stands in; several values as a list."""
        start, path = self._nearest(column)
        found = walk(start, path)
        flat = [part for value in found for part in (value if isinstance(value, list) else [value])]
        return flat[0] if len(flat) == 1 else flat or None

    def expand(self, columns: Iterable[str], each: str) -> "Iterable[NestedRow]":
        """One row for each element of `each`, else of the innermost list that the columns name."""
        inner = each or max((list_prefix(column) for column in columns), key=len, default="")
        rows = [self]
        prefix: list[str] = []
        for step in steps(inner) if inner else ():
            prefix.append(str(step))
            if step.is_list:
                name = ".".join(prefix)
                rows = [row._at(name, element) for row in rows for element in row._elements(name)]
        return rows

    def _nearest(self, column: str) -> tuple[Any, Any]:
        path = steps(column)
        for length in range(len(path) - 1, 0, -1):
            prefix = ".".join(str(step) for step in path[:length])
            if prefix in self.inside:
                return self.inside[prefix], path[length:]
        return self.record, path

    def _elements(self, prefix: str) -> list[Any]:
        start, path = self._nearest(prefix)
        return walk(start, path)

    def _at(self, prefix: str, element: Any) -> "NestedRow":
        return NestedRow(self.number, self.record, {**self.inside, prefix: element})
