"""Codes of the vocabularies: which there are, and what follows from them in a case."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .codes import UNKNOWN
from .models import Case
from .records import Values, fill
from .vocabulary import find_entity, find_topography, site_group_of

# Field -> whether there is such a code, and what to say when there is not.
CODED: dict[str, tuple[Callable[[str], object], Promise]] = {
    "entity_id": (find_entity, _("This histology is not in the vocabulary.")),
    "topography_icdo": (find_topography, _("This site is not in the vocabulary.")),
    "morphology_icdo": (re.compile(r"[0-9]{4}").fullmatch, _("Write the four digits, as 8858.")),
}


def check(fields: Mapping[str, Any]) -> None:
    """Raises ValidationError, by field, for codes that do not exist. UNKNOWN is a code."""
    refused = {
        name: said
        for name, (is_code, said) in CODED.items()
        if (code := fields.get(name)) not in (None, "", UNKNOWN) and not is_code(code)
    }
    if refused:
        raise ValidationError(refused)


def complete(case: Case, entered: Values) -> list[str]:
    """Fills what the codes imply, without saving; returns the columns it changed. Raises ValidationError.

    What a person said in the same step, also why there is no value, is never overwritten.
    """
    check(entered.fields)
    said = {*entered.fields, *entered.missing}
    implied: dict[str, str | None] = {}
    if "entity_id" in said and (entity := find_entity(case.entity_id)) is not None:
        implied |= {"morphology_icdo": entity.morphology or None, "behavior": entity.behavior or None}
    if said & {"topography_icdo", "wall_or_cavity"}:
        implied["site_group"] = site_group_of(case.topography_icdo, case.wall_or_cavity)
    return fill(case, Values({name: value for name, value in implied.items() if name not in said}))
