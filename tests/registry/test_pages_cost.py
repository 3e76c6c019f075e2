"""Every page asks the database the same number of questions, however much there is to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.records import Values
from registry.sections import ENTRIES, SECTIONS
from registry.services.cases import register_case
from registry.services.entries import add_entry
from tests.world import World, acting, day

LIMIT = 45  # session, rights and read log included


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def more_of_everything(world: World) -> None:
    """Ten more cases, and five more entries of every kind in the thigh."""
    with acting("ana@example.org"):
        for n in range(10):
            values = Values({"entity_id": "DDLPS", "diagnosis_date": day(f"20{n + 10}")})
            register_case(actor=world.ana, center=world.madrid, case=values)
        for section in ENTRIES:
            kind = section.entry_model
            for n in range(5):
                values = Values({kind.when: day(f"2025-0{n + 1}")})
                add_entry(actor=world.ana, case=world.thigh, kind=kind, values=values)


@pytest.mark.parametrize(
    "path", ["", *(f"{slug}/" for slug in SECTIONS), "surgery/new/", "patient/identity/"]
)
def test_pages_of_a_case_cost_the_same_at_two_sizes(client: Client, world: World, path: str) -> None:
    client.force_login(world.ana)
    address = f"/cases/{world.thigh.public_id}/{path}"
    questions(client, address)  # warms what a process looks up once
    few = questions(client, address)
    more_of_everything(world)
    assert questions(client, address) == few <= LIMIT


@pytest.mark.parametrize("query", ["", "?q=liposarcoma", "?group=STS&sort=size"])
def test_the_list_costs_the_same_at_two_sizes(client: Client, world: World, query: str) -> None:
    client.force_login(world.ana)
    questions(client, f"/cases/{query}")
    few = questions(client, f"/cases/{query}")
    more_of_everything(world)
    assert questions(client, f"/cases/{query}") == few <= LIMIT


def test_register_costs_little(client: Client, world: World) -> None:
    client.force_login(world.ana)
    questions(client, "/cases/new/")
    assert questions(client, "/cases/new/") <= LIMIT
