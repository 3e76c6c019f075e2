"""What a cell says about a field, by a mapping: a value, a reason for having none, or nothing."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from ..codes import UNKNOWN
from ..fields import MISSING_LABELS
from . import conversions, texts
from .cells import Cell, Unreadable, shown
from .conversions import Centers
from .mapping import Mapping, Rule
from .problems import Refusal
from .targets import Target


@dataclass(frozen=True)
class Reading:
    """What a cell says: a value, or a reason for having none, or nothing at all (not entered)."""

    value: Any = None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.value is not None or bool(self.reason)


NOTHING = Reading()


class Reader:
    """Reads cells by the rules of one mapping. `centers` are the centers of the network by code."""

    def __init__(self, mapping: Mapping, centers: Centers) -> None:
        self.mapping, self.centers = mapping, centers

    def read(self, rule: Rule, cell: Cell, anchor: datetime.date | None = None) -> Reading:
        """What the cell says about the rule's target. Raises Refusal."""
        parts = texts.parts(cell, rule.split)
        many = isinstance(rule.target.field, ArrayField)
        if not many and not rule.pick:
            return self._one(rule, _single(parts), anchor)
        found = [reading for part in parts if (reading := self._one(rule, part, anchor))]
        values = [reading.value for reading in found if reading.value is not None]
        if not values:
            return found[0] if found else NOTHING
        if not many:
            return Reading(max(values))
        return Reading(sorted(set(values)) if rule.target.is_coded else values)

    def is_blank(self, cell: Cell) -> bool:
        """Whether the cell says nothing: empty, or one of the mapping's `missing`."""
        return not isinstance(cell, Unreadable) and (not shown(cell) or shown(cell) in self.mapping.missing)

    def _one(self, rule: Rule, cell: Cell, anchor: datetime.date | None) -> Reading:
        if isinstance(cell, Unreadable):
            raise Refusal(cell.code, cell.reason)
        text = shown(cell)
        if text in rule.values:
            return self.literal(rule.target, rule.values[text])
        if self.is_blank(cell):
            return NOTHING
        if text in self.mapping.unknown:
            return self.literal(rule.target, UNKNOWN)
        if rule.values and (rule.target.is_coded or rule.target.is_vocabulary):
            raise Refusal("value", texts.not_listed(text, tuple(rule.values)))
        if rule.from_anchor:
            return Reading(conversions.since(anchor, rule, cell, self.mapping.decimal))
        return Reading(self.convert(rule, cell))

    def literal(self, target: Target, text: str) -> Reading:
        """A value the mapping itself writes: a code, UNKNOWN, a reason for having no value, or nothing."""
        if text == "":
            return NOTHING
        if text == UNKNOWN and (target.is_vocabulary or UNKNOWN in target.codes):
            return Reading(UNKNOWN)
        if text in MISSING_LABELS and not target.is_coded:
            return Reading(reason=text)
        return Reading(self.convert(Rule(target), text))

    def convert(self, rule: Rule, cell: Cell) -> Any:
        """The cell as a value of the target's field. Raises Refusal."""
        return conversions.convert(self.mapping, self.centers, rule, cell)


def check_values(reader: Reader, rule: Rule) -> None:
    """Raises Refusal when a constant or one of `values` does not fit the target."""
    if isinstance(rule.target.field, models.ForeignKey):
        return  # centers are known when a file is read
    for text in (*rule.values.values(), *filter(None, [rule.const])):
        reader.literal(rule.target, text)


def _single(parts: list[Cell]) -> Cell:
    """The one value of a nested path; several that agree are one."""
    if len(parts) > 1 and any(part != parts[0] for part in parts):
        raise Refusal("several", _("%s different values where one is expected") % len(parts))
    return parts[0] if parts else None
