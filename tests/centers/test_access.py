"""Who may do what: scope, obtain, and the memberships they follow."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from centers import access
from centers.commands import acting
from centers.permissions import Permission as P
from registry.models import Case
from tests.world import World


def visible(user: object) -> set[str]:
    with acting(user.email):  # type: ignore[attr-defined]
        return {case.entity_id or "" for case in access.scope(Case.objects.all(), user, P.READ_CASE)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("ana", {"DDLPS", "GIST"}),
        ("diego", {"DDLPS", "GIST"}),
        ("pedro", {"OS_CONV"}),
        ("nora", {"DDLPS", "GIST", "OS_CONV"}),
        ("marta", {"DDLPS", "GIST", "OS_CONV"}),
        *((name, set()) for name in ("paula", "pia", "carla", "bruno", "mina", "sara", "olga", "zoe")),
    ],
)
def test_each_role_sees_the_cases_it_should(world: World, name: str, sees: set[str]) -> None:
    assert visible(world.people[name]) == sees


def test_out_of_sight_is_not_found_and_in_sight_without_the_right_is_refused(world: World) -> None:
    with acting(world.ana.email), pytest.raises(Http404):
        access.obtain(Case.objects.all(), world.ana, P.EDIT_CASE, pk=world.femur.pk)
    with acting(world.nora.email), pytest.raises(PermissionDenied):
        access.obtain(Case.objects.all(), world.nora, P.EDIT_CASE, pk=world.femur.pk)
