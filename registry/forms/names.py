"""What people type for a term of a vocabulary, turned into what is stored; the names offered while typing."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ..codes import UNKNOWN
from ..vocabulary import (
    Entity,
    Kind,
    Rank,
    Topography,
    alterations,
    entity_label,
    find_drug,
    find_topography,
    is_term,
    search_entities,
    search_terms,
    spelled,
    term_label,
    topographies,
    topography_label,
)
from .inputs import NameInput, TextListInput

_CODE = re.compile(r"C\d\d(?:\.\d)?", re.IGNORECASE)
UNKNOWN_SITE = "C80.9"
OFFERED = 5  # names proposed when what was typed fits several
SITES = {
    "BS": ("C40", "C41"),
    "GIST": ("C15", "C16", "C17", "C18", "C19", "C20", "C48", "C26"),
    "STS": ("C4", "C"),
}


def histology_input(group: str | None = None, **kwargs: Any) -> NameInput:
    """A histology by name, synonym, abbreviation or code. `group` narrows what is offered, not accepted."""
    offered = [(entity.name, entity.icdo_code or entity.entity_id) for entity in search_entities("", group)]
    return NameInput(options=[*offered, (_unknown(), "")], find=find_histology, name=_histology, **kwargs)


def site_input(group: str | None = None, **kwargs: Any) -> NameInput:
    """A primary site by name or ICD-O code."""
    offered = [(_site(row.codes[0]), "") for row in _sites(group)]
    return NameInput(options=[*offered, (_unknown(), "")], find=find_site, name=_site, **kwargs)


def drugs_input(group: str | None = None, **kwargs: Any) -> TextListInput:
    """Several drugs by name or ATC code; one outside the vocabulary is kept as it is written."""
    return _DrugsInput(**kwargs)


def alteration_input(group: str | None = None, **kwargs: Any) -> NameInput:
    """A gene or fusion; one outside the vocabulary is kept as it is written."""
    offered = [
        (name, row.alteration_type) for row in alterations() for name in row.names or (row.alteration,)
    ]
    return _AlterationInput(options=offered, find=_alteration, name=str, **kwargs)


class _DrugsInput(TextListInput):
    def to_python(self, value: Any) -> Any:
        return [spelled(Kind.DRUG, text) for text in super().to_python(value) or ()] or None

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value([_drug(text) for text in value] if isinstance(value, list) else value)

    def echo(self, value: Any) -> str:
        """What was understood, with ATC codes: `doxorubicin (L01DB01)`."""
        return ", ".join(f"{_drug(text)} ({_atc(text)})" for text in self.to_python(value) or ())


class _AlterationInput(NameInput):
    def echo(self, value: Any) -> str:
        """Says that it is outside, and what the vocabulary has of that gene."""
        if not value or is_term(Kind.ALTERATION, _alteration(value)):
            return ""
        gene = value.partition(" ")[0]
        near = [match.term.name for match in search_terms(gene, Kind.ALTERATION) if match.rank <= Rank.WORD]
        offered = _("kept as written; the vocabulary has %(names)s") % {"names": "; ".join(near[:OFFERED])}
        return offered if near else _outside()


def find_histology(text: str) -> str:
    """The id of the histology a person means. Raises ValidationError, offering names when several fit."""
    if _is_unknown(text):
        return UNKNOWN
    found = search_entities(text, worst=Rank.WORD)
    wanted = text.casefold()
    own = [entity for entity in found if wanted in {entity.entity_id.casefold(), entity.name.casefold()}]
    exact = own or [entity for entity in found if wanted in _names(entity)]
    if len(exact or found) != 1:
        raise _unclear(text, [entity.name for entity in exact or found])
    return (exact or found)[0].entity_id


def find_site(text: str) -> str:
    """The ICD-O topography a person means; an unknown site has a code too. Raises ValidationError."""
    if _is_unknown(text):
        return UNKNOWN_SITE
    if code := _CODE.search(text):
        full = code[0].upper() if "." in code[0] else f"{code[0].upper()}.9"
        if find_topography(full):
            return full
    part = text.casefold()
    found = [row for row in topographies() if part in row.label.casefold()]
    if len(found) == 1:
        return found[0].codes[0]
    raise _unclear(text, [_site(row.codes[0]) for row in found])


def _names(entity: Entity) -> set[str]:
    """Everything that names just this histology, or nearly: ICD-O codes may be shared."""
    names = (entity.name, entity.entity_id, entity.icdo_code, entity.morphology, entity.oncotree_code)
    return {name.casefold() for name in (*names, *entity.synonyms) if name}


def _sites(group: str | None) -> list[Topography]:
    wanted = SITES.get(group or "", ("C",))
    return sorted(
        (row for row in topographies() if row.codes[0].startswith(wanted)),
        key=lambda row: (not row.codes[0].startswith(wanted[0]), row.codes[0]),
    )


def _histology(entity_id: str) -> str:
    return _unknown() if entity_id == UNKNOWN else entity_label(entity_id)


def _site(code: str) -> str:
    return f"{topography_label(code)} ({code})" if find_topography(code) else code


def _alteration(text: str) -> str:
    return spelled(Kind.ALTERATION, text)


def _drug(stored: str) -> str:
    return term_label(Kind.DRUG, stored)


def _atc(stored: str) -> str:
    drug = find_drug(stored)
    return (drug.atc_code or _("no ATC code")) if drug else _outside()


def _outside() -> str:
    return _("not in the vocabulary: kept as written")


def _unknown() -> str:
    return _("Unknown")


def _is_unknown(text: str) -> bool:
    return text.casefold() in {"unknown", _unknown().casefold()}


def _unclear(text: str, names: list[str]) -> forms.ValidationError:
    if not names:
        return forms.ValidationError(
            _("“%(text)s” is in no list. Try another name or the ICD-O code.") % {"text": text}
        )
    offered = "; ".join(names[:OFFERED])
    more = len(names) - OFFERED
    tail = _(" and %(more)s more") % {"more": more} if more > 0 else ""
    message = _("“%(text)s” can mean several: %(offered)s%(tail)s. Choose one.")
    return forms.ValidationError(message % {"text": text, "offered": offered, "tail": tail})
