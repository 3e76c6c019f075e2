"""What one row of a file says about a case: values, why others are missing, and where each came from."""

from dataclasses import dataclass, field
from typing import Any

from ..records import Values
from .problems import Origin, Problem, Refusal
from .reading import Reading
from .targets import Target


@dataclass
class Part:
    """What a row says about one record: a patient, a case or an entry."""

    owner: str
    fields: dict[str, Any] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    identified_by: tuple[str, ...] = ()

    def add(self, target: Target, reading: Reading, origin: Origin) -> None:
        """Notes a reading. Raises Refusal when the row has said something else about the same field."""
        name = target.name
        said = self.fields.get(name, self.missing.get(name))
        says = reading.value if reading.value is not None else reading.reason
        if said is not None and said != says:
            raise Refusal("contradiction", f"{self.origins[name].column} = {self.origins[name].value}")
        (self.missing if reading.reason else self.fields)[name] = says
        self.origins[name] = origin

    @property
    def values(self) -> Values:
        """As the record takes them."""
        return Values(self.fields, self.missing)


@dataclass
class Plan:
    """A row, read. `shifted`: its dates stand for true ones (see Anchor)."""

    row: int
    external_id: str = ""
    patient: Part = field(default_factory=lambda: Part("patient"))
    case: Part = field(default_factory=lambda: Part("case"))
    entries: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    shifted: bool = False

    @property
    def refused(self) -> bool:
        """Whether any problem forbids to import the row."""
        return any(problem.refuses for problem in self.problems)

    def has(self, part: Part) -> bool:
        """Whether the row has said the same of an entry already."""
        return any(
            (one.owner, one.fields, one.missing) == (part.owner, part.fields, part.missing)
            for one in self.entries
        )

    def part(self, owner: str) -> Part:
        """The part of patient or case."""
        return self.patient if owner == "patient" else self.case
