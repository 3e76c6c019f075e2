"""Shapes of the registry's API, generated from the same models and sections as its pages."""

from .attachments import AttachmentSent, AttachmentShown, about_of
from .cases import (
    CaseFilters,
    CaseListed,
    CasePage,
    CaseRecord,
    Check,
    Derivation,
    Registration,
    derivations_of,
    filters_of,
    identity_of,
)
from .records import CASE, ENTRY, PATIENT, Completion, Shapes, Voiding, values_of
from .reference import TermFilters, TermListed, TermPage, Variable

__all__ = [
    "CASE",
    "ENTRY",
    "PATIENT",
    "AttachmentSent",
    "AttachmentShown",
    "CaseFilters",
    "CaseListed",
    "CasePage",
    "CaseRecord",
    "Check",
    "Completion",
    "Derivation",
    "Registration",
    "Shapes",
    "TermFilters",
    "TermListed",
    "TermPage",
    "Variable",
    "Voiding",
    "about_of",
    "derivations_of",
    "filters_of",
    "identity_of",
    "values_of",
]
