"""What the pages of the derivations show: the same for everyone, no case among it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .. import display
from ..answers import in_words
from ..derivations import DERIVATIONS, GROUPS, Derivation
from ..derivations.doubts import DOUBTS


@dataclass(frozen=True)
class RuleGroup:
    """The derivations of one tumor group."""

    title: str | Promise
    rules: tuple[Derivation, ...]


@dataclass(frozen=True)
class Rules:
    """Every derivation, and what only a clinician can decide."""

    groups: tuple[RuleGroup, ...]
    doubts: Mapping[int, str | Promise]


@dataclass(frozen=True)
class Example:
    """One worked example: what goes in, by input, and what comes out, or why nothing does."""

    given: tuple[tuple[str | Promise, str], ...]
    answer: str
    reason: str | Promise


@dataclass(frozen=True)
class RulePage:
    """One derivation; `doubts` are those that touch it."""

    rule: Derivation
    examples: tuple[Example, ...]
    doubts: tuple[str | Promise, ...]


def rules() -> Rules:
    """Every derivation by tumor group."""
    return Rules(tuple(RuleGroup(title, found) for title, found in GROUPS), DOUBTS)


def rule_page(name: str) -> RulePage | None:
    """One derivation, its examples worked now by the rule itself; None when there is none of this name."""
    rule = DERIVATIONS.get(name)
    if rule is None:
        return None
    examples = tuple(_worked(rule, given) for given in rule.about.examples)
    return RulePage(rule, examples, tuple(DOUBTS[number] for number in rule.about.doubts))


def _worked(rule: Derivation, given: Mapping[str, Any]) -> Example:
    result = rule.run(**given)
    inputs = tuple((rule.inputs[name].label, _shown(value)) for name, value in given.items())
    return Example(inputs, in_words(result), result.reason_text)


def _shown(value: Any) -> str:
    """An input as it is entered: codes stay codes."""
    if value is None:
        return _("not entered")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float):
        return display.number(Decimal(str(value)))
    if isinstance(value, Mapping):
        return ", ".join(str(part) for part in value.values())
    return ", ".join(value) or _("none") if isinstance(value, list) else str(value)
