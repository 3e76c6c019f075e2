"""My work asks for the missing registration fields of a case entered by hand."""

from django.test import Client

from centers.commands import acting
from centers.models import Task
from registry.models import Case
from registry.records import Values
from registry.services.cases import change_case, register_case
from tests.world import World, day


def open_tasks(world: World, case: Case) -> list[Task]:
    with acting(world.ana.email):
        return list(Task.objects.filter(subject=case.public_id, done_at__isnull=True))


def test_a_new_case_asks_for_what_is_missing_and_stops_when_it_is_there(world: World) -> None:
    with acting(world.ana.email):
        case = register_case(
            actor=world.ana,
            center=world.madrid,
            patient=Values({"sex": "FEMALE", "consent_registry": "GIVEN"}),
            case=Values(
                {"sarcoma_group": "STS", "entity_id": "SS", "topography_icdo": "C49.2", "laterality": "LEFT"}
            ),
        )
    (task,) = open_tasks(world, case)
    assert task.title == "Synovial sarcoma, NOS"
    assert task.reason == "6 registration fields are open. Next: Largest diameter"
    rest = {
        "depth": "DEEP",
        "diagnosis_date": day("2025"),
        "disease_extent_dx": "UNKNOWN",
        "presentation_status": "UNTOUCHED",
    }
    missing = {"size_mm": "NOT_DONE", "first_visit_date": "UNKNOWN"}
    with acting(world.ana.email):
        change_case(actor=world.ana, case=case, version=case.version, values=Values(rest, missing))
    assert open_tasks(world, case) == []
    with acting(world.ana.email):
        change_case(actor=world.ana, case=case, version=case.version, values=Values({"depth": None}))
    assert [task.reason for task in open_tasks(world, case)] == [
        "One registration field is open. Next: Depth"
    ]


def test_the_stomach_case_waits_in_my_work(client: Client, world: World) -> None:
    client.force_login(world.ana)
    page = client.get("/today/").content.decode()
    assert world.stomach.public_id in page
    assert world.femur.public_id not in page
