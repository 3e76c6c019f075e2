"""The description: committed as it is generated, readable without a network, no script and no violation."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from config.api_docs import description
from tests.world import World

from .conftest import Api

Users = Callable[[str | None], Api]
COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.yaml"


def test_it_is_committed_as_generated(tmp_path: Path) -> None:
    fresh = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(fresh), validate=True, fail_on_warn=True)
    assert fresh.read_text() == COMMITTED.read_text()


def test_objects_are_closed_and_units_are_said() -> None:
    schemas = description()["components"]["schemas"]
    assert all(
        schema["additionalProperties"] is False for schema in schemas.values() if "properties" in schema
    )
    assert schemas["Case"]["properties"]["size_mm"]["description"] == "In mm. At most 1 decimal places."
    assert schemas["Radiotherapy"]["properties"]["total_dose_gy"]["description"].startswith("In Gy.")
    assert schemas["RStatus"]["enum"] == ["R0", "R1", "R2", "RX", "UNKNOWN"]
    assert "version" in schemas["SurgeryChanged"]["required"]


def test_it_is_for_people_of_the_network(world: World) -> None:
    assert Client().get("/api/v1/docs/").status_code == 302
    assert Client().get("/api/v1/schema/").status_code == 401


def test_the_page_shows_all_of_it(as_user: Users) -> None:
    api = as_user("zoe")
    page = api("GET", "docs/").content.decode()
    assert "<script>" not in page
    for name in description()["components"]["schemas"]:
        assert f'id="{name}"' in page
    for methods in description()["paths"].values():
        for said in methods.values():
            assert f'id="{said["operationId"]}"' in page
    assert api.get("schema/")["openapi"].startswith("3.")


@pytest.mark.parametrize("address", ["nix/", "cases", "docs", "cases/x/y/z/"])
def test_no_address_is_no_object(address: str, as_user: Users) -> None:
    answer = as_user("ana")("GET", address)
    assert (answer.status_code, answer.content) == (404, b'{"detail":"Not found."}')
