"""A derivation as people read it: value, one-line why, facts that lead to their field, what is missing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from . import display
from .answers import in_words
from .codes import UNKNOWN
from .derivations import DERIVATIONS, Fact, Outcome, Result
from .derivations.chains.soft_tissue import AGREES_WITH
from .models import Case
from .models.base import Entry
from .sections import DOTTED, locate

SHORT, COLUMN = 8, 16  # characters that fit the one-line why, and the column of points


def _same_t(own: str, derived: str) -> bool:
    """T1 and T1b do not contradict each other, and TX contradicts nothing."""
    return derived == "TX" or own.startswith(derived) or derived.startswith(own)


def _same_grade(own: str, derived: str) -> bool:
    return derived in AGREES_WITH.get(own, {derived})


# What a clinician entered for the same thing: the first of these fields that has a value, and whether it
# agrees with the derived one.
_T = (("pt", "ct"), _same_t)
OWN: dict[str, tuple[tuple[str, ...], Callable[[str, str], bool]]] = {
    "FNCLCC": (("grade_final",), _same_grade),
    "AJCC8_STS_T": _T,
    "AJCC8_GIST_T": _T,
    "AJCC8_BONE_T_APPENDICULAR": _T,
    "AJCC8_BONE_T_PELVIS": _T,
    "AJCC8_BONE_T_SPINE": _T,
}


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

    `own` is what a clinician entered for the same thing, `differs` that it is something else. `url` is the
    page of the rule, `outdated` that the rule has changed since. `unreviewed`: rests on what nobody has
    confirmed.
    """

    name: str | Promise
    value: str
    applies: bool
    reason: str
    summary: str
    facts: tuple[Line, ...]
    missing: tuple[Line, ...]
    own: str
    differs: bool
    version: str
    citation: str
    unreviewed: bool
    url: str
    outdated: bool

    @property
    def needs(self) -> str:
        """What is missing, in words."""
        return ", ".join(display.within(line.label) for line in self.missing)


def explain(result: Result, case: Case, entries: Mapping[str, Sequence[Entry]]) -> DerivedValue:
    """The result for one case; links lead to the case's own pages. The citation is the rule's present one,
    unless the result is of another version."""
    rule = DERIVATIONS[result.name]
    outdated = rule.version != result.version
    own, differs = _own(result, case)
    return DerivedValue(
        name=rule.about.title,
        value=in_words(result) if result.outcome is Outcome.DERIVED else "",
        applies=result.outcome is not Outcome.NOT_APPLICABLE,
        reason=str(result.reason_text),
        summary=_summary(result.facts),
        facts=tuple(_fact(fact, case, entries) for fact in result.facts),
        missing=tuple(_gap(dotted, case, entries) for dotted in result.missing),
        own=own,
        differs=differs,
        version=result.version,
        citation=result.citation if outdated else rule.about.citation,
        unreviewed=bool(result.unreviewed),
        url=reverse("registry:rule", args=[result.name]),
        outdated=outdated,
    )


def _own(result: Result, case: Case) -> tuple[str, bool]:
    """What a clinician entered, in words, and whether it differs from what was derived."""
    fields, agrees = OWN.get(result.name, ((), _same_t))
    name = next((name for name in fields if getattr(case, name) not in (None, UNKNOWN)), None)
    if name is None:
        return "", False
    derived = next(iter(result.value.values()), None)
    return display.value(case, name), derived is not None and not agrees(getattr(case, name), str(derived))


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
