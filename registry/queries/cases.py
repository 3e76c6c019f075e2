"""Which cases a person sees, and one of them."""

from django.db.models import QuerySet

from centers import access, reads
from centers.models import Center, User
from centers.permissions import Permission

from .. import pseudonym
from ..models import Case


def visible_cases(user: User, permission: Permission = Permission.READ_CASE) -> QuerySet[Case]:
    """The cases on which a person holds a permission, with center, patient and derived values at hand."""
    cases = Case.objects.select_related("center", "patient", "derived")
    return access.scope(cases, user, permission)


def find_case(user: User, public_id: str, permission: Permission = Permission.READ_CASE) -> Case:
    """One case, noted as shown. Raises Http404 out of sight, PermissionDenied without the right."""
    cases = Case.objects.select_related("center", "patient", "derived")
    case = access.obtain(cases, user, permission, public_id=pseudonym.normalize(public_id))
    reads.note([case.pk])
    return case


def own_centers(user: User) -> QuerySet[Center]:
    """The centers at which a person may register cases."""
    return access.scope(Center.objects.all(), user, Permission.EDIT_CASE)


def readable_centers(user: User) -> QuerySet[Center]:
    """The centers whose cases a person reads by role."""
    return access.scope(Center.objects.all(), user, Permission.READ_CASE)
