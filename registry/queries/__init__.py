"""Reading: every function takes the asking user, returns what that user may see, and notes what it showed."""

from .cases import CaseList, CaseRow, Filters, case_list, find_case, own_centers, readable_centers, visible_cases
from .pages import CasePage, EntryPage, IdentityPage, SectionPage, case_page, entry_page, identity_page, section_page
from .reading import Opened, SectionState, entries_of, entry, open_record

__all__ = [
    "CaseList",
    "CasePage",
    "CaseRow",
    "EntryPage",
    "Filters",
    "IdentityPage",
    "Opened",
    "SectionPage",
    "SectionState",
    "case_list",
    "case_page",
    "entries_of",
    "entry",
    "entry_page",
    "find_case",
    "identity_page",
    "open_record",
    "own_centers",
    "readable_centers",
    "section_page",
    "visible_cases",
]
