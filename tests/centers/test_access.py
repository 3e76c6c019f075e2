"""Who may do what: scope, obtain, and the memberships they follow."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from centers import access, roles
from centers.commands import acting
from centers.permissions import Permission as P
from registry.models import Case, CaseSource, Derived, Patient, PatientIdentity
from registry.models.base import Entry
from registry.services.cases import share_case
from tests.world import PEOPLE, World


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


READERS = ("ana", "diego", "lucia", "pedro", "nora", "marta", "paula", "olga", "zoe")
OF_A_CASE = (Case, CaseSource, Derived, *Entry.__subclasses__())


@pytest.mark.parametrize("name", READERS)
def test_the_database_agrees_with_the_rule(world: World, name: str) -> None:
    """What `scope` gives is what the database shows when nobody filters: the two have not drifted apart."""
    person, until = world.people[name], access.today() + datetime.timedelta(days=1)
    with acting(world.ana.email):
        share_case(actor=world.ana, case=world.thigh, user=world.zoe, reason="visit", until=until)
    with acting(person.email):
        for model in OF_A_CASE:
            rows = model._default_manager.all()
            assert set(access.scope(rows, person, P.READ_CASE)) == set(rows), model
        for model, permission in ((PatientIdentity, P.READ_IDENTITY), (Patient, P.READ_CASE)):
            rows = model._default_manager.all()
            assert set(access.scope(rows, person, permission)) <= set(rows), model
        assert PatientIdentity.objects.count() == {"ana": 1, "diego": 1, "lucia": 1, "pedro": 1}.get(name, 0)


def test_may_i_is_which_may_i(world: World) -> None:
    for person in world.people.values():
        with acting(person.email):
            for permission in P:
                mine = set(access.scope(Case.objects.all(), person, permission))
                for case in world.cases.values():
                    assert access.allows(person, permission, case) == (case in mine)


def test_a_person_holds_what_the_roles_say_where_they_are_held(world: World) -> None:
    with acting(None):
        for name, (code, role) in PEOPLE.items():
            rights = access.rights_of(world.people[name])
            permissions = roles.ROLES[role].permissions
            assert rights.network == (frozenset() if code else permissions), name
            assert set(rights.centers) == (permissions if code else set()), name
            assert not rights.cases


def test_who_is_disabled_or_nobody_holds_nothing(world: World) -> None:
    world.ana.is_active = False
    with acting(None):
        for stranger in (world.ana, AnonymousUser()):
            assert access.rights_of(stranger) == access.NO_RIGHTS
            assert not access.scope(Case.objects.all(), stranger, P.READ_CASE).exists()
