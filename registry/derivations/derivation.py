"""One published algorithm: its name, its inputs, its source, and the function that computes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self

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
class Derivation:
    """A pure function over plain values. `doubts` are the numbers of open_doubts.md that touch it."""

    name: str
    title: Text
    version: str
    citation: str
    inputs: Mapping[str, Input]
    doubts: tuple[int, ...]
    compute: Callable[..., Result]

    def run(self, **given: object) -> Result:
        """The result; an absent input is not entered. Raises InvalidInput for what cannot be read."""
        for name in given:
            if name not in self.inputs:
                raise InvalidInput(f"{self.name} has no input {name}")
        return self.compute(self, **{name: self._read(name, given.get(name)) for name in self.inputs})

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
        return Fact(item.label, value, points, item.fields[0])

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
            citation=self.citation,
            unreviewed=tuple(f"doubt:{number}" for number in self.doubts),
        )


def derivation(
    *,
    name: str,
    title: Text,
    version: str,
    citation: str,
    inputs: Mapping[str, Input],
    doubts: tuple[int, ...] = (),
) -> Callable[[Callable[..., Result]], Derivation]:
    """Declares an algorithm above the function that computes it; the function gets the derivation first."""

    def declare(compute: Callable[..., Result]) -> Derivation:
        return Derivation(name, title, version, citation, inputs, doubts, compute)

    return declare
