"""The case list as a file: the cases and columns seen, for those who may take them away, and recorded."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from centers.models import Center, ReadEvent
from registry.records import Values
from registry.services.cases import register_case
from tests.world import World, acting, day


def table(client: Client, query: str = "") -> list[list[str]]:
    """Lines of the file: what it is, its head, its rows."""
    response = client.get(f"/cases.csv{query}")
    assert response.status_code == 200, query
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(b"".join(response).decode(), newline="")))  # type: ignore[arg-type]


def test_the_file_holds_the_columns_and_cases_seen(client: Client, world: World) -> None:
    client.force_login(world.ana)
    what, head, *rows = table(client, "?group=STS&column=icdo&column=diagnosed&column=size&sort=size")
    assert what[:2] == ["# Cases", "Group: Soft tissue"]
    assert head == ["Case", "ICD-O-3.2", "Size, mm", "Diagnosed"]
    size = f"{world.thigh.size_mm.normalize():f}" if world.thigh.size_mm else ""
    assert rows == [[world.thigh.public_id, "8858/3", size, "2024-12-09"]]


def test_only_what_a_person_may_take_away_is_in_it(client: Client, world: World) -> None:
    cases = {name: getattr(world, name).public_id for name in ("thigh", "stomach", "femur")}
    for name, expected in (
        ("ana", {"thigh", "stomach"}),
        ("diego", {"thigh", "stomach"}),
        ("pedro", {"femur"}),
    ):
        client.force_login(world.people[name])
        _what, _head, *rows = table(client)
        assert {row[0] for row in rows} == {cases[key] for key in expected}, name
    for name in ("nora", "marta", "olga"):  # they read the network, and take nothing of it away
        client.force_login(world.people[name])
        assert client.get("/cases.csv").status_code == 403, name
        assert "/cases.csv" not in client.get("/cases/").content.decode(), name
    client.logout()
    assert client.get("/cases.csv").status_code == 302


def test_who_took_which_cases_is_recorded(client: Client, world: World) -> None:
    client.force_login(world.ana)
    table(client, "?group=STS")
    with acting(None):
        event = ReadEvent.objects.filter(route="registry:case_file").latest("pk")
    assert (event.user_id, event.cases) == (world.ana.pk, [world.thigh.pk])


def test_an_address_that_is_not_understood_is_no_file(client: Client, world: World) -> None:
    client.force_login(world.ana)
    assert client.get("/cases.csv?group=XX").status_code == 404


def test_a_searched_text_cannot_become_a_formula(client: Client, world: World) -> None:
    """Neither can what stands in a row: a center may be called what its people like."""
    with acting(None):
        Center.objects.filter(pk=world.madrid.pk).update(code="=1+1")
    client.force_login(world.ana)
    what, _head, row, *_rows = table(client, "?column=center")
    assert row[1] == "'=1+1"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in what)


@pytest.mark.parametrize("address", ["/cases.csv", "/cases/?column=status&column=contact", "/cases/"])
def test_it_costs_the_same_at_two_sizes(client: Client, world: World, address: str) -> None:
    client.force_login(world.ana)

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            b"".join(client.get(address))  # type: ignore[arg-type]
        return len(captured)

    questions()  # warms what a process looks up once
    few = questions()
    with acting("ana@example.org"):
        for n in range(12):
            values = Values({"entity_id": "DDLPS", "diagnosis_date": day(f"20{n + 10}")})
            register_case(actor=world.ana, center=world.madrid, case=values)
    assert questions() == few <= 40
