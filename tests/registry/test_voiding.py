"""What was entered in error leaves the record with a reason, and comes back with one."""

from typing import Any

import pytest
from django.test import Client

from analytics.models import Facts
from centers.actions import Conflict
from centers.commands import acting
from centers.models import Task
from registry.models import Case, Surgery
from registry.records import Values
from registry.services.cases import change_case
from registry.services.entries import add_entry
from registry.services.voiding import restore_case, void_case
from tests.world import World, day

from .test_pages_sections import address_of, reload, send

REASON = "Registered for the wrong patient"


def operation_of(case: Case) -> Surgery:
    with acting(None):
        return Surgery.objects.get(case=case)


def void(world: World, case: Case) -> Case:
    with acting(world.lucia.email):
        void_case(actor=world.lucia, case=case, version=reload(case).version, reason=REASON)
    return reload(case)


def test_an_entry_is_taken_out_and_put_back(client: Client, world: World) -> None:
    client.force_login(world.ana)
    entry = operation_of(world.thigh)
    out = address_of(world.thigh, f"surgery/{entry.pk}/void/")
    assert send(client, out, reason=REASON).status_code == 302
    listed = client.get(address_of(world.thigh, "surgery/")).content.decode()
    back = address_of(world.thigh, f"surgery/{entry.pk}/restore/")
    assert REASON in listed
    assert back in listed
    assert back in client.get(address_of(world.thigh, f"surgery/{entry.pk}/")).content.decode()
    assert send(client, back, reason="It was right").status_code == 302
    restored = operation_of(world.thigh)
    assert (restored.voided_at, restored.void_reason, restored.version) == (None, "", 3)
    assert REASON not in client.get(address_of(world.thigh, "surgery/")).content.decode()


def test_only_what_was_taken_out_is_put_back_and_only_with_a_reason(client: Client, world: World) -> None:
    client.force_login(world.ana)
    entry = operation_of(world.thigh)
    back = address_of(world.thigh, f"surgery/{entry.pk}/restore/")
    assert send(client, back, reason=REASON).status_code == 409
    assert send(client, address_of(world.thigh, f"surgery/{entry.pk}/void/"), reason=" ").status_code == 422
    assert operation_of(world.thigh).version == 1


def test_a_voided_case_leaves_lists_figures_and_work(client: Client, world: World) -> None:
    with acting(None):
        assert Facts.objects.filter(case=world.stomach).exists()
        assert Task.objects.filter(case_number=world.stomach.pk, done_at__isnull=True).exists()
    void(world, world.stomach)
    client.force_login(world.ana)
    listed = client.get("/cases/")
    assert world.stomach.public_id not in listed.content.decode()
    assert listed.context["found"].total.number == 1
    assert client.get(f"/cases/?q={world.stomach.public_id}").status_code == 200
    assert world.stomach.public_id not in client.get("/api/v1/cases/").content.decode()
    with acting(None):
        assert not Facts.objects.filter(case=world.stomach).exists()
        assert Facts.objects.filter(case=world.thigh).exists()
        assert not Task.objects.filter(case_number=world.stomach.pk, done_at__isnull=True).exists()


def test_a_voided_case_stays_readable_with_its_reason(client: Client, world: World) -> None:
    void(world, world.thigh)
    client.force_login(world.lucia)
    page = client.get(address_of(world.thigh, "")).content.decode()
    assert "This case was voided." in page
    assert REASON in page
    assert address_of(world.thigh, "restore/") in page
    assert client.get(address_of(world.thigh, "surgery/")).status_code == 200
    shown = client.get(f"/api/v1/cases/{world.thigh.public_id}/").json()["case"]
    assert shown["void_reason"] == REASON


def test_a_voided_case_is_not_changed(client: Client, world: World) -> None:
    case = void(world, world.thigh)
    entry = operation_of(case)
    client.force_login(world.ana)
    for path in ("surgery/new/", f"surgery/{entry.pk}/void/", "another/"):
        assert client.get(address_of(case, path)).status_code == 409, path
    for path in ("stage/", f"surgery/{entry.pk}/", "surgery/complete/"):
        assert client.post(address_of(case, path), {"version": 1}).status_code == 409, path
    body = {"version": case.version, "depth": "SUPERFICIAL"}
    api = f"/api/v1/cases/{case.public_id}/"
    assert client.patch(api, body, content_type="application/json").status_code == 409
    acts: tuple[tuple[Any, dict[str, Any]], ...] = (
        (change_case, {"case": case, "version": case.version, "values": Values({"depth": "SUPERFICIAL"})}),
        (add_entry, {"case": case, "kind": Surgery, "values": Values({"surgery_date": day("2025")})}),
        (void_case, {"case": case, "version": case.version, "reason": "again"}),
    )
    for act, asked in acts:
        with acting(world.lucia.email), pytest.raises(Conflict):
            act(actor=world.lucia, **asked)


def test_a_case_is_restored_as_it_was(client: Client, world: World) -> None:
    case = void(world, world.thigh)
    client.force_login(world.lucia)
    assert send(client, address_of(case, "restore/"), reason="It was the right one").status_code == 302
    after = reload(case)
    assert (after.voided_at, after.void_reason) == (None, "")
    assert case.public_id in client.get("/cases/").content.decode()
    with acting(None):
        assert Facts.objects.filter(case=case).exists()
    with acting(world.lucia.email), pytest.raises(Conflict):
        restore_case(actor=world.lucia, case=after, version=after.version, reason="twice")


def test_only_the_lead_of_the_center_voids_a_case(client: Client, world: World) -> None:
    answers = {}
    for name in ("lucia", "ana", "diego", "pedro", "nora", "marta"):
        client.force_login(world.people[name])
        pages = [client.get(address_of(world.thigh, path)).status_code for path in ("void/", "merge/")]
        answers[name] = pages
    assert answers == {
        "lucia": [200, 200],
        "ana": [403, 403],
        "diego": [403, 403],
        "pedro": [403, 403],
        "nora": [403, 403],
        "marta": [403, 403],
    }


def test_the_api_voids_and_restores(client: Client, world: World) -> None:
    client.force_login(world.lucia)
    api, json = f"/api/v1/cases/{world.thigh.public_id}/", "application/json"
    body = {"version": reload(world.thigh).version, "reason": REASON}
    voided = client.post(f"{api}void/", body, content_type=json)
    assert (voided.status_code, voided.json()["void_reason"]) == (200, REASON)
    assert client.post(f"{api}void/", body, content_type=json).status_code == 409
    body = {"version": voided.json()["version"], "reason": "right after all"}
    assert client.post(f"{api}restore/", body, content_type=json).json()["voided_at"] is None
    entry = f"{api}events/surgery/{operation_of(world.thigh).pk}/"
    gone = client.post(f"{entry}void/", {"version": 1, "reason": REASON}, content_type=json).json()
    body = {"version": gone["version"], "reason": "right after all"}
    assert client.post(f"{entry}restore/", body, content_type=json).json()["voided_at"] is None
