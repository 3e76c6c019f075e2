"""Clinical vocabularies: cited, versioned TSV files beside this module, read once and checked when read.

A label of a vocabulary is data, not interface text: it is shown in the language of its source.
"""

from .histology import (
    Entity,
    entities,
    entity_label,
    find_entity,
    sarcoma_group_of,
    search_entities,
    unusual_histology,
)
from .loader import VocabularyError
from .topography import (
    Topography,
    find_topography,
    site_group_label,
    site_group_of,
    topographies,
    topography_label,
)

__all__ = [
    "Entity",
    "Topography",
    "VocabularyError",
    "entities",
    "entity_label",
    "find_entity",
    "find_topography",
    "sarcoma_group_of",
    "search_entities",
    "site_group_label",
    "site_group_of",
    "topographies",
    "topography_label",
    "unusual_histology",
]
