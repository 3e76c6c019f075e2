"""Reading: every function takes the asking user, returns what that user may see, and notes what it showed."""

from .cases import find_case, own_centers, readable_centers, visible_cases
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
    "CaseList",
    "CasePage",
    "CaseRow",
    "CaseTable",
    "Count",
    "EntriesPage",
    "Filters",
    "Found",
    "IdentityPage",
    "Opened",
    "RecordPage",
    "RulePage",
    "Rules",
    "SectionState",
    "case_list",
    "case_page",
    "case_table",
    "entries_of",
    "entries_page",
    "entry",
    "entry_page",
    "find_case",
    "found_cases",
    "identity_page",
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
