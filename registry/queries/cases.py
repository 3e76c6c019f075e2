"""Which cases a person sees, and one of them."""

from django.db.models import QuerySet

from centers import access, reads
from centers.models import Center, User
from centers.permissions import Permission

from .. import pseudonym
from ..models import Case
from ..records import require_standing


def visible_cases(user: User, permission: Permission = Permission.READ_CASE) -> QuerySet[Case]:
    """The cases on which a person holds a permission, with center, patient and derived values at hand.

    Voided ones are in no list.
    """
    cases = Case.objects.standing().select_related("center", "patient", "derived")
    return access.scope(cases, user, permission)


def find_case(user: User, public_id: str, permission: Permission = Permission.READ_CASE) -> Case:
    """One case, voided ones too, noted as shown.

    Raises Http404 out of sight, PermissionDenied without the right, Conflict to edit a voided one.
    """
    cases = Case.objects.select_related("center", "patient", "derived", "merged_into")
    case = access.obtain(cases, user, permission, public_id=pseudonym.normalize(public_id))
    reads.note([case.pk])
    if permission is Permission.EDIT_CASE:
        require_standing(case)
    return case


def own_centers(user: User) -> QuerySet[Center]:
    """The centers at which a person may register cases."""
    return access.scope(Center.objects.all(), user, Permission.EDIT_CASE)


def readable_centers(user: User) -> QuerySet[Center]:
    """The centers whose cases a person reads by role."""
    return access.scope(Center.objects.all(), user, Permission.READ_CASE)
