"""Holding what a file says against what the record has.

Not entered < UNKNOWN < a value (or another reason for having none). A file fills what is less and keeps quiet
where it knows less itself. Where both know and differ the record keeps its own, unless the file is preferred.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import coding, display
from ..findings import words
from ..models import Case
from ..models.base import Entry, Record
from ..records import Values, fill, held, rank, same, wordings
from ..sections import KIND_OF
from ..validation import broken
from .plans import Part, Plan
from .problems import DISAGREEMENT, Origin, Problem, Refusal, problem
from .targets import MODELS

# What only makes sense beside another field of the same record.
DESCRIBES: dict[str, str] = {
    "death_date": "vital_status",
    "death_cause": "vital_status",
    "size_source": "size_mm",
    "grade_system": "grade_final",
    "grade_source": "grade_final",
    "morphology_icdo": "entity_id",
    "behavior": "entity_id",
    "wall_or_cavity": "topography_icdo",
    "metastasis_sites_dx": "disease_extent_dx",
}


@dataclass(frozen=True)
class News:
    """What a file adds to a record, and where the two differ."""

    values: Values
    problems: tuple[Problem, ...] = ()


def news(record: Record, part: Part, prefer_file: bool) -> News:
    """Compares; changes nothing."""
    fields: dict[str, Any] = {}
    missing: dict[str, str] = {}
    problems: list[Problem] = []
    for name, said in (*part.fields.items(), *part.missing.items()):
        says_why = name in part.missing
        has, why = held(record, name), record.missing.get(name)
        if (not says_why and same(has, said)) or (says_why and why == said):
            continue
        if rank(has, why) < rank(None if says_why else said, said if says_why else None):
            (missing if says_why else fields)[name] = said
        elif rank(None if says_why else said, said if says_why else None) == 1:
            continue  # the file knows less
        elif prefer_file:
            fields[name] = None if says_why else said
            missing.update({name: said} if says_why else {})
        else:
            problems.append(_disagreement(record, part, name))
    problems += _held_back(part, fields, missing, {found.field for found in problems})
    return News(Values(fields, missing), tuple(problems))


def _held_back(
    part: Part, fields: dict[str, Any], missing: dict[str, str], differing: set[str]
) -> Iterator[Problem]:
    """Takes out what describes a value the record does not take: no date of death for one who lives there."""
    for name in [*fields, *missing]:
        leader = DESCRIBES.get(name, "")
        if f"{part.owner}.{leader}" in differing:
            fields.pop(name, None)
            missing.pop(name, None)
            shown = display.label(MODELS[part.owner], leader)
            yield _problem(part, name, "held", _("is not filled, because the two differ in: %s") % shown)


def _disagreement(record: Record, part: Part, name: str) -> Problem:
    """Says both values in words; `other` is a record that has only the file's."""
    other, keeps = type(record)(), display.answer(record, name)
    fill(other, Values({name: part.fields.get(name)}, {name: why} if (why := part.missing.get(name)) else {}))
    found = _problem(part, name, DISAGREEMENT, _("differs from the record, which keeps: %s") % keeps)
    entry = str(record) if isinstance(record, Entry) else ""
    return replace(found, says=display.answer(other, name), keeps=keeps, entry=entry)


def apply(record: Record, part: Part, values: Values) -> tuple[list[str], list[Problem]]:
    """Fills a record without saving; returns the columns that changed and what the record refuses."""
    try:
        coding.check(values.fields)
        changed = fill(record, values)
        if isinstance(record, Case):
            changed += coding.complete(record, values)
        return changed, []
    except ValidationError as error:
        said = wordings(error).items()
        return [], [_problem(part, name, "value", " ".join(texts)) for name, texts in said]


def pair(entries: Sequence[Entry], parts: Sequence[Part]) -> list[Entry | None]:
    """For each part the entry it speaks of: alike in what identifies it, and the most alike; each once.

    Standing entries come before voided ones. What either does not say does not tell two entries apart.
    """
    choices = [
        (entry.voided_at is not None, -_likeness(entry, part), row, column)
        for row, part in enumerate(parts)
        for column, entry in enumerate(entries)
        if MODELS[part.owner] is type(entry) and _identified(entry, part)
    ]
    found: list[Entry | None] = [None] * len(parts)
    taken: set[int] = set()
    for *_rank, row, column in sorted(choices):
        if found[row] is None and column not in taken:
            found[row] = entries[column]
            taken.add(column)
    return found


def _identified(entry: Entry, part: Part) -> bool:
    for name in part.identified_by:
        has, said = held(entry, name), part.fields.get(name)
        if has is not None and said is not None and not same(has, said):
            return False
    return True


def _likeness(entry: Entry, part: Part) -> int:
    return sum(same(held(entry, name), said) for name, said in part.fields.items())


def refuse_shift(case: Case, plan: Plan) -> list[Problem]:
    """Shifted and true dates must not meet in one case."""
    if case.dates_shifted == plan.shifted:
        return []
    return [
        problem(Origin(), "case", Refusal("shifted", _("mixes shifted dates with true dates of this case")))
    ]


def contradictions(case: Case, entries: Iterable[Entry]) -> list[Problem]:
    """What the plausibility rules find in a case as it will stand: to look at, never a reason to refuse."""
    standing = [entry for entry in entries if entry.voided_at is None]
    return [
        problem(Origin(), f"{KIND_OF[type(first.record)]}.{first.field}", Refusal("check", words(found)))
        for found in broken(case, standing)
        for first in found.places[:1]
    ]


def voided(part: Part) -> Problem:
    """Somebody took this entry out of the record: the file does not bring it back."""
    return Problem("", "", part.owner, "voided", _("was voided in the record and stays voided"))


def _problem(part: Part, name: str, code: str, reason: str) -> Problem:
    origin = part.origins.get(name, Origin())
    return problem(origin, f"{part.owner}.{name}" if name else part.owner, Refusal(code, reason))
