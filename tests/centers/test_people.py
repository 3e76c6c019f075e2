"""Who may invite, end, disable, enable and reset; and that it holds from the next request on."""

import datetime
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from centers import access
from centers.actions import Conflict
from centers.commands import acting
from centers.models import Membership, User
from centers.permissions import Permission
from centers.services.people import disable, enable, end_membership, invite, reset_second_factor
from registry.models import Case
from tests.world import World


def try_invite(world: World, actor: str, place: str, role: str) -> str:
    """ "ok", or the name of the refusal."""
    person = world.people[actor]
    where = {"madrid": world.madrid, "lima": world.lima, "network": world.network}[place]
    try:
        with transaction.atomic(), acting(person.email):
            invite(actor=person, place=where, email="new@example.org", name="New", role=role)
            return "ok"
    except (PermissionDenied, Http404, ValidationError, Conflict) as error:
        return type(error).__name__


@pytest.mark.parametrize(
    ("actor", "place", "role", "answer"),
    [
        ("lucia", "madrid", "CENTER_CLINICIAN", "ok"),
        ("lucia", "madrid", "CENTER_LEAD", "ok"),
        ("lucia", "madrid", "NETWORK_COORDINATOR", "ValidationError"),
        ("lucia", "lima", "CENTER_CLINICIAN", "Http404"),
        ("lucia", "network", "MONITOR", "PermissionDenied"),
        ("lucia", "network", "PLATFORM_ADMINISTRATOR", "PermissionDenied"),
        ("olga", "madrid", "DATA_MANAGER", "ok"),
        ("olga", "lima", "CENTER_LEAD", "ok"),
        ("olga", "network", "NETWORK_COORDINATOR", "ok"),
        ("olga", "network", "CENTER_LEAD", "ValidationError"),
        ("ana", "madrid", "DATA_MANAGER", "PermissionDenied"),
        ("diego", "madrid", "DATA_MANAGER", "PermissionDenied"),
        ("nora", "madrid", "DATA_MANAGER", "PermissionDenied"),
        ("nora", "network", "MONITOR", "PermissionDenied"),
        ("zoe", "madrid", "DATA_MANAGER", "Http404"),
    ],
)
def test_who_may_invite_whom_where(world: World, actor: str, place: str, role: str, answer: str) -> None:
    assert try_invite(world, actor, place, role) == answer


@pytest.mark.parametrize("name", ["lucia", "olga"])
def test_nobody_changes_their_own_roles_or_account(world: World, name: str) -> None:
    person = world.people[name]
    place = world.madrid if name == "lucia" else world.network
    membership = Membership(user=person, center=None, network=world.network, role="MONITOR")
    with acting(person.email):
        role = "DATA_MANAGER" if name == "lucia" else "MONITOR"
        with pytest.raises(Conflict, match="own account"):
            invite(actor=person, place=place, email=person.email, name="", role=role)
        with pytest.raises(Conflict, match="own account"):
            end_membership(actor=person, place=place, membership=membership, reason="tired")
        if name == "olga":
            for act in (disable, reset_second_factor):
                with pytest.raises(Conflict, match="own account"):
                    act(actor=person, network=world.network, user=person, reason="x")


def test_an_address_is_one_account(world: World) -> None:
    with acting(world.olga.email):
        again = invite(
            actor=world.olga, place=world.lima, email=" Ana@Example.org ", name="Other", role="DATA_MANAGER"
        )
        assert (again.user_id, again.user.name) == (world.ana.pk, world.ana.name)
        with pytest.raises(ValidationError, match="already has this role"):
            invite(actor=world.olga, place=world.lima, email=world.ana.email, name="", role="DATA_MANAGER")


def test_a_role_ends_where_it_is_held(world: World) -> None:
    with acting(None):
        diego, pedro = (Membership.objects.get(user=person) for person in (world.diego, world.pedro))
    with acting(world.lucia.email):
        with pytest.raises(Conflict, match="elsewhere"):
            end_membership(actor=world.lucia, place=world.madrid, membership=pedro, reason="x")
        with pytest.raises(Http404):
            end_membership(actor=world.lucia, place=world.lima, membership=pedro, reason="x")
        end_membership(actor=world.lucia, place=world.madrid, membership=diego, reason="left")
        with pytest.raises(Conflict, match="ended already"):
            end_membership(actor=world.lucia, place=world.madrid, membership=diego, reason="again")
    with acting(None):
        assert Membership.objects.get(pk=diego.pk).until == access.today()


@pytest.mark.parametrize(
    ("name", "error"), [("lucia", PermissionDenied), ("ana", PermissionDenied), ("nora", PermissionDenied)]
)
def test_accounts_belong_to_the_platform_administrator(world: World, name: str, error: Any) -> None:
    person = world.people[name]
    for act in (disable, enable, reset_second_factor):
        with acting(person.email), pytest.raises(error):
            act(actor=person, network=world.network, user=world.diego, reason="x")


