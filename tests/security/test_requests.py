"""What the transaction and binding of a request cost, in statements, and what a failed request leaves."""

from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from centers.commands import acting
from centers.models import ReadEvent
from registry.models import Case
from tests.world import World

from .database import context_in_database

# Memberships, open cases, and binding three times: the person alone, the person's rights, nothing again.
ADDED_FOR_A_PERSON = 5
ADDED_FOR_A_STRANGER = 2


@pytest.fixture
def probe(world: World, settings: Any) -> Client:
    settings.ROOT_URLCONF = "tests.security.urls"
    return Client(raise_request_exception=False)


def statements(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return [query["sql"] for query in captured]


def of_row_security(sql: list[str]) -> list[str]:
    """Statements that the request's binding adds, savepoints of the test's own transaction aside."""
    marks = ("set_config", "centers_membership", "registry_casegrant")
    return [one for one in sql if any(mark in one for mark in marks)]


def test_a_request_costs_a_fixed_number_of_statements(probe: Client, world: World) -> None:
    assert len(of_row_security(statements(probe, "/welcome/"))) == ADDED_FOR_A_STRANGER
    for name in ("ana", "lucia", "nora", "zoe"):
        probe.force_login(world.people[name])
        assert len(of_row_security(statements(probe, "/silent/"))) == ADDED_FOR_A_PERSON, name


def test_a_request_binds_its_person_reads_only_and_unbinds(probe: Client, world: World) -> None:
    assert probe.get("/sees/").content == b"0   "
    probe.force_login(world.ana)
    assert probe.get("/sees/").content == f"2 {world.ana.pk}  ".encode()
    assert set(context_in_database().values()) == {""}


def test_a_failed_request_writes_nothing_and_leaves_nothing(probe: Client, world: World) -> None:
    probe.force_login(world.ana)
    assert probe.get("/fails/").status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert set(context_in_database().values()) == {""}
    with acting(world.ana.email):
        assert Case.objects.get(pk=world.stomach.pk).depth is None
        assert not ReadEvent.objects.exists()
    assert probe.get("/sees/").content.startswith(b"2 ")


@pytest.mark.django_db(transaction=True)
def test_real_requests_leave_a_clean_connection(probe: Client, world: World) -> None:
    for name, url, seen in (("ana", "/sees/", b"2 "), ("pedro", "/sees/", b"1 "), ("ana", "/fails/", b"")):
        probe.force_login(world.people[name])
        response = probe.get(url)
        assert not seen or response.content.startswith(seen)
        assert set(context_in_database().values()) == {""}
        assert Client().get("/sees/").content == b"0   "
    assert not Case.objects.exists()
