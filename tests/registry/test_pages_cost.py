"""Every page asks the database the same number of questions, however much there is to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.records import Values
from registry.sections import ENTRIES, SECTIONS
from registry.services.cases import register_case
from tests.world import World, acting, day, enter

LIMIT = 45  # session, rights and read log included


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def more_of_everything(world: World) -> None:
    """Ten more cases, and five more entries of every kind in the thigh."""
    with acting("ana@example.org"):
        for n in range(10):
            values = Values({"entity_id": "DDLPS", "diagnosis_date": day(f"20{n + 10}")})
            register_case(actor=world.ana, center=world.madrid, case=values)
        for n in range(5):
            kinds = (section.entry_model for section in ENTRIES)
            entries = {kind: {kind.when: day(f"2025-0{n + 1}")} for kind in kinds}
            enter(actor=world.ana, case=world.thigh, entries=entries)


@pytest.mark.slow
def test_pages_cost_the_same_at_two_sizes(client: Client, world: World) -> None:
    client.force_login(world.ana)
    case = f"/cases/{world.thigh.public_id}/"
    addresses = [case, *(f"{case}{slug}/" for slug in SECTIONS), f"{case}surgery/new/"]
    addresses += [f"{case}patient/identity/", "/cases/new/"]
    addresses += ["/cases/", "/cases/?q=liposarcoma", "/cases/?group=STS&sort=size"]
    for address in addresses:
        questions(client, address)  # warms what a process looks up once
    few = {address: questions(client, address) for address in addresses}
    more_of_everything(world)
    assert {address: questions(client, address) for address in addresses} == few
    assert max(few.values()) <= LIMIT, few
