"""What an import did, or would do: one document for page, command and test."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import display
from ..sections import locate
from .files import File
from .mapping import Mapping
from .problems import DISAGREEMENT, Problem
from .targets import KINDS, MODELS
from .writing import CHANGED, CREATED, REFUSED, RESULTS, UNCHANGED, Outcome

Counts = dict[str, int]
PROBLEM_KEYS = ("column", "value", "field", "code", "reason")


@dataclass(frozen=True)
class RowReport:
    """The result of one row of the file. `case` is the public id of a case the record had before."""

    row: int
    external_id: str
    result: str
    problems: tuple[Problem, ...]
    case: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the document has it."""
        problems = [{name: getattr(problem, name) for name in PROBLEM_KEYS} for problem in self.problems]
        shown = {"row": self.row, "external_id": self.external_id, "result": self.result}
        return {**shown, "problems": problems}


@dataclass(frozen=True)
class Remark:
    """One thing to be said of one row: a refusal, a value that the record does not take over."""

    row: RowReport
    problem: Problem

    @property
    def url(self) -> str:
        """Where the record's value can be looked at and changed; empty for a case that is not there yet."""
        found = locate(self.problem.field)
        if not self.row.case or found is None:
            return ""
        section, name = found
        return section.url(self.row.case, "" if section.repeats else name)


@dataclass(frozen=True)
class Report:
    """The result of one file. `summary` counts cases, `events` the entries of each type."""

    file: str
    sha256: str
    mapping: dict[str, str]
    center: str
    dry_run: bool
    committed: bool
    summary: Counts
    events: dict[str, Counts]
    rows: tuple[RowReport, ...]
    ignored_columns: tuple[str, ...]
    lines_below: int = 0

    @property
    def refused(self) -> bool:
        """Whether any row was refused: then nothing was written."""
        return bool(self.summary[REFUSED])

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return self.summary[CREATED] + self.summary[CHANGED] > 0

    @property
    def noted(self) -> tuple[RowReport, ...]:
        """The rows with something to say, refused ones first."""
        rows = [row for row in self.rows if row.problems]
        return tuple(sorted(rows, key=lambda row: (row.result != REFUSED, row.row)))

    @property
    def remarks(self) -> list[Remark]:
        """All that is to be said besides disagreements, line by line, refused rows first."""
        return [found for found in self._remarks() if found.problem.code != DISAGREEMENT]

    @cached_property
    def differences(self) -> list[tuple[str, list[Remark]]]:
        """The disagreements by field, under its name for people: those with most first."""
        by_field: dict[str, list[Remark]] = {}
        for found in self._remarks():
            if found.problem.code == DISAGREEMENT:
                by_field.setdefault(found.problem.field, []).append(found)
        ordered = sorted(by_field.items(), key=lambda item: -len(item[1]))
        return [(field_label(field), found) for field, found in ordered]

    def _remarks(self) -> Iterator[Remark]:
        return (Remark(row, problem) for row in self.noted for problem in row.problems)

    @property
    def differing(self) -> int:
        """How many disagreements there are."""
        return sum(len(differences) for _label, differences in self.differences)

    @property
    def totals(self) -> list[tuple[str, Counts]]:
        """Cases, then each type of entry by its name for people."""
        kinds = [
            (capfirst(str(KINDS[kind]._meta.verbose_name_plural)), counts)
            for kind, counts in self.events.items()
        ]
        return [(str(_("Cases")), self.summary), *kinds]

    def as_json(self) -> dict[str, Any]:
        """The document that `import_cases --json` prints."""
        shown = {item.name: getattr(self, item.name) for item in fields(self)}
        return {**shown, "rows": [row.as_json() for row in self.rows]}


def report(
    file: File, mapping: Mapping, center: str, outcomes: Iterable[Outcome], *, dry_run: bool
) -> Report:
    """Counts the outcomes. A case that several rows speak of counts once, by the most that happened to it."""
    outcomes = list(outcomes)
    results: dict[str, str] = {}
    events = {event.type: _none() for event in mapping.events}
    for outcome in outcomes:
        case = outcome.plan.external_id or f"line {outcome.plan.row}"
        results[case] = max(results.get(case, UNCHANGED), outcome.result, key=_WEIGHT.__getitem__)
        for kind, result in outcome.entries:
            events[kind][result] += 1
    summary = _none()
    for result in results.values():
        summary[result] += 1
    return Report(
        file=file.name,
        sha256=file.sha256,
        mapping={"name": mapping.name, "version": mapping.version},
        center=center,
        dry_run=dry_run,
        committed=not dry_run and not summary[REFUSED],
        summary=summary,
        events=events,
        rows=tuple(
            RowReport(one.plan.row, one.plan.external_id, one.result, tuple(one.problems), one.case)
            for one in outcomes
        ),
        ignored_columns=file.ignored,
        lines_below=file.below,
    )


def field_label(field: str) -> str:
    """`case.size_mm` in words: what it belongs to, and its name."""
    owner, _dot, name = field.partition(".")
    model = MODELS[owner]
    return f"{capfirst(str(model._meta.verbose_name))}: {display.label(model, name).lower()}"


_WEIGHT = {UNCHANGED: 0, CHANGED: 1, CREATED: 2, REFUSED: 3}


def _none() -> Counts:
    return dict.fromkeys(RESULTS, 0)
