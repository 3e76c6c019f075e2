"""Putting the record right: a case to be voided or restored, two registrations that are to become one."""

from dataclasses import dataclass

from centers.models import User
from centers.permissions import Permission

from ..comparison import Comparison, compare_cases, compare_patients
from ..models import Case
from ..records import require_standing
from .cases import find_case
from .headings import Heading, heading_of
from .reading import related_cases


@dataclass(frozen=True)
class CuratedCase:
    """A case that somebody with the right is about to void or to restore."""

    heading: Heading
    case: Case


@dataclass(frozen=True)
class MergePage:
    """Two cases side by side. `comparison` is None until the other one is chosen."""

    heading: Heading
    case: Case
    other_heading: Heading | None = None
    other: Case | None = None
    comparison: Comparison | None = None


def curated_case(user: User, public_id: str) -> CuratedCase:
    """A case that a person may void and restore, voided or not. Raises Http404, PermissionDenied."""
    case = find_case(user, public_id, Permission.VOID_CASE)
    return CuratedCase(heading_of(case), case)


def merge_page(user: User, public_id: str, other_id: str = "", *, patients: bool = False) -> MergePage:
    """A case and, once it is named, the other: two cases to compare, or the patients of both.

    Raises Http404, PermissionDenied, Conflict for a voided case.
    """
    case = find_case(user, public_id, Permission.VOID_CASE)
    require_standing(case)
    heading = heading_of(case, related_cases(user, case))
    if not other_id:
        return MergePage(heading, case)
    other = find_case(user, other_id, Permission.VOID_CASE)
    require_standing(other)
    compared = compare_patients(case.patient, other.patient) if patients else compare_cases(case, other)
    return MergePage(heading, case, heading_of(other), other, compared)
