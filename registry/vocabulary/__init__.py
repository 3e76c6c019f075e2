"""Clinical vocabularies: cited, versioned TSV files beside this module, read once and checked when read.

A label of a vocabulary is data, not interface text: it is shown in the language of its source.
"""

from .alteration import Alteration, alterations, alterations_of, find_alteration
from .catalog import VOCABULARIES, Vocabulary, find_term, is_term, search_terms, spelled, term_label
from .drug import Drug, drugs, find_drug
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
from .review import Review, review_of
from .terms import Kind, Match, Rank, Term
from .topography import (
    Topography,
    find_topography,
    site_group_label,
    site_group_of,
    topographies,
    topography_label,
)
from .variables import Level, Requirement, requirement_of, requirements

__all__ = [
    "VOCABULARIES",
    "Alteration",
    "Drug",
    "Entity",
    "Kind",
    "Level",
    "Match",
    "Rank",
    "Requirement",
    "Review",
    "Term",
    "Topography",
    "Vocabulary",
    "VocabularyError",
    "alterations",
    "alterations_of",
    "drugs",
    "entities",
    "entity_label",
    "find_alteration",
    "find_drug",
    "find_entity",
    "find_term",
    "find_topography",
    "requirement_of",
    "requirements",
    "is_term",
    "review_of",
    "sarcoma_group_of",
    "search_entities",
    "search_terms",
    "site_group_label",
    "site_group_of",
    "spelled",
    "term_label",
    "topographies",
    "topography_label",
    "unusual_histology",
]
