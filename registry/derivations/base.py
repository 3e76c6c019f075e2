"""What every derivation answers: a value, or why there is none; the facts it rests on; its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Told = Text | int | Decimal
Plain = str | int | float | bool | None | list[str]
Value = Mapping[str, Plain]


class Outcome(StrEnum):
    """DERIVED has a value. NOT_ASSESSABLE lacks an input. NOT_APPLICABLE: the rule is not for this case.

    The published table may have no such row or column (NOT_IN_TABLE) or no figure in it (INSUFFICIENT_DATA).
    INVALID_NEGATIVE: an interval that ends before it starts.
    """

    DERIVED = "DERIVED"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_IN_TABLE = "NOT_IN_TABLE"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"
    INVALID_NEGATIVE = "INVALID_NEGATIVE"


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
    M1_WITHOUT_AB = "M1_WITHOUT_AB"
    SITE_NOT_IN_TABLE = "SITE_NOT_IN_TABLE"
    TOO_FEW_TUMORS = "TOO_FEW_TUMORS"
    RUPTURED = "RUPTURED"
    SDH_DEFICIENT = "SDH_DEFICIENT"
    NOT_OSTEOSARCOMA_OR_EWING = "NOT_OSTEOSARCOMA_OR_EWING"
    END_BEFORE_START = "END_BEFORE_START"
    YEAR_ONLY = "YEAR_ONLY"
    ORDER_OPEN = "ORDER_OPEN"
    NOT_HAPPENED = "NOT_HAPPENED"
    ONE_REPORT = "ONE_REPORT"
    SPECIMENS_DIFFER = "SPECIMENS_DIFFER"
    SPECIMEN_NOT_TOLD = "SPECIMEN_NOT_TOLD"
    FIRST_WITHOUT_DIAGNOSIS = "FIRST_WITHOUT_DIAGNOSIS"
    NOTHING_TO_COMPARE = "NOTHING_TO_COMPARE"


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
    Reason.TREATED_SPECIMEN: _(
        "The tissue was treated before: grade and risk come from untreated tissue only."
    ),
    Reason.NOT_GRADED: _("This histology is not graded by FNCLCC."),
    Reason.NOT_MALIGNANT: _("Only malignant tumors are staged."),
    Reason.OTHER_SYSTEM: _("This tumor has a staging system of its own."),
    Reason.NO_STAGE_GROUP: _("AJCC 8 gives no stage group for this site."),
    Reason.UNUSUAL_HISTOLOGY: _("AJCC 8 gives no stage group for this histology (chapter 45)."),
    Reason.M1_WITHOUT_AB: _("Stage IV is certain; without M1a or M1b it is not known whether IVA or IVB."),
    Reason.SITE_NOT_IN_TABLE: _("The published table has no column for this site."),
    Reason.TOO_FEW_TUMORS: _("The published series holds too few tumors like this one."),
    Reason.RUPTURED: _("The table does not hold for ruptured tumors: treat as high risk."),
    Reason.SDH_DEFICIENT: _("The table does not hold for SDH-deficient GIST."),
    Reason.NOT_OSTEOSARCOMA_OR_EWING: _("Only for osteosarcoma and Ewing sarcoma of bone."),
    Reason.END_BEFORE_START: _("The end lies before the start: one of the dates is wrong."),
    Reason.YEAR_ONLY: _("Only the year of a date is known: nothing is computed from it."),
    Reason.ORDER_OPEN: _("The dates are not exact enough to tell which came first."),
    Reason.NOT_HAPPENED: _("The end has not happened."),
    Reason.ONE_REPORT: _("There are not two reports of one specimen, a first one and an expert's."),
    Reason.SPECIMENS_DIFFER: _("The two reports are on different specimens."),
    Reason.SPECIMEN_NOT_TOLD: _("It is not entered whether the two reports are on the same specimen."),
    Reason.FIRST_WITHOUT_DIAGNOSIS: _("The first report made no diagnosis: it left it to the expert."),
    Reason.NOTHING_TO_COMPARE: _("One of the two reports names no mesenchymal tumor to compare."),
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

    `value` is empty unless DERIVED, but for the days of an INVALID_NEGATIVE. `inputs` are those the rule was
    given, as plain data; empty when it was refused for a case before any were read. `missing` names the
    fields to fill, dotted like `Fact.field`; a derived value may name some too (T: size not entered gives
    TX). `unreviewed` names what no clinician has confirmed: `doubt:N` (`doubts.py`), `memory`,
    `histology:ID`, `topography:CODE` (rows from memory).
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
    inputs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reason_text(self) -> Text:
        """The reason in words; empty text for a derived value."""
        return REASONS[Reason(self.reason)] if self.reason else ""

    def answer(self) -> dict[str, Plain]:
        """The value, or `{"result", "reason"}`: the form of `derive --cases`."""
        if self.outcome is Outcome.DERIVED:
            return dict(self.value)
        return {**self.value, "result": self.outcome.value, "reason": self.reason}

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
            "inputs": dict(self.inputs),
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
            inputs=dict(stored.get("inputs", {})),
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
