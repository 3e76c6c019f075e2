"""One published algorithm: its name, inputs, source and tables, and the function that computes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from registry.dates import PartialDate

from .base import Fact, Outcome, Reason, Refusal, Result, Text, Told, Value
from .readers import InvalidInput, Reader


@dataclass(frozen=True)
class Input:
    """One input: how it is read, its name for people, and the registry fields it comes from.

    The first field is the one a fact links to; all are asked for when the input is missing.
    """

    read: Reader
    label: Text
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of a rule for people, made from the data it computes with. The first column heads the rows."""

    title: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class About:
    """What people read about a rule.

    `words` says how it decides. `examples` are inputs, worked when they are shown. `doubts` are numbers of
    `doubts.py`; `memory` says what in the rule was written without seeing a source.
    """

    title: Text
    words: Text
    citation: str
    tables: tuple[Table, ...]
    examples: tuple[Mapping[str, Any], ...]
    doubts: tuple[int, ...] = ()
    memory: Text = ""

    @cached_property
    def unreviewed(self) -> tuple[str, ...]:
        """What in the rule no clinician has confirmed, in the form of `Result.unreviewed`."""
        return (*(f"doubt:{number}" for number in self.doubts), *(("memory",) if self.memory else ()))


@dataclass(frozen=True)
class Derivation:
    """A pure function over plain values. A change of what it computes is a new `version`."""

    name: str
    version: str
    inputs: Mapping[str, Input]
    about: About
    compute: Callable[..., Result]

    def run(self, **given: object) -> Result:
        """The result; an absent input is not entered. Raises InvalidInput for what cannot be read."""
        for name in given:
            if name not in self.inputs:
                raise InvalidInput(f"{self.name} has no input {name}")
        result = self.compute(self, **{name: self._read(name, given.get(name)) for name in self.inputs})
        plain = {name: _plain(value) for name, value in given.items() if value is not None}
        return replace(result, inputs=plain)

    def _read(self, name: str, value: object) -> object:
        try:
            return self.inputs[name].read(value)
        except InvalidInput as error:
            raise InvalidInput(f"{name}: {error}") from None

    def reading_from(self, **fields: tuple[str, ...]) -> Self:
        """The same derivation, for inputs that came from other registry fields than usual."""
        moved = {name: replace(self.inputs[name], fields=places) for name, places in fields.items()}
        return replace(self, inputs={**self.inputs, **moved})

    def fact(self, name: str, value: Told, points: Text | None = None) -> Fact:
        """A fact about one input, linked to its field."""
        item = self.inputs[name]
        return Fact(item.label, value, points, item.fields[0] if item.fields else None)

    def fields_of(self, *names: str) -> tuple[str, ...]:
        """The registry fields to fill for these inputs."""
        return tuple(field for name in names for field in self.inputs[name].fields)

    def derived(self, value: Value, *facts: Fact, missing: tuple[str, ...] = ()) -> Result:
        """A value; `missing` are fields that would make it more precise."""
        return self._result(Outcome.DERIVED, value, None, facts, missing)

    def refused(self, refusal: Refusal, *facts: Fact) -> Result:
        """No value, and why."""
        return self._result(refusal.outcome, {}, refusal.reason, facts, refusal.missing)

    def not_assessable(self, reason: Reason, *facts: Fact, missing: tuple[str, ...] = ()) -> Result:
        """No value yet; `missing` are the fields to fill."""
        return self._result(Outcome.NOT_ASSESSABLE, {}, reason, facts, missing)

    def waiting(self, *facts: Fact, **needed: object) -> Result:
        """No value yet, for want of those of these inputs that are None."""
        names = [name for name, value in needed.items() if value is None]
        return self.not_assessable(Reason.MISSING_INPUT, *facts, missing=self.fields_of(*names))

    def _result(
        self,
        outcome: Outcome,
        value: Value,
        reason: Reason | None,
        facts: tuple[Fact, ...],
        missing: tuple[str, ...],
    ) -> Result:
        return Result(
            name=self.name,
            outcome=outcome,
            value=value,
            reason=reason.value if reason else None,
            facts=facts,
            missing=missing,
            version=self.version,
            citation=self.about.citation,
            unreviewed=self.about.unreviewed,
        )


def _plain(value: object) -> object:
    """As JSON holds it."""
    if isinstance(value, tuple | set | frozenset):
        return sorted(value)
    if isinstance(value, PartialDate):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def derivation(
    name: str, version: str, inputs: Mapping[str, Input], about: About
) -> Callable[[Callable[..., Result]], Derivation]:
    """Declares an algorithm above the function that computes it; the function gets the derivation first."""
    return lambda compute: Derivation(name, version, inputs, about, compute)
