"""A mapping, read and checked: what each column of one source means (docs/mapping-guide.md)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from .targets import KINDS, Target


@dataclass(frozen=True)
class Condition:
    """Holds when the column has one of the values `equals`, or any value at all (`present`).

    With `otherwise` the list is closed: a value in neither is an error, not a "no". With `split` the column
    holds several values, and one of them is enough.
    """

    column: str
    equals: tuple[str, ...] = ()
    present: bool = False
    otherwise: tuple[str, ...] | None = None
    split: str = ""


@dataclass(frozen=True)
class Rule:
    """Where the value of one target comes from: a column, days counted from the anchor, or a constant.

    `factor` turns the file's unit into that of the target (of time: into days), `split` parts a cell into
    several values, `pick` says which of several values of a path counts.
    """

    target: Target
    column: str = ""
    from_anchor: bool = False
    const: str = ""
    because: str = ""
    factor: Decimal = Decimal(1)
    split: str = ""
    pick: str = ""
    values: dict[str, str] = field(default_factory=dict)
    when: tuple[Condition, ...] = ()

    def columns(self) -> Iterator[str]:
        """Every column it reads."""
        if self.column:
            yield self.column
        yield from (condition.column for condition in self.when)


@dataclass(frozen=True)
class Event:
    """Makes an entry of one kind from a row (or from each nested record) where all conditions hold.

    `each` names the records when not every column lies in the same list; `distinct`: nested records that say
    the same make one entry.
    """

    type: str
    rules: tuple[Rule, ...]
    when: tuple[Condition, ...]
    identified_by: tuple[str, ...]
    each: str = ""
    distinct: bool = False

    def columns(self) -> Iterator[str]:
        """Every column it reads."""
        yield from (condition.column for condition in self.when)
        for rule in self.rules:
            yield from rule.columns()

    @property
    def date_column(self) -> str:
        """The column of the date that places the entry, if it has one."""
        when = KINDS[self.type].when
        return next((rule.column for rule in self.rules if rule.target.name == when), "")


@dataclass(frozen=True)
class Key:
    """Which column tells the cases of the source apart. `repeats`: several rows may be of one case.

    In the sources named by `same_as` the same id names the same case.
    """

    column: str
    start: int = 0
    stop: int | None = None
    repeats: bool = False
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Anchor:
    """The date that days are counted from. With `date` it stands for the true one: all dates are shifted."""

    target: Target
    date: datetime.date | None = None


@dataclass(frozen=True)
class Mapping:
    """Everything a mapping file says."""

    name: str
    version: str
    source: str
    format: str
    key: Key
    title: str = ""
    encoding: str = "utf-8-sig"
    missing: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    decimal: str = "."
    dates: str = "ISO"
    sheet: str = ""
    rows: str = ""
    comment: str = ""
    ends_at_blank: bool = False
    anchor: Anchor | None = None
    rules: tuple[Rule, ...] = ()
    events: tuple[Event, ...] = ()
    ignored: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> frozenset[str]:
        """Every column it reads."""
        read = {self.key.column}
        read.update(column for rule in self.rules for column in rule.columns())
        read.update(column for event in self.events for column in event.columns())
        return frozenset(read)

    def ignores(self, column: str) -> bool:
        """Whether the mapping says to leave a column out. `CN *` names all columns that begin with `CN `."""
        return any(
            column == name or (name.endswith("*") and column.startswith(name[:-1])) for name in self.ignored
        )
