"""What follows from a code: morphology and behavior from the entity, site group from the topography."""

from collections.abc import Container

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import Case
from .vocabulary import find_entity, find_topography, site_group_of

UNKNOWN = "UNKNOWN"


def check(entity_id: str | None, topography: str | None = None) -> None:
    """Raises ValidationError for a code that is in no vocabulary. UNKNOWN is a code."""
    if entity_id not in (None, "", UNKNOWN) and find_entity(entity_id) is None:
        raise ValidationError({"entity_id": _("This histology is not in the vocabulary.")})
    if topography not in (None, "", UNKNOWN) and find_topography(topography) is None:
        raise ValidationError({"topography_icdo": _("This site is not in the vocabulary.")})


def complete(case: Case, entered: Container[str]) -> None:
    """Fills what the codes imply. What a person entered in the same step is never overwritten."""
    check(case.entity_id, case.topography_icdo)
    if "entity_id" in entered and (entity := find_entity(case.entity_id)) is not None:
        if "morphology_icdo" not in entered:
            case.morphology_icdo = entity.morphology or None
        if "behavior" not in entered:
            case.behavior = entity.behavior or None
    if ("topography_icdo" in entered or "wall_or_cavity" in entered) and "site_group" not in entered:
        case.site_group = site_group_of(case.topography_icdo, case.wall_or_cavity)
