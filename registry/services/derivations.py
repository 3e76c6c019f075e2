"""Recomputing what follows from the record, where nothing in it has changed."""

from collections.abc import Collection

from centers.actions import Actor, action, touch
from centers.models import Center
from centers.permissions import Permission

from ..models import Case


@action("cases.derived_again", Permission.EDIT_CASE, on="center")
def derive_again(*, actor: Actor, center: Center, case_ids: Collection[int]) -> None:
    """Recomputes derived values, facts and reminders of these cases of a center."""
    touch(Case.objects.filter(center=center, pk__in=case_ids).values_list("pk", flat=True))
