"""Who changed what, from the journal, in words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from centers.commands import acting
from registry.models import Case, FollowUp, Surgery
from registry.records import Values
from registry.services.cases import change_case
from registry.services.entries import add_entry, change_entry
from tests.world import World, day

from .test_pages_sections import address_of, reload

pytestmark = pytest.mark.django_db


def operation_of(case: Case) -> Surgery:
    with acting(None):
        return Surgery.objects.get(case=case)


def test_a_change_is_told_with_both_values_who_and_why(client: Client, world: World) -> None:
    with acting(world.diego.email):
        change_case(
            actor=world.diego,
            case=reload(world.thigh),
            version=1,
            values=Values({"depth": "SUPERFICIAL", "size_mm": None}, {"size_mm": "NOT_DONE"}),
            reason="As in the report",
        )
    client.force_login(world.ana)
    acts = client.get(address_of(world.thigh, "history/")).context["page"].page.object_list
    assert (acts[0].who, acts[0].what, acts[0].verb) == ("Diego Test", "Case", "changed")
    assert acts[0].reason == "As in the report"
    told = {(change.label, change.before, change.after) for change in acts[0].changes}
    assert told == {
        ("Depth", "Deep to the fascia, or invading it", "Superficial to the fascia"),
        ("Largest diameter", "82 mm", "Not done"),
    }
    assert {act.what for act in acts} >= {"Case", "Patient", "Who the patient is", "Operation, 3 Apr 2025"}
    page = client.get(address_of(world.thigh, "history/")).content.decode()
    assert "Canary" not in page


def test_a_section_and_an_entry_have_their_own(client: Client, world: World) -> None:
    client.force_login(world.ana)
    entry = operation_of(world.thigh)
    with acting(world.ana.email):
        change_entry(actor=world.ana, entry=entry, version=1, values=Values({"r_status": "R1"}))
        visit = Values({"visit_date": day("2025-06"), "status": "NED"})
        add_entry(actor=world.ana, case=reload(world.thigh), kind=FollowUp, values=visit)
    for path in ("surgery/history/", f"surgery/{entry.pk}/history/"):
        acts = client.get(address_of(world.thigh, path)).context["page"].page.object_list
        assert [act.verb for act in acts] == ["changed", "added"], path
        assert [change.label for change in acts[0].changes] == ["Residual tumor (R)"]
    stage = client.get(address_of(world.thigh, "stage/history/")).context["page"].page.object_list
    assert {change.label for act in stage for change in act.changes} == {"Clinical N", "Extent at diagnosis"}


def test_it_is_read_by_those_who_read_the_case(client: Client, world: World) -> None:
    seen = {}
    for name in ("ana", "marta", "nora", "pedro"):
        client.force_login(world.people[name])
        page = client.get(address_of(world.thigh, "history/"))
        acts = page.context["page"].page.object_list if page.status_code == 200 else []
        seen[name] = (page.status_code, any(act.what == "Who the patient is" for act in acts))
    assert seen == {"ana": (200, True), "marta": (200, False), "nora": (200, False), "pedro": (404, False)}
    entry = operation_of(world.femur)
    client.force_login(world.marta)
    assert client.get(address_of(world.thigh, f"surgery/{entry.pk}/history/")).status_code == 404


def test_more_history_asks_no_more_of_the_database(client: Client, world: World) -> None:
    client.force_login(world.ana)
    counts = []
    for day_of_visit in (None, "2025-06-01", "2025-07-01", "2025-08-01"):
        if day_of_visit:
            with acting(world.ana.email):
                case, center = reload(world.thigh), world.madrid
                visit = Values({"visit_date": day(day_of_visit), "status": "NED"})
                add_entry(actor=world.ana, case=case, kind=FollowUp, values=visit)
                operated = Values({"surgery_date": day(day_of_visit), "surgery_center": center})
                add_entry(actor=world.ana, case=case, kind=Surgery, values=operated)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address_of(world.thigh, "history/"))
        counts.append(len(asked))
    assert counts[1] == counts[3]
    assert counts[3] <= counts[0] + 2
