"""An object out of sight and one that does not exist are the same answer, byte for byte."""

import re
from typing import Any

import pytest
from django.test import Client

from centers import gate
from tests.breadth import each
from tests.world import PEOPLE, World

from .addresses import UnknownArgument, arguments, one_section, pairs
from .routes import Route, routes

PERSONS = [*PEOPLE, "zoe", "anonymous"]
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value|"X-CSRFToken": ?)="?[\w-]+"?')
PUBLIC_ID = re.compile(r"\w{4}-\w{4}-\w")
IGNORED_HEADERS = {"date", "set-cookie", "content-length"}  # the body is compared as a whole


def with_objects() -> list[Route]:
    return [route for route in routes() if route.arguments and not gate.is_third_party(route.name)]


def fingerprint(client: Client, method: str, url: str) -> tuple[Any, ...]:
    """Everything a caller can tell answers apart by, but for what the caller wrote into the address."""
    sent = {} if method == "get" or not url.startswith("/api/") else {"content_type": "application/json"}
    response = getattr(client, method)(url, data={}, **sent)
    headers = sorted(
        (name, value.replace(url, "ADDRESS"))
        for name, value in response.items()
        if name.lower() not in IGNORED_HEADERS
    )
    body = TOKEN.sub(b"TOKEN", response.content)
    for written in (url, *PUBLIC_ID.findall(url)):
        body = body.replace(written.encode(), b"ADDRESS")
    return response.status_code, headers, body


@pytest.mark.parametrize("name", each(PERSONS, {"pedro"}))
def test_out_of_sight_is_as_if_it_were_not(crowded: World, name: str) -> None:
    client, world = Client(raise_request_exception=False), crowded
    if name != "anonymous":
        client.force_login(world.people[name])
    compared = 0
    for route in one_section(with_objects(), to=name):
        for foreign, nowhere in pairs(route, world, name):
            for method in route.methods:
                there, absent = fingerprint(client, method, foreign), fingerprint(client, method, nowhere)
                assert there == absent, f"{method} {route.name} tells {foreign} from {nowhere}"
                assert there[0] in {302, 400, 401, 403, 404, 405, 422}, f"{method} {foreign}: {there[0]}"
                compared += 1
    assert compared


def test_every_route_with_an_object_is_known(world: World) -> None:
    assert len(with_objects()) >= 8
    for route in with_objects():
        assert arguments(route, world)


def test_an_unknown_argument_is_found(world: World) -> None:
    with pytest.raises(UnknownArgument, match="tumor"):
        arguments(Route("registry:new", "new/<str:tumor>/", lambda request: None, ("tumor",)), world)


def test_the_comparison_tells_answers_apart(world: World) -> None:
    """The negative control: what may be seen and what is nowhere do differ."""
    client = Client(raise_request_exception=False)
    client.force_login(world.lucia)
    route = next(route for route in with_objects() if route.name == "centers:end_membership")
    ((foreign, nowhere),) = pairs(route, world, "lucia")
    seen = foreign.replace(
        str(arguments(route, world)["pk"].of_lima), str(arguments(route, world)["pk"].of_madrid)
    )
    assert fingerprint(client, "get", seen) != fingerprint(client, "get", nowhere)
