"""Validation: what cannot or should not be (clinical.md 2.14 and the rules of its section 2).

One list, the same for form, import and API.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Case
from ..models.base import Entry
from . import chronology, outcome, therapy, tumor
from .rule import Course, Level, Place, Places, Rule
from .stops import STOPS, refuse

RULES: tuple[Rule, ...] = (*STOPS, *chronology.RULES, *tumor.RULES, *therapy.RULES, *outcome.RULES)

__all__ = ["RULES", "STOPS", "Broken", "Course", "Level", "Place", "Places", "Rule", "broken", "refuse"]


@dataclass(frozen=True)
class Broken:
    """A rule and the places of one contradiction to it."""

    rule: Rule
    places: Places


def broken(case: Case, entries: Iterable[Entry]) -> tuple[Broken, ...]:
    """What contradicts the rules in a case as it stands in memory; `entries` are those not voided."""
    course = Course(case, tuple(entries))
    return tuple(Broken(rule, places) for rule in RULES for places in rule.broken(course))
