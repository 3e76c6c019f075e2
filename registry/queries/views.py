"""The views a person keeps of the case list."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from centers.models import User

from ..models import SavedView


def saved_views(user: User) -> QuerySet[SavedView]:
    """A person's own views, oldest first."""
    return SavedView.objects.filter(user=user)


def saved_view(user: User, pk: int) -> SavedView:
    """One of them. Raises Http404."""
    return get_object_or_404(saved_views(user), pk=pk)
