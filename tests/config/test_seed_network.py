"""The demonstration network: the same seed gives the same network, and only an empty database takes it."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from centers.commands import acting
from centers.models import Membership, Network
from registry.demo.generate import draw
from registry.demo.tables import PASSWORD, PEOPLE
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


def test_one_seed_one_network() -> None:
    assert draw(cases=30, seed=7).digest() == draw(cases=30, seed=7).digest()
    assert draw(cases=30, seed=7).digest() != draw(cases=30, seed=8).digest()


@pytest.mark.usefixtures("empty_database")
def test_the_minimal_network_has_cases_facts_and_a_person_for_each_role() -> None:
    report = seed("--minimal")
    assert (report["centers"], report["cases"]) == (3, 60)
    assert report["rows"]["registry_derived"] == 60
    assert set(report["seconds"]) == {"generate", "load", "derive", "facts"}
    with acting(None):
        assert Membership.objects.count() == len(PEOPLE)
        assert {role for _name, _address, role, _code in PEOPLE} == set(
            Membership.objects.values_list("role", flat=True)
        )
        assert Network.objects.get().is_demo
    assert Client().login(email="ana@demo.example.org", password=PASSWORD)


@pytest.mark.usefixtures("empty_database")
def test_a_second_run_changes_nothing_when_told_so_and_is_refused_otherwise() -> None:
    seed("--cases", "6")
    assert seed("--if-empty")["cases"] == 6
    with pytest.raises(CommandError, match="not empty"):
        seed("--minimal")


def test_a_database_with_real_cases_is_refused(world: World) -> None:
    with pytest.raises(CommandError, match="not empty") as refused:
        seed("--minimal", "--if-empty")
    assert refused.value.returncode == 2
    with acting(None):
        assert Case.objects.count() == len(world.cases)


def test_too_many_centers_are_a_usage_error(world: World) -> None:
    with pytest.raises(CommandError, match="1 to 3") as refused:
        seed("--centers", "99")
    assert refused.value.returncode == 2
