"""No page reads a table of the record from end to end: for each of its questions there is an index.

Few rows are always scanned, for that is cheapest; here a scan is made as dear as it is in a large network.
"""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from centers import access, binding
from centers.models import User
from config.bench.plans import scanned_tables
from registry.columns import SORTS
from registry.models import Case
from registry.sections import SECTIONS
from tests.breadth import each
from tests.world import World

PEOPLE = ("ana", "nora")
NARROWED = (
    *("group=STS", "entity=LMS", "site=LOWER_LIMB", "extent=LOCALIZED", "stage=III", "grade=G3"),
    *("status=ALIVE", "center=ES07", "since=2024-01-01&until=2024-12-31", "q=leiomyosarcoma", "q=thigh"),
)


@pytest.fixture(autouse=True)
def _scans_are_dear(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")


def asked(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return [query["sql"] for query in captured]


def scanned(user: User, statements: list[str]) -> set[str]:
    with transaction.atomic(), binding.bound(access.rights_of(user).reading()):
        return scanned_tables(statements)


def addresses(world: World) -> list[str]:
    case = f"/cases/{world.thigh.public_id}/"
    sections = [f"{case}{slug}/" for slug in SECTIONS]
    sorted_by = [f"/cases/?sort={sign}{key}" for key in SORTS for sign in ("", "-")]
    narrowed = [f"/cases/?{name}" for name in NARROWED]
    others = ["/cases/", "/quality/", "/quality/indicators/QI-SURG-06/cases/", "/today/"]
    return [case, *sections, f"{case}quality/", *others, *sorted_by, *narrowed]


@pytest.mark.parametrize("name", each(PEOPLE, {"nora"}))
def test_no_page_scans_a_table_of_the_record(client: Client, world: World, name: str) -> None:
    user = world.people[name]
    client.force_login(user)
    found = {address: scanned(user, asked(client, address)) for address in addresses(world)}
    assert {address: tables for address, tables in found.items() if tables} == {}


def test_a_question_without_an_index_is_found(world: World) -> None:
    statement = str(Case.objects.filter(radiation_induced="Y").order_by().only("pk").query).replace(
        " = Y", " = 'Y'"
    )
    assert scanned(world.nora, [statement]) == {"registry_case"}
