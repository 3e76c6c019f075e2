"""A derivation as people read it: value, one-line why, facts that lead to their field, what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from . import display
from .derivations import DERIVATIONS, Fact, Outcome, Result
from .models import Case
from .models.base import Entry
from .sections import DOTTED, locate

# In the order people read them: the key of a result's value that people call its value.
KEYS = {
    "FNCLCC": "grade",
    "AJCC8_STS_STAGE": "stage",
    "AJCC8_STS_T": "t",
    "MITOSES_NORMALISATION": "mitoses_per_10hpf",
}
SHORT, COLUMN = 8, 16  # characters that fit the one-line why, and the column of points
ORDER = tuple(KEYS)
# What a clinician entered for the same thing.
OWN: dict[str, tuple[str, ...]] = {"FNCLCC": ("grade_final",), "AJCC8_STS_T": ("pt", "ct")}


@dataclass(frozen=True)
class Line:
    """A fact used or a field to fill in, and where it is entered; `points` is what the rule made of it."""

    label: str
    value: str
    url: str
    points: str = ""


@dataclass(frozen=True)
class DerivedValue:
    """One derived value. Without a value, `missing` are the fields it needs and `reason` says why in words.
    `own` is what a clinician entered for the same thing; `unreviewed`: rests on what nobody has confirmed."""

    name: str | Promise
    value: str
    applies: bool
    reason: str
    summary: str
    facts: tuple[Line, ...]
    missing: tuple[Line, ...]
    own: str
    version: str
    citation: str
    unreviewed: bool

    @property
    def needs(self) -> str:
        """What is missing, in words."""
        return ", ".join(display.within(line.label) for line in self.missing)


def explain(result: Result, case: Case, entries: Mapping[str, Sequence[Entry]]) -> DerivedValue:
    """The result for one case; links lead to the case's own pages."""
    stored = result.value.get(KEYS.get(result.name, ""), next(iter(result.value.values()), ""))
    own = next((text for name in OWN.get(result.name, ()) if (text := display.value(case, name))), "")
    shown = display.number(Decimal(str(stored))) if isinstance(stored, int | float) else str(stored)
    return DerivedValue(
        name=DERIVATIONS[result.name].title,
        value=shown,
        applies=result.outcome is not Outcome.NOT_APPLICABLE,
        reason=str(result.reason_text),
        summary=_summary(result.facts),
        facts=tuple(_fact(fact, case, entries) for fact in result.facts),
        missing=tuple(_gap(dotted, case, entries) for dotted in result.missing),
        own=own,
        version=result.version,
        citation=result.citation,
        unreviewed=bool(result.unreviewed),
    )


def _summary(facts: Iterable[Fact]) -> str:
    """What went in, in one line: `3 + 2 + 0`, `T2, N0, M0, G2`."""
    used = [min(str(fact.points or _told(fact)), _told(fact), key=len) for fact in facts if fact.field]
    short = [text for text in used if len(text) <= SHORT]
    if short and all(text.isdigit() for text in short):
        return " + ".join(short)
    return ", ".join(dict.fromkeys(short))


def _told(fact: Fact) -> str:
    """The value as the pages of its field show it."""
    owner, _dot, name = (fact.field or "").partition(".")
    return display.words(DOTTED[owner]._meta.get_field(name) if name else None, fact.value)


def _fact(fact: Fact, case: Case, entries: Mapping[str, Sequence[Entry]]) -> Line:
    value, points, url = _told(fact), str(fact.points or ""), _url(fact.field, case, entries)
    if len(points) > COLUMN:
        value, points = f"{value}, {points}", ""
    return Line(str(fact.label), value, url, points)


def _gap(dotted: str, case: Case, entries: Mapping[str, Sequence[Entry]]) -> Line:
    owner, _dot, name = dotted.partition(".")
    return Line(display.label(DOTTED[owner], name), _("not entered"), _url(dotted, case, entries))


def _url(dotted: str | None, case: Case, entries: Mapping[str, Sequence[Entry]]) -> str:
    """Where a field is entered: a form of the case, the only entry there is, or the list of entries."""
    place = locate(dotted) if dotted else None
    if place is None:
        return ""
    section, name = place
    if not section.repeats:
        return section.url(case.public_id, name)
    rows = entries[section.slug]
    if len(rows) != 1:
        return section.url(case.public_id)
    return section.entry_url(case.public_id, rows[0].pk, name)
