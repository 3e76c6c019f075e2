"""Addresses inside nested records: `demographic.sex`, `diagnoses[].age`, `diagnoses[kind=primary].site`.

`name[]` means every element of a list, `name[key=value]` those whose `key` is `value`. The path up to its
last bracket names the elements an event is made from, one event for each.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from .cells import shown
from .problems import Refusal, Unusable

_STEP = re.compile(r"([^.\[\]]+)(\[(?:([^=\]]+)=([^\]]*))?\])?(\.|$)")


@dataclass(frozen=True)
class Step:
    """One part of a path. `key` empty: every element."""

    name: str
    is_list: bool = False
    key: str = ""
    value: str = ""

    def __str__(self) -> str:
        return self.name + (f"[{self.key}={self.value}]" if self.key else "[]" if self.is_list else "")

    def follow(self, value: Any) -> list[Any]:
        """What it leads to from one record. Raises Refusal where a list is met without brackets."""
        found = value.get(self.name) if isinstance(value, dict) else None
        if found is None:
            return []
        if not self.is_list:
            return [found]
        elements = found if isinstance(found, list) else [found]
        return [item for item in elements if not self.key or self._fits(item)]

    def _fits(self, item: Any) -> bool:
        return isinstance(item, dict) and shown(item.get(self.key)) == self.value


@cache
def steps(path: str) -> tuple[Step, ...]:
    """The parts of a path. Raises Unusable when it is not one."""
    found, end = [], 0
    while match := _STEP.match(path, end):
        name, brackets, key, value, _dot = match.groups()
        found.append(Step(name, brackets is not None, key or "", value or ""))
        end = match.end()
        if end == len(path):
            break
    if end != len(path) or not found or path.endswith("."):
        raise Unusable(_("%s is not a path such as diagnoses[].age.") % path)
    return tuple(found)


def list_prefix(path: str) -> str:
    """The path up to its last bracket: `a[].b[].c` -> `a[].b[]`; empty without one."""
    parts = steps(path)
    last = max((number for number, step in enumerate(parts, start=1) if step.is_list), default=0)
    return ".".join(str(step) for step in parts[:last])


def reads(path: str) -> Iterator[str]:
    """The paths it reads, with bare brackets as `leaves` names them: `a[k=v].b` -> `a[].k`, `a[].b`."""
    bare: list[str] = []
    for step in steps(path):
        bare.append(step.name + ("[]" if step.is_list else ""))
        if step.key:
            yield ".".join([*bare, step.key])
    yield ".".join(bare)


def walk(start: Any, path: Iterable[Step]) -> list[Any]:
    """Every value a path leads to, in order."""
    values = [start]
    for step in path:
        if any(isinstance(value, list) for value in values):
            raise Refusal("path", _("%s follows a list: write brackets after the list") % step)
        values = [found for value in values for found in step.follow(value)]
    return values


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all values inside a record; a list of plain values is one value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for item in value:
            yield from leaves(item, f"{path}[]")
    elif value is not None and value != []:
        yield path
