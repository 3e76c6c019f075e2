"""From a row to a plan, by the rules of a mapping. Nothing here touches the record."""

import datetime
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Lookup
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from ..dates import PartialDate, Precision
from ..models import CaseSource
from .cells import Cell, shown
from .mapping import Condition, Event, Mapping, Rule
from .plans import Part, Plan
from .problems import Origin, Problem, Refusal, problem
from .reading import Reader, Reading
from .rows import Row
from .texts import as_text, in_short, parts

LONGEST_ID = CaseSource._meta.get_field("external_id").max_length or 0
LONGEST_SHOWN = 200  # characters of a value repeated in a problem


@dataclass(frozen=True)
class Answer:
    """Whether conditions hold; `blank` is the column that left it open because it is empty."""

    holds: bool
    blank: str = ""


class Planner:
    """Reads rows by one mapping. `centers` are the centers of the network by code."""

    def __init__(self, mapping: Mapping, centers: Lookup[str, Model]) -> None:
        self.mapping = mapping
        self.reader = Reader(mapping, centers)

    def plans(self, rows: Iterable[Row]) -> list[Plan]:
        """The plan of every row; an id that occurs again is refused unless the mapping says it repeats."""
        plans = [self.plan(row) for row in rows]
        first: dict[str, Plan] = {}
        for plan in plans:
            if plan.external_id:
                self._compare_ids(plan, first.setdefault(plan.external_id.lstrip("0"), plan))
        return plans

    def _compare_ids(self, plan: Plan, first: Plan) -> None:
        """Refuses the id of an earlier row, and one that only lost zeros."""
        if plan is first:
            return
        if plan.external_id != first.external_id:
            refusal = Refusal("zeros", _("differs from line %s only in leading zeros") % first.row)
        elif not self.mapping.key.repeats:
            refusal = Refusal("duplicate", _("is already in line %s") % first.row)
        else:
            return
        plan.problems.append(problem(Origin(self.mapping.key.column, plan.external_id), "", refusal))

    def plan(self, row: Row) -> Plan:
        """What one row says."""
        plan = Plan(row.number)
        if row.broken is not None:
            plan.problems.append(row.broken)
            return plan
        with self._noting(plan, "", self._origin(row, self.mapping.key.column)):
            plan.external_id = self._key(row)
        day = self._anchor(plan, row)
        for rule in self.mapping.rules:
            self._apply(plan, plan.part(rule.target.owner), row, rule, day)
        for event in self.mapping.events:
            self._add_entries(plan, row, event, day)
        return plan

    def _key(self, row: Row) -> str:
        key = self.mapping.key
        text = as_text(row.cell(key.column))
        if not text or text in self.mapping.missing or text in self.mapping.unknown:
            raise Refusal("key", _("is empty: every row needs the id of its case"))
        if key.stop is not None and len(text) < key.stop:
            raise Refusal("key", _("is shorter than %s characters") % key.stop)
        text = text[key.start : key.stop]
        if not text.strip() or len(text) > LONGEST_ID:
            raise Refusal("key", _("is no id of 1 to %s characters") % LONGEST_ID)
        return text

    def _anchor(self, plan: Plan, row: Row) -> datetime.date | None:
        """The day that days are counted from: the mapping's stand-in, or what the row says."""
        anchor = self.mapping.anchor
        if anchor is None:
            return None
        if anchor.date is not None:
            plan.shifted = True
            plan.case.add(anchor.target, Reading(PartialDate(anchor.date)), Origin())
            return anchor.date
        part, own = Part("case"), [rule for rule in self.mapping.rules if rule.target == anchor.target]
        for rule in own:
            # Its problems are noted with the other rules.
            self._apply(Plan(row.number), part, row, rule, None)
        date = part.fields.get(anchor.target.name)
        return date.date if date is not None and date.precision == Precision.DAY else None

    def _apply(self, plan: Plan, part: Part, row: Row, rule: Rule, day: datetime.date | None) -> bool:
        """Reads one rule into a part; returns whether the file (not a constant) said something."""
        origin = self._origin(row, rule.column)
        with self._noting(plan, f"{part.owner}.{rule.target.name}", origin):
            answer = self._answer(plan, row, rule.when)
            if not answer.holds:
                self._note_unused(plan, origin, answer)
                return False
            if rule.const:
                part.add(rule.target, self.reader.literal(rule.target, rule.const), Origin())
                return False
            reading = self.reader.read(rule, row.cell(rule.column), day)
            if reading:
                part.add(rule.target, reading, origin)
            return bool(reading)
        return False

    def _add_entries(self, plan: Plan, row: Row, event: Event, day: datetime.date | None) -> None:
        with self._noting(plan, event.type, Origin()):
            for inner in row.expand(event.columns(), event.each):
                part = Part(event.type, identified_by=event.identified_by)
                date = self._origin(inner, event.date_column)
                with self._noting(plan, event.type, date):
                    answer = self._answer(plan, inner, event.when)
                    if not answer.holds:
                        self._note_unused(plan, date, answer)
                        continue
                    said = [self._apply(plan, part, inner, rule, day) for rule in event.rules]
                    if (any(said) or event.when) and not (event.distinct and plan.has(part)):
                        plan.entries.append(part)

    def _answer(self, plan: Plan, row: Row, conditions: Iterable[Condition]) -> Answer:
        """Whether all conditions hold; the first that does not decides."""
        for condition in conditions:
            cell = row.cell(condition.column)
            if not self._holds(plan, condition, cell):
                return Answer(False, condition.column if self.reader.is_blank(cell) else "")
        return Answer(True)

    def _holds(self, plan: Plan, condition: Condition, cell: Cell) -> bool:
        words = [shown(part) for part in parts(cell, condition.split)] if condition.split else [shown(cell)]
        said = [word for word in words if not self.reader.is_blank(word) and word not in self.mapping.unknown]
        if condition.present:
            return bool(said)
        known = (*condition.equals, *(condition.otherwise or ()))
        for word in said if condition.otherwise is not None else ():
            if word not in known:
                reason = _("is none of the values the mapping knows: %s") % in_short(known)
                self._note(plan, problem(Origin(condition.column, word), "", Refusal("value", reason)))
        return any(word in condition.equals for word in words)

    def _note_unused(self, plan: Plan, origin: Origin, answer: Answer) -> None:
        """A value that is left out because the column that would explain it is empty is named."""
        if answer.blank and answer.blank != origin.column and not self.reader.is_blank(origin.value):
            reason = _("is not imported, because %s is empty") % answer.blank
            self._note(plan, problem(origin, "", Refusal("unused", reason)))

    def _origin(self, row: Row, column: str) -> Origin:
        if not column:
            return Origin()
        try:
            return Origin(column, shown(row.cell(column))[:LONGEST_SHOWN])
        except Refusal:
            return Origin(column)

    def _note(self, plan: Plan, found: Problem) -> None:
        if found not in plan.problems:
            plan.problems.append(found)

    @contextmanager
    def _noting(self, plan: Plan, field: str, origin: Origin) -> Iterator[None]:
        """Turns a refusal into a problem of the plan."""
        try:
            yield
        except Refusal as refusal:
            self._note(plan, problem(origin, field, refusal))
