"""What every derivation answers: a value, or why there is none; the facts it rests on; its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Told = Text | int | Decimal
Value = Mapping[str, str | int | float]


class Outcome(StrEnum):
    """DERIVED has a value. NOT_ASSESSABLE lacks an input. NOT_APPLICABLE: the rule is not for this case."""

    DERIVED = "DERIVED"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class Reason(StrEnum):
    """Why there is no value. Stored; REASONS holds the words."""

    MISSING_INPUT = "MISSING_INPUT"
    NO_REPORT = "NO_REPORT"
    AREA_NOT_POSITIVE = "AREA_NOT_POSITIVE"
    T_NOT_IN_TABLE = "T_NOT_IN_TABLE"
    WALL_OR_CAVITY_UNKNOWN = "WALL_OR_CAVITY_UNKNOWN"
    SITE_ILL_DEFINED = "SITE_ILL_DEFINED"
    SITE_NOT_LISTED = "SITE_NOT_LISTED"
    TREATED_SPECIMEN = "TREATED_SPECIMEN"
    NOT_GRADED = "NOT_GRADED"
    NOT_MALIGNANT = "NOT_MALIGNANT"
    OTHER_SYSTEM = "OTHER_SYSTEM"
    NO_STAGE_GROUP = "NO_STAGE_GROUP"
    UNUSUAL_HISTOLOGY = "UNUSUAL_HISTOLOGY"


REASONS: dict[Reason, Text] = {
    Reason.MISSING_INPUT: _("A value it needs is not entered or not known."),
    Reason.NO_REPORT: _("There is no pathology report of the primary tumor."),
    Reason.AREA_NOT_POSITIVE: _("The counted area must be larger than 0 mm²."),
    Reason.T_NOT_IN_TABLE: _("The stage table has no row for this T category."),
    Reason.WALL_OR_CAVITY_UNKNOWN: _(
        "This site is staged as trunk wall or as viscera: wall or cavity must be known."
    ),
    Reason.SITE_ILL_DEFINED: _("The primary site is unknown or ill-defined."),
    Reason.SITE_NOT_LISTED: _("The topography code is not in the registry's list of sites."),
    Reason.TREATED_SPECIMEN: _("The tissue was treated before: only untreated tissue is graded."),
    Reason.NOT_GRADED: _("This histology is not graded by FNCLCC."),
    Reason.NOT_MALIGNANT: _("Only malignant tumors are staged."),
    Reason.OTHER_SYSTEM: _("This tumor has a staging system of its own."),
    Reason.NO_STAGE_GROUP: _("AJCC 8 gives no stage group for this site."),
    Reason.UNUSUAL_HISTOLOGY: _("AJCC 8 gives no stage group for this histology (chapter 45)."),
}


@dataclass(frozen=True)
class Refusal:
    """Why a rule gives no value for a case; `missing` names the fields to fill, dotted like `Fact.field`."""

    outcome: Outcome
    reason: Reason
    missing: tuple[str, ...] = ()

    @classmethod
    def never(cls, reason: Reason) -> Self:
        """The rule is not for this case."""
        return cls(Outcome.NOT_APPLICABLE, reason)

    @classmethod
    def not_yet(cls, reason: Reason, *missing: str) -> Self:
        """The rule waits for these fields."""
        return cls(Outcome.NOT_ASSESSABLE, reason, missing)


@dataclass(frozen=True)
class Fact:
    """One line of the explanation. `points` is what the rule made of the value ("2", "T2"); `field` is the
    dotted name (`case.size_mm`, `pathology_report.diff_score`) of where the value was entered, or None.

    A number stays a number, in the unit of its field, and a code a code: each reader sees them as elsewhere.
    """

    label: Text
    value: Told
    points: Text | None = None
    field: str | None = None


@dataclass(frozen=True)
class Result:
    """The answer of one derivation for one case.

    `value` is empty unless DERIVED. `missing` names the fields to fill, dotted like `Fact.field`; a derived
    value may name some too (T: size not entered gives TX). `unreviewed` names what no clinician has
    confirmed: `doubt:N` (open_doubts.md), `histology:ID`, `topography:CODE` (rows written from memory).
    """

    name: str
    outcome: Outcome
    value: Value
    reason: str | None
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    version: str
    citation: str
    unreviewed: tuple[str, ...]

    @property
    def reason_text(self) -> Text:
        """The reason in words; empty text for a derived value."""
        return REASONS[Reason(self.reason)] if self.reason else ""

    def answer(self) -> dict[str, str | int | float | None]:
        """The value, or `{"result", "reason"}`: the form of `derive --cases`."""
        if self.outcome is Outcome.DERIVED:
            return dict(self.value)
        return {"result": self.outcome.value, "reason": self.reason}

    def as_json(self) -> dict[str, Any]:
        """For one jsonb column. Texts are kept in their source language, so that a reader of any language
        gets them translated on the way out."""
        with translation.override(None):
            facts = [{name: _plain(told) for name, told in vars(fact).items()} for fact in self.facts]
        return {
            "name": self.name,
            "outcome": self.outcome.value,
            "value": dict(self.value),
            "reason": self.reason,
            "facts": facts,
            "missing": list(self.missing),
            "version": self.version,
            "citation": self.citation,
            "unreviewed": list(self.unreviewed),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The stored result; its texts are translated when shown."""
        return cls(
            name=stored["name"],
            outcome=Outcome(stored["outcome"]),
            value=dict(stored["value"]),
            reason=stored["reason"],
            facts=tuple(_fact(fact) for fact in stored["facts"]),
            missing=tuple(stored["missing"]),
            version=stored["version"],
            citation=stored["citation"],
            unreviewed=tuple(stored["unreviewed"]),
        )


def _plain(told: Told | None) -> str | int | float | None:
    if isinstance(told, Decimal):
        return float(told) if told % 1 else int(told)
    return told if told is None or isinstance(told, int) else str(told)


def _fact(stored: Mapping[str, Any]) -> Fact:
    def text(key: str) -> Text | None:
        return _(kept) if (kept := stored[key]) else None

    value = stored["value"]
    told = Decimal(str(value)) if isinstance(value, int | float) else text("value") or ""
    return Fact(text("label") or "", told, text("points"), stored["field"])
