"""Reads of patient data are recorded: one row per response, with the cases it showed, and only then."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from centers import gate
from centers.commands import acting
from centers.models import ReadEvent
from registry.models import Case
from tests.breadth import each
from tests.world import World

from .addresses import one_section, own
from .routes import Route, routes

PUBLIC_ID = re.compile(rb"\b\w{4}-\w{4}-\w\b")


def events() -> list[tuple[str, str, list[int]]]:
    """Person, route and cases of every recorded read, oldest first."""
    with acting(None):
        rows = ReadEvent.objects.order_by("pk").select_related("user")
        return [(row.user.email.split("@")[0], row.route, row.cases) for row in rows]


@pytest.fixture
def probe(world: World, settings: Any) -> Client:
    settings.ROOT_URLCONF = "tests.security.urls"
    client = Client(raise_request_exception=False)
    client.force_login(world.nora)
    return client


@pytest.mark.parametrize("status", [200, 422])
def test_a_response_that_shows_cases_leaves_one_row(probe: Client, status: int) -> None:
    assert probe.get(f"/shows/{status}/").status_code == status
    assert events() == [("nora", "shows", [41, 42])]


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_leaves_none(probe: Client, status: int) -> None:
    assert probe.get(f"/shows/{status}/").status_code == status
    assert events() == []


def test_a_response_that_shows_none_leaves_none(probe: Client) -> None:
    probe.get("/silent/")
    probe.get("/shows/200/")
    probe.get("/silent/")  # what the request before has seen is not carried over
    assert len(events()) == 1


def test_a_read_can_be_told_by_whom_it_concerns(probe: Client, world: World) -> None:
    probe.get("/shows/200/")
    with acting(world.nora.email):
        assert ReadEvent.objects.count() == 1
    with acting(world.ana.email):
        assert ReadEvent.objects.count() == 0


def readable() -> list[Route]:
    return [route for route in routes() if "get" in route.methods and not gate.is_third_party(route.name)]


@pytest.mark.parametrize("name", each(["ana", "nora", "olga", "zoe"], set()))
def test_what_shows_a_case_is_recorded(crowded: World, name: str) -> None:
    """Walks all addresses: a page with the id of a case on it leaves one row that names the case."""
    client = Client(raise_request_exception=False)
    client.force_login(crowded.people[name])
    with acting(None):
        keys = dict(Case.objects.values_list("public_id", "pk"))
    walked = shown = 0
    for route in one_section(readable(), to=name):
        url = own(route, crowded, name)
        if url is None or getattr(route.view, "policy", None) is gate.Open.PUBLIC:
            continue
        before = len(events())
        response = client.get(url)
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, url
        new = events()[before:]
        ids = {found.decode() for found in PUBLIC_ID.findall(response.getvalue())}
        cases = {keys[public_id] for public_id in ids if public_id in keys}
        walked += 1
        if response.status_code == HTTPStatus.OK and cases:
            shown += 1
            assert len(new) == 1, f"{route.name} shows cases, and {len(new)} reads are recorded"
            assert new[0][:2] == (name, route.name)
            assert cases <= set(new[0][2]), f"{route.name} shows more cases than are recorded"
        else:
            assert len(new) <= (response.status_code not in (403, 404)), f"{route.name}: {new}"
    assert walked >= 5
    assert shown or name == "olga"
