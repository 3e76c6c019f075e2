"""Finding entries of any vocabulary by what people type: a name, synonym, code or abbreviation."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .review import Review

BRITISH = (("tumour", "tumor"), ("haem", "hem"), ("oesoph", "esoph"), ("paediatr", "pediatr"))
SHORTEST_PART = 3  # characters that are looked for inside a name


class Kind(TextChoices):
    """The vocabularies. The value stands in addresses."""

    HISTOLOGY = "histology", _("Histology")
    SITE = "site", _("Site")
    DRUG = "drug", _("Drug")
    ALTERATION = "alteration", _("Gene or fusion")


@dataclass(frozen=True)
class Term:
    """What an entry of a vocabulary is called and found by.

    `key` is its own id, unique in its kind. `code` is the code people know it by, `codes` every code and
    abbreviation, that one included. `groups` are the tumor groups it belongs to, empty for all. A name is
    data, shown in the language of its source.
    """

    kind: Kind
    key: str
    name: str
    code: str
    codes: tuple[str, ...]
    synonyms: tuple[str, ...]
    review: Review
    groups: tuple[str, ...] = ()


class Rank(IntEnum):
    """How well a term fits what was typed, best first."""

    ITSELF = 0  # its preferred name or own id
    EXACT = 1  # a code, abbreviation or synonym
    PREFIX = 2  # a name or code begins so
    WORD = 3  # every word typed begins a word of its names
    PART = 4  # it stands somewhere inside a name or code


@dataclass(frozen=True)
class Match:
    """A term found, how well it fits, and the name or code that fits where it is not the preferred name."""

    term: Term
    rank: Rank
    by: str


def search(text: str, terms: Iterable[Term]) -> tuple[Match, ...]:
    """The terms that fit, best first, then in their own order. Case, accents, punctuation and British or
    American spelling make no difference. Empty text finds all."""
    query = _fold(text)
    found = [match for term in terms if (match := _match(term, query))]
    return tuple(sorted(found, key=lambda match: (match.rank, bool(match.by))))


def _fold(text: str) -> str:
    """Lower case, without accents and punctuation, American spelling: what two people would call the same."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    for british, american in BRITISH:
        plain = plain.replace(british, american)
    return " ".join(re.findall(r"[a-z0-9]+(?:/\d)?", plain))


@cache
def _names(term: Term) -> tuple[tuple[str, str], ...]:
    """Every name and code of a term as written, and folded; the preferred name is first."""
    return tuple((name, _fold(name)) for name in (term.name, *term.codes, *term.synonyms))


@cache
def _text(term: Term) -> str:
    """All names and codes folded, with and without blanks: what stands nowhere in it fits in no way."""
    folded = [name for _name, name in _names(term)]
    return "\n".join((*folded, *(name.replace(" ", "") for name in folded)))


def names(term: Term) -> tuple[str, ...]:
    """Every name and code of a term as written; the preferred name is first."""
    return tuple(name for name, _folded in _names(term))


def squeezed(text: str) -> str:
    """What is left of a text in which only letters and digits make a difference."""
    return _fold(text).replace(" ", "")


def _is(name: str, query: str) -> bool:
    return name.replace(" ", "") == query.replace(" ", "")


def _begins(name: str, query: str) -> bool:
    return name.startswith(query)


def _has_words(name: str, query: str) -> bool:
    return all(any(word.startswith(part) for word in name.split()) for part in query.split())


def _holds(name: str, query: str) -> bool:
    return len(query) >= SHORTEST_PART and query in name


_TESTS: tuple[tuple[Rank, Callable[[str, str], bool]], ...] = (
    (Rank.EXACT, _is),
    (Rank.PREFIX, _begins),
    (Rank.WORD, _has_words),
    (Rank.PART, _holds),
)


def _match(term: Term, query: str) -> Match | None:
    names = _names(term)
    if query in ("", names[0][1], _fold(term.key)):
        return Match(term, Rank.ITSELF, "")
    text = _text(term)
    if query.replace(" ", "") not in text and not all(part in text for part in query.split()):
        return None
    for rank, fits in _TESTS:
        for name, folded in names:
            if fits(folded, query):
                return Match(term, rank, "" if name == term.name else name)
        if rank is Rank.WORD and _has_words(" ".join(folded for _name, folded in names), query):
            return Match(term, rank, "")
    return None
