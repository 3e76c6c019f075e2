"""Codes of the vocabularies: which there are, and what follows from them in a case."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .codes import GIST_SITE, SITE_GROUP, UNKNOWN
from .models import Case
from .records import Values, fill
from .vocabulary import Kind, find_entity, find_topography, site_group_of, spelled

# Field -> whether there is such a code, and what to say when there is not.
CODED: dict[str, tuple[Callable[[str], object], Promise]] = {
    "entity_id": (find_entity, _("This histology is not in the vocabulary.")),
    "topography_icdo": (find_topography, _("This site is not in the vocabulary.")),
    "morphology_icdo": (re.compile(r"[0-9]{4}").fullmatch, _("Write the four digits, as 8858.")),
}

# Fields of text that hold terms of a vocabulary which is no closed list: new drugs are tried, new fusions are
# found. What names a term is stored as its key or name; anything else stays as it is written.
OPEN = {"drugs": Kind.DRUG, "gene_or_fusion": Kind.ALTERATION}
# Every field that holds terms of a vocabulary.
VOCABULARY_OF = {"entity_id": Kind.HISTOLOGY, "topography_icdo": Kind.SITE, **OPEN}


def coded(entered: Values) -> Values:
    """The values as they are stored: what names a term of a vocabulary as that term. Raises ValidationError,
    by field, for codes that do not exist."""
    check(entered.fields)
    fields = {name: _spelled(name, value) for name, value in entered.fields.items()}
    return Values(fields, entered.missing)


def _spelled(name: str, value: Any) -> Any:
    if name not in OPEN or not value:
        return value
    if isinstance(value, list):
        return list(dict.fromkeys(spelled(OPEN[name], text) for text in value))
    return spelled(OPEN[name], value)


def check(fields: Mapping[str, Any]) -> None:
    """Raises ValidationError, by field, for codes that do not exist. UNKNOWN is a code."""
    refused = {
        name: said
        for name, (is_code, said) in CODED.items()
        if (code := fields.get(name)) not in (None, "", UNKNOWN) and not is_code(code)
    }
    if refused:
        raise ValidationError(refused)


# Sites at which a soft tissue tumor is always deep: retroperitoneum, cavity, viscera (clinical.md section 1,
# DEEP). Bone is deep too, but depth is not asked for there.
ALWAYS_DEEP = frozenset(
    {
        *("RETROPERITONEUM", "PERITONEUM", "PELVIC_CAVITY", "ABDOMINAL_VISCERAL", "THORACIC_VISCERAL"),
        *("UTERUS", "GU_VISCERAL", "ADRENAL", "GI_OESOPHAGUS", "GI_STOMACH", "GI_DUODENUM"),
        *("GI_JEJUNUM_ILEUM", "GI_COLON", "GI_RECTUM", "GI_NOS"),
    }
)
# The GIST sites that are the same words as the site group of the topography code.
GIST_SITES = {group: code for code, _label in GIST_SITE if (group := f"GI_{code}") in dict(SITE_GROUP)}


# What the codes imply, and the codes that imply it. What is KEPT is never replaced once it is there.
_SITE = frozenset({"topography_icdo", "wall_or_cavity"})
IMPLY = ("entity_id", *sorted(_SITE))
IMPLIED_BY = {
    **dict.fromkeys(("morphology_icdo", "behavior"), frozenset({"entity_id"})),
    **dict.fromkeys(("site_group", "depth", "gist_site"), _SITE),
}
KEPT = frozenset({"depth", "gist_site"})


def complete(case: Case, entered: Values) -> list[str]:
    """Fills what the codes imply, without saving; returns the columns it changed. Raises ValidationError.

    What a person said in the same step, also why there is no value, is never overwritten.
    """
    check(entered.fields)
    said = {*entered.fields, *entered.missing}
    follows = implied({name: getattr(case, name) for name in (*IMPLY, "sarcoma_group")})
    unsaid = {name: value for name, value in follows.items() if name not in said and IMPLIED_BY[name] & said}
    return fill(case, Values({k: v for k, v in unsaid.items() if k not in KEPT or getattr(case, k) is None}))


def implied(known: Mapping[str, Any]) -> dict[str, str | None]:
    """The fields of a case that follow from its codes: morphology and behavior of a known histology, the site
    group, and where the site says so that the tumor is deep and where in the gut a GIST lies."""
    group = site_group_of(known.get("topography_icdo"), known.get("wall_or_cavity"))
    follows: dict[str, str | None] = {"site_group": group}
    if known.get("sarcoma_group") == "STS" and group in ALWAYS_DEEP:
        follows["depth"] = "DEEP"
    if known.get("sarcoma_group") == "GIST" and group in GIST_SITES:
        follows["gist_site"] = GIST_SITES[group]
    if (entity := find_entity(known.get("entity_id"))) is not None:
        follows |= {"morphology_icdo": entity.morphology or None, "behavior": entity.behavior or None}
    return follows
