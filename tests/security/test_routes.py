"""Every route says who may pass, and nobody passes without."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from centers import gate
from centers.gate import Open, Page
from tests.world import World

from .addresses import arguments
from .routes import Route, routes

JSON = "application/json"
OURS_AT_LEAST = 40  # grows with the application; a walk that finds nothing must not pass
PUBLIC = {"styleguide", "api:nowhere", "api:schema", "api:docs"}  # nothing of the record, nothing of people
# Pages of allauth that are there for people who are not signed in.
OPEN_OF_OTHERS = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "mfa_authenticate",
    "mfa_login_webauthn",
}


def ours(urlconf: str | None = None) -> list[Route]:
    return [route for route in routes(urlconf) if not gate.is_third_party(route.name)]


def undeclared(urlconf: str | None = None) -> list[str]:
    """Routes that do not say who may pass, or whose guard does not ask."""
    return [*_without_policy(urlconf), *_without_guard(urlconf), *_disguised(urlconf)]


def _without_policy(urlconf: str | None) -> list[str]:
    return [
        f"{route.name}: no policy"
        for route in ours(urlconf)
        if not isinstance(gate.policy_of(route.callback), gate.Permission | Open)
    ]


def _without_guard(urlconf: str | None) -> list[str]:
    """An API view answers for itself, so it must keep the guard; an HTML view is guarded by middleware."""
    return [
        f"{route.name}: an API view without the gate"
        for route in ours(urlconf)
        if route.is_api and gate.Gate not in route.view.permission_classes
    ]


def _disguised(urlconf: str | None) -> list[str]:
    """A route of ours must not pass as another package's by its name."""
    return [
        f"{route.name}: not a route of allauth"
        for route in routes(urlconf)
        if gate.is_third_party(route.name) and not route.callback.__module__.startswith("allauth.")
    ]


def test_every_route_declares_a_policy() -> None:
    assert len(ours()) >= OURS_AT_LEAST
    assert undeclared() == []


def test_pages_are_pages() -> None:
    for route in ours():
        assert route.name, f"{route.pattern} has no name"
        if isinstance(route.view, type) and not route.is_api:
            assert issubclass(route.view, Page), route.name


def test_forgotten_declarations_are_found() -> None:
    assert sorted(undeclared("tests.security.urls")) == [
        "account_like: not a route of allauth",
        "bad_api: no policy",
        "bad_function: no policy",
        "bad_page: no policy",
        "bad_unguarded: an API view without the gate",
        "bad_view: no policy",
    ]


@pytest.mark.parametrize("name", ["page", "view", "api", "function"])
def test_an_undeclared_route_opens_to_nobody(world: World, client: Client, settings: Any, name: str) -> None:
    settings.ROOT_URLCONF = "tests.security.urls"
    assert client.get(f"/bad/{name}/").status_code == HTTPStatus.FORBIDDEN
    for person in (world.lucia, world.olga):
        client.force_login(person)
        assert client.get(f"/bad/{name}/").status_code == HTTPStatus.FORBIDDEN
        assert client.post(f"/bad/{name}/").status_code == HTTPStatus.FORBIDDEN
        assert client.get("/silent/").status_code == HTTPStatus.OK  # the positive control


def test_a_policy_opens_to_those_who_hold_it(world: World, client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.security.urls"
    answers = {}
    for name in ("ana", "lucia", "olga", "nora", "zoe"):
        client.force_login(world.people[name])
        answers[name] = (client.get("/people/").status_code, client.get("/api/declared/").status_code)
    assert answers == {
        "ana": (403, 200),
        "lucia": (200, 200),
        "olga": (200, 403),
        "nora": (403, 200),
        "zoe": (403, 403),
    }
    stranger = Client()
    assert stranger.get("/people/")["Location"] == "/account/login/?next=/people/"
    assert stranger.get("/welcome/").status_code == HTTPStatus.OK
    refused = stranger.get("/api/declared/")
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/json")


def test_strangers_pass_no_route_that_is_not_public(crowded: World) -> None:
    stranger = Client(raise_request_exception=False)
    asked = 0
    for route in ours():
        if gate.policy_of(route.callback) is Open.PUBLIC:
            assert route.name in PUBLIC, f"{route.name} is open to the world: add it to PUBLIC if it may be"
            continue
        values = {name: value.of_madrid for name, value in arguments(route, crowded).items()}
        url = reverse(route.name, kwargs=values)
        for method in route.methods:
            refused = getattr(stranger, method)(url, **({} if method == "get" else {"content_type": JSON}))
            if route.is_api:
                assert (refused.status_code, refused["Content-Type"]) == (401, "application/json"), route.name
            else:
                assert refused.status_code == HTTPStatus.FOUND, route.name
                assert refused["Location"].startswith("/account/login/?next="), route.name
            asked += 1
    assert asked >= OURS_AT_LEAST


def test_pages_of_allauth_ask_for_sign_in_too(world: World) -> None:
    stranger = Client(raise_request_exception=False)
    names = {route.name for route in routes() if gate.is_third_party(route.name)}
    assert names > OPEN_OF_OTHERS
    for route in routes():
        if route.name in names - OPEN_OF_OTHERS:
            url = reverse(route.name, kwargs=dict.fromkeys(route.arguments, 1))
            refused = stranger.get(url)
            assert refused.status_code == HTTPStatus.FOUND, route.name
            assert refused["Location"].startswith("/account/login/"), route.name