def cases_seen(client: Client) -> int:
    """How many cases the next request of this browser sees, with no filter at all."""
    return int(client.get("/sees/").content.split()[0])


@pytest.fixture
def ana(world: World, settings: Any) -> Client:
    settings.ROOT_URLCONF = "tests.security.urls"
    browser = Client()
    browser.force_login(world.ana)
    assert cases_seen(browser) == 2
    return browser


def test_a_disabled_person_is_a_stranger_at_the_next_request(world: World, ana: Client) -> None:
    other = Client()
    other.force_login(world.lucia)
    assert Session.objects.count() == 2
    with acting(world.olga.email):
        disable(actor=world.olga, network=world.network, user=world.ana, reason="left")
    assert (cases_seen(ana), ana.get("/silent/").status_code) == (0, 302)
    assert cases_seen(other) == 2  # other people stay signed in
    with acting(world.olga.email):
        enable(actor=world.olga, network=world.network, user=world.ana, reason="back")
    assert cases_seen(ana) == 0  # the old session does not come back to life
    ana.force_login(User.objects.get(pk=world.ana.pk))
    assert cases_seen(ana) == 2


def test_a_new_secret_key_signs_nobody_out(ana: Client, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, as long as one must be: twenty and thirty more signs"
    assert cases_seen(ana) == 2


def test_a_closed_account_alone_is_enough(world: World, ana: Client) -> None:
    """Even a session that survived would see nothing."""
    User.objects.filter(pk=world.ana.pk).update(is_active=False)
    assert (cases_seen(ana), ana.get("/silent/").status_code) == (0, 302)


def test_a_role_counts_from_and_until_the_next_request(world: World, ana: Client) -> None:
    with acting(world.olga.email):
        invite(actor=world.olga, place=world.lima, email=world.ana.email, name="", role="DATA_MANAGER")
    assert cases_seen(ana) == 3
    with acting(None) as system:
        for membership in Membership.objects.filter(user=world.ana):
            end_membership(actor=system, place=membership.place, membership=membership, reason="x")
    assert cases_seen(ana) == 0


def test_a_role_is_dated(world: World) -> None:
    now = datetime.datetime.now(datetime.UTC)
    tomorrow = access.today() + datetime.timedelta(days=1)
    with acting(None) as system:
        invite(
            actor=system,
            place=world.madrid,
            email=world.zoe.email,
            name="",
            role="CENTER_CLINICIAN",
            until=tomorrow,
        )
    for days, seen in ((-1, 0), (0, 2), (1, 0)):
        with time_machine.travel(now + datetime.timedelta(days=days), tick=False), acting(world.zoe.email):
            assert Case.objects.count() == seen, days
            scoped = access.scope(Case.objects.all(), world.zoe, Permission.READ_CASE)
            assert scoped.count() == seen, days


def test_a_lost_second_factor_is_removed_and_the_person_signed_out(world: World, ana: Client) -> None:
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=world.ana, type=kind, data={})
    with acting(world.olga.email):
        removed = reset_second_factor(
            actor=world.olga, network=world.network, user=world.ana, reason="lost phone"
        )
    assert removed == 2
    assert not Authenticator.objects.filter(user=world.ana).exists()
    assert cases_seen(ana) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "CENTER_LEAD", "network": True},
        {"role": "MONITOR", "network": False},
        {"role": "NO_SUCH_ROLE", "network": True},
        {
            "role": "MONITOR",
            "network": True,
            "since": datetime.date(2030, 1, 2),
            "until": datetime.date(2030, 1, 1),
        },
    ],
)
def test_the_database_refuses_roles_that_make_no_sense(world: World, wrong: dict[str, Any]) -> None:
    at_network = wrong.pop("network")
    where = {"network": world.network} if at_network else {"center": world.madrid}
    with acting(None), pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=world.zoe, **{"since": access.today(), **where, **wrong})


def given_until(world: World, until: datetime.date | None) -> Membership:
    with acting("lucia@example.org"):
        return invite(
            actor=world.lucia,
            place=world.madrid,
            email="visiting@example.org",
            name="Visiting One",
            role="CENTER_CLINICIAN",
            until=until,
        )


@pytest.mark.parametrize("days", [-1, 0])
def test_a_role_that_would_have_ended_already_is_refused_in_words(world: World, days: int) -> None:
    with pytest.raises(ValidationError) as refused:
        given_until(world, access.today() + datetime.timedelta(days=days))
    assert list(refused.value.message_dict) == ["until"]


def test_a_role_with_an_end_to_come_is_held_once_and_can_be_ended(client: Client, world: World) -> None:
    row = given_until(world, access.today() + datetime.timedelta(days=30))
    with pytest.raises(ValidationError, match="already has this role"):
        given_until(world, None)
    client.force_login(world.lucia)
    address = f"/network/people/roles/{row.pk}/end/"
    assert address in client.get("/network/people/").content.decode()
    assert client.post(address, {"reason": "left"}).status_code == 302
    assert address not in client.get("/network/people/").content.decode()
