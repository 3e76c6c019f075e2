"""Where a person may import."""

from django.db.models import QuerySet

from centers import access
from centers.models import Center, User
from centers.permissions import Permission


def importing_centers(user: User) -> QuerySet[Center]:
    """The centers into whose record this person may import, by code."""
    return access.scope(Center.objects.order_by("code"), user, Permission.IMPORT_CASES)


def find_importing_center(user: User, code: str) -> Center:
    """One of them. Raises Http404, PermissionDenied."""
    return access.obtain(Center.objects.all(), user, Permission.IMPORT_CASES, code=code)
