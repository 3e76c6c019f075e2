"""Who gets which answer from each page: the way to sign in, not found, not allowed, or the page."""

import re
from dataclasses import dataclass

import pytest
from django.test import Client

from registry.models import PathologyReport
from registry.sections import ENTRIES, SECTIONS
from tests.world import World, acting

UNKNOWN_ID = "2222-2222-2"  # well formed, belongs to nobody


@dataclass(frozen=True)
class Route:
    """A page of a case; those who only read it get `reader` (GET)."""

    path: str
    reader: int = 200
    method: str = "get"


READ = [Route(""), *(Route(f"{slug}/") for slug in SECTIONS), Route("pathology/{report}/")]
WRITE = [
    Route("patient/identity/", 403),
    *(Route(f"{section.slug}/new/", 403) for section in ENTRIES),
    Route("pathology/{report}/void/", 403),
    Route("tumor/", 403, "post"),
    Route("pathology/new/", 403, "post"),
    Route("pathology/{report}/", 403, "post"),
    Route("pathology/{report}/void/", 403, "post"),
    Route("pathology/complete/", 403, "post"),
    Route("patient/identity/", 403, "post"),
]
ROUTES = [*READ, *WRITE]


@pytest.fixture
def report(world: World) -> int:
    with acting(None):
        return PathologyReport.objects.get(case=world.thigh).pk


def ask(client: Client, route: Route, public_id: str, report: int) -> tuple[int, bytes]:
    address = f"/cases/{public_id}/{route.path.format(report=report)}"
    response = getattr(client, route.method)(address)
    return response.status_code, response.content


def test_anonymous_people_are_led_to_sign_in(client: Client, world: World, report: int) -> None:
    for route in ROUTES:
        assert ask(client, route, world.thigh.public_id, report)[0] == 302, route


def test_a_foreign_case_and_no_case_answer_the_same(client: Client, world: World, report: int) -> None:
    client.force_login(world.pedro)
    for route in ROUTES:
        foreign, nothing = (ask(client, route, it, report) for it in (world.thigh.public_id, UNKNOWN_ID))
        assert foreign[0] == nothing[0] == 404, route
        assert foreign[1] == nothing[1], route


@pytest.mark.parametrize("reader", ["nora", "marta"])
def test_readers_of_the_network_may_not_edit(client: Client, world: World, report: int, reader: str) -> None:
    client.force_login(world.people[reader])
    for route in ROUTES:
        assert ask(client, route, world.thigh.public_id, report)[0] == route.reader, route


def test_the_own_center_opens_every_page(client: Client, world: World, report: int) -> None:
    client.force_login(world.ana)
    for route in ROUTES:
        if route.method == "get":
            assert ask(client, route, world.thigh.public_id, report)[0] == 200, route


def test_a_person_without_a_role_sees_no_case(client: Client, world: World) -> None:
    client.force_login(world.zoe)
    assert "No case is open to you" in client.get("/cases/").content.decode()
    assert client.get(f"/cases/{world.thigh.public_id}/").status_code == 404
    assert client.get("/cases/new/").status_code == 403


def test_words_that_are_no_section_are_no_address(client: Client, world: World) -> None:
    client.force_login(world.ana)
    for path in ("nonsense/", "tumor/new/", "tumor/1/", "surgery/999999/"):
        assert client.get(f"/cases/{world.thigh.public_id}/{path}").status_code == 404


def test_an_entry_is_found_under_its_own_case_and_section_only(
    client: Client, world: World, report: int
) -> None:
    client.force_login(world.ana)
    assert client.get(f"/cases/{world.stomach.public_id}/pathology/{report}/").status_code == 404


def test_readers_see_values_instead_of_forms(client: Client, world: World) -> None:
    client.force_login(world.nora)
    page = client.get(f"/cases/{world.thigh.public_id}/tumor/").content.decode()
    assert "Dedifferentiated liposarcoma" in page
    assert "not entered" in page
    assert '<form method="post"' not in page
    assert "Mark complete" not in client.get(f"/cases/{world.thigh.public_id}/surgery/").content.decode()


@pytest.mark.parametrize("path", ["", "patient/", "tumor/"])
@pytest.mark.parametrize("reader", ["nora", "marta"])
def test_the_network_never_learns_who_it_is(client: Client, world: World, reader: str, path: str) -> None:
    client.force_login(world.people[reader])
    assert b"CANARY" not in client.get(f"/cases/{world.thigh.public_id}/{path}").content


def test_who_it_is_stands_on_the_patient_page_alone(client: Client, world: World) -> None:
    client.force_login(world.ana)
    pages = {
        slug: client.get(f"/cases/{world.thigh.public_id}/{slug}{'/' if slug else ''}").content.decode()
        for slug in ("", *SECTIONS)
    }
    assert "Canary-Thigh" in pages.pop("patient")
    assert not [slug for slug, page in pages.items() if "Canary" in page]
    titles = re.findall(r"<title>(.*?)</title>", "".join(pages.values()))
    assert not [title for title in titles if "Canary" in title]
