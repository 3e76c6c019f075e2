"""What lists and records show, what they cost, and that reading is recorded."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from centers.commands import acting
from centers.models import ReadEvent
from registry.sections import ENTRIES
from tests.world import World

from .conftest import Api

Users = Callable[[str | None], Api]
SURGERY = {"surgery_date": "2025-03", "surgery_center": "PE01", "r_status": "R1"}


def recorded() -> list[list[int]]:
    """The cases of each read event."""
    with acting(None):
        return list(ReadEvent.objects.order_by("pk").values_list("cases", flat=True))


def cost(api: Api, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        api.get(path)
    return len(queries)


def test_a_list_costs_the_same_at_any_size(as_user: Users) -> None:
    ana = as_user("ana")
    few = cost(ana, "cases/")
    for _ in range(5):
        ana.send("POST", "cases/", {"center": "ES07", "case": {"first_visit_center": "PE01"}})
    assert cost(ana, "cases/") == few <= 17


def test_a_record_costs_the_same_at_any_size(as_user: Users, world: World) -> None:
    ana, case = as_user("ana"), f"cases/{world.thigh.public_id}/"
    few, listed = cost(ana, case), cost(ana, f"{case}events/surgery/")
    for _ in range(5):
        ana.send("POST", f"{case}events/surgery/", SURGERY)
    assert cost(ana, case) == few <= 16 + len(ENTRIES)
    assert cost(ana, f"{case}events/surgery/") == listed <= 15


def test_a_worklist_costs_the_same_at_any_size(as_user: Users) -> None:
    ana = as_user("ana")
    few = cost(ana, "indicators/QI-SURG-06/cases/")
    for _ in range(5):
        ana.send("POST", "cases/", {"center": "ES07", "case": {"entity_id": "DDLPS"}})
    assert cost(ana, "indicators/QI-SURG-06/cases/") == few <= 16


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("cases/", {"thigh", "stomach"}),
        ("cases/?group=STS", {"thigh"}),
        ("cases/{thigh}/", {"thigh"}),
        ("cases/{thigh}/events/surgery/", {"thigh"}),
        ("cases/{thigh}/derivations/", {"thigh"}),
        ("cases/{thigh}/indicators/", {"thigh"}),
        ("indicators/", set()),
        ("survival/", set()),
        ("me/", set()),
    ],
)
def test_reading_is_recorded(path: str, shown: set[str], as_user: Users, world: World) -> None:
    before = len(recorded())
    as_user("ana").get(path.format(thigh=world.thigh.public_id))
    fresh = recorded()[before:]
    assert [set(cases) for cases in fresh] == ([{world.cases[name].pk for name in shown}] if shown else [])


def test_filters_and_paging(as_user: Users, world: World) -> None:
    nora = as_user("nora")

    def found(query: str) -> list[str]:
        return [row["public_id"] for row in nora.get(f"cases/?{query}")["results"]]

    thigh, femur = world.thigh.public_id, world.femur.public_id
    assert found("center=PE01") == [femur]
    assert found("since=2024&until=2024-12") == [thigh]
    assert found("until=2023") == [femur]
    assert found(f"q={thigh.lower().replace('-', '')}") == [thigh]
    assert found("q=CANARY-77") == []  # a record number speaks to its own center alone
    first = nora.get("cases/?size=2&sort=diagnosed")
    assert (first["count"], len(first["results"]), first["previous"]) == (3, 2, None)
    second = nora.get(first["next"].split("/api/v1/")[1])
    assert (len(second["results"]), second["next"]) == (1, None)
    assert nora.get("cases/?page=9")["results"] == []


def test_no_answer_names_the_patient(as_user: Users, world: World) -> None:
    ana, case = as_user("ana"), f"cases/{world.thigh.public_id}/"
    for path in ("cases/", case, f"{case}indicators/", f"{case}derivations/", "indicators/QI-SURG-06/cases/"):
        assert b"CANARY" not in ana("GET", path).content.upper()


def test_values_read_as_they_are_known(as_user: Users, world: World) -> None:
    pedro = as_user("pedro")
    record: Any = pedro.get(f"cases/{world.femur.public_id}/")
    assert record["case"]["diagnosis_date"] == "2023-03"
    assert record["case"]["depth"] is None
    assert record["patient"]["death_cause"] == "DOD"
    assert record["events"]["radiotherapy"][0]["total_dose_gy"] == 60
    assert record["events"]["relapse"][0]["sites"] == ["LUNG"]
    derived = {row["name"]: row for row in record["derivations"]}
    assert derived["AJCC8_BONE_STAGE"]["outcome"] == "NOT_ASSESSABLE"
    assert derived["ENNEKING"]["inputs"] == {"grade": "G3", "m": "M0"}
    assert all(row["citation"] and row["version"] for row in derived.values())
