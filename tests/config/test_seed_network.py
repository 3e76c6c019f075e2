"""The demonstration network: the same seed gives the same network, and only an empty database takes it."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from centers import roles
from centers.commands import acting
from centers.models import Membership, Network, User
from config import seeding
from registry.demo.people import PASSWORD, PEOPLE
from registry.demo.places import PLACES, shared_out
from registry.models import Case
from tests.world import World


@pytest.fixture
def empty_database(db: None) -> None:
    """TRUNCATE is rolled back with the test; the application has this right in the test database alone."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(
            "select string_agg(quote_ident(tablename), ', ') from pg_tables where schemaname = 'public'"
            " and tablename !~ '^(django_migrations|django_content_type|auth_permission)$'"
        )
        cursor.execute(f"truncate {cursor.fetchone()[0]}")


def seed(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("seed_network", "--json", *arguments, stdout=out, stderr=io.StringIO())
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


@pytest.mark.usefixtures("empty_database")
def test_the_minimal_network_has_cases_facts_and_people() -> None:
    report = seed("--minimal")
    assert (report["centers"], report["cases"]) == (3, 60)
    assert report["rows"]["registry_derived"] == 60
    assert set(report["seconds"]) == {"generate", "load", "derive", "facts"}
    assert report["seconds"]["facts"] > 0
    with acting(None):
        assert Membership.objects.count() == sum(
            person.place in {None, *(place.code for place in PLACES[:3])} for person in PEOPLE
        )
        assert Network.objects.get().is_demo
    assert Client().login(email="ana@demo.example.org", password=PASSWORD)


def test_every_role_is_held_and_the_roles_of_a_center_at_several() -> None:
    held = {person.role for person in PEOPLE}
    assert held == set(roles.ROLES)
    for role in roles.at(roles.Level.CENTER):
        assert len({person.place for person in PEOPLE if person.role == role}) > 3


@pytest.mark.usefixtures("empty_database")
def test_a_second_run_changes_nothing_when_told_so_and_is_refused_otherwise() -> None:
    assert seed("--cases", "6")["cases"] == 6
    assert seed("--if-empty")["cases"] == 6
    with pytest.raises(CommandError, match="not empty"):
        seed("--minimal")


@pytest.mark.usefixtures("empty_database")
def test_the_digest_is_that_of_the_seed_and_not_of_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(seeding, "_load", lambda code, *_rest: loaded.append(code))
    first, again, other = (seeding.fill(PLACES[:2], 40, one, None).digests for one in (7, 7, 8))
    assert first == again != other
    assert set(loaded) == {"ES07", "FR02"}


def test_cases_are_shared_out_without_remainder() -> None:
    for cases in (0, 1, 14, 60, 2000, 99_999):
        counts = shared_out(cases, PLACES)
        assert sum(counts.values()) == cases
        assert min(counts.values()) >= 0


@pytest.mark.usefixtures("empty_database")
def test_an_interrupted_demonstration_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with acting(None) as actor:
        seeding.found(actor, PLACES[:1])
    assert not User.objects.exists()
    wiped: list[bool] = []
    monkeypatch.setattr("config.management.commands.seed_network.wipe", lambda: wiped.append(True))
    assert seed("--if-empty", "--cases", "2", "--centers", "1")["cases"] == 2
    assert wiped == [True]


def test_a_database_with_real_cases_is_refused(world: World) -> None:
    with pytest.raises(CommandError, match="not empty") as refused:
        seed("--minimal", "--if-empty")
    assert refused.value.returncode == 2
    with acting(None):
        assert Case.objects.count() == len(world.cases)


def test_too_many_centers_are_a_usage_error(world: World) -> None:
    with pytest.raises(CommandError, match="1 to 14") as refused:
        seed("--centers", "99")
    assert refused.value.returncode == 2
