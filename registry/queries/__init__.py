"""Reading: every function takes the asking user, returns what that user may see, and notes what it showed."""

from .cases import find_case, own_centers, readable_centers, visible_cases
from .curation import CuratedCase, MergePage, curated_case, merge_page
from .history import Act, HistoryPage, history_page
from .lists import (
    CaseList,
    CaseRow,
    CaseTable,
    Count,
    Filters,
    Found,
    case_list,
    case_table,
    found_cases,
)
from .pages import (
    CasePage,
    EntriesPage,
    IdentityPage,
    RecordPage,
    case_page,
    entries_page,
    entry_page,
    identity_page,
    record_page,
)
from .reading import Opened, SectionState, entries_of, entry, open_record
from .rules import RulePage, Rules, rule_page, rules
from .views import saved_view, saved_views

__all__ = [
    "Act",
    "CaseList",
    "CasePage",
    "CaseRow",
    "CaseTable",
    "Count",
    "CuratedCase",
    "EntriesPage",
    "Filters",
    "Found",
    "HistoryPage",
    "IdentityPage",
    "MergePage",
    "Opened",
    "RecordPage",
    "RulePage",
    "Rules",
    "SectionState",
    "case_list",
    "case_page",
    "case_table",
    "curated_case",
    "entries_of",
    "entries_page",
    "entry",
    "entry_page",
    "find_case",
    "found_cases",
    "history_page",
    "identity_page",
    "merge_page",
    "open_record",
    "own_centers",
    "readable_centers",
    "record_page",
    "rule_page",
    "rules",
    "saved_view",
    "saved_views",
    "visible_cases",
]
