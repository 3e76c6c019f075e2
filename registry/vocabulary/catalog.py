"""All vocabularies, by kind: what is looked up across them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import alteration, drug, histology, topography
from .loader import header_of
from .terms import Kind, Match, Term, names, search, squeezed


@dataclass(frozen=True)
class Vocabulary:
    """One vocabulary: its title for people, its file and the reader of its terms.

    The record holds keys of terms; with `by_name` the name, for one term may be several genes or fusions.
    """

    kind: Kind
    title: Promise
    file: str
    terms: Callable[[], tuple[Term, ...]]
    by_name: bool = False

    @property
    def header(self) -> tuple[str, ...]:
        """What the file says of itself: subject, source, version, licence note."""
        return header_of(self.file)


_ALL = (
    Vocabulary(Kind.HISTOLOGY, _("Histologies"), histology.FILE, histology.histology_terms),
    Vocabulary(Kind.SITE, _("Sites"), topography.FILE, topography.site_terms),
    Vocabulary(Kind.DRUG, _("Drugs"), drug.FILE, drug.drug_terms),
    Vocabulary(
        *(Kind.ALTERATION, _("Genes and fusions"), alteration.FILE, alteration.alteration_terms), by_name=True
    ),
)
VOCABULARIES: dict[Kind, Vocabulary] = {vocabulary.kind: vocabulary for vocabulary in _ALL}


def search_terms(text: str, kind: str = "", group: str = "") -> tuple[Match, ...]:
    """Terms of all vocabularies, or of one kind, best match first. `group` (STS, BS, GIST) leaves out the
    terms that belong to other tumor groups."""
    terms = (term for one in _ALL if kind in ("", one.kind) for term in one.terms())
    return search(text, (term for term in terms if not group or not term.groups or group in term.groups))


def find_term(kind: str, key: str) -> Term | None:
    """One term by its key; any full code of a site finds its row. None when there is none."""
    if kind not in VOCABULARIES:
        return None
    terms = VOCABULARIES[Kind(kind)].terms()
    if kind == Kind.SITE:
        return next((term for term in terms if key in term.codes), None)
    return next((term for term in terms if term.key == key), None)


def spelled(kind: Kind, text: str) -> str:
    """What the record holds for a text: the term that it names, as by a synonym, a code or in another
    spelling; a text that names no term, or several, as it is."""
    return _spellings(kind).get(squeezed(text), text)


def is_term(kind: Kind, stored: str) -> bool:
    """Whether what the record holds is in the vocabulary."""
    return _spellings(kind).get(squeezed(stored)) == stored


def term_label(kind: Kind, stored: str) -> str:
    """Name for people of what the record holds; a text outside the vocabulary as it is."""
    term = None if VOCABULARIES[kind].by_name else find_term(kind, stored)
    return term.name if term else stored


@cache
def _spellings(kind: Kind) -> dict[str, str]:
    """What the record holds, by every name and code that means just this."""
    vocabulary, found = VOCABULARIES[kind], dict[str, set[str]]()
    for term in vocabulary.terms():
        for name in names(term):
            found.setdefault(squeezed(name), set()).add(name if vocabulary.by_name else term.key)
    keys = {squeezed(term.key): term.name if vocabulary.by_name else term.key for term in vocabulary.terms()}
    return keys | {text: kept.pop() for text, kept in found.items() if len(kept) == 1}
