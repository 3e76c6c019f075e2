"""The plausibility rules at the doors: a stop is refused at its field, a check is stored and shown."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from centers.commands import acting
from registry.models import Surgery
from tests.world import World

from .imports import HEAD, mapping, run, table
from .test_pages_sections import address_of, send

pytestmark = pytest.mark.django_db

# Section, what is typed, and at which field it is refused.
REFUSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("pathology", {"nodes_examined": "1", "nodes_positive": "2"}, "nodes_positive"),
    ("pathology", {"specimen_treated": "N", "necrosis_pct": "92"}, "necrosis_pct"),
    ("pathology", {"size_mm": "601"}, "size_mm"),
    ("radiotherapy", {"start_date": "2/3/2021", "end_date": "1/3/2021"}, "end_date"),
    ("systemic", {"start_date": "2/3/2021", "end_date": "2/2021"}, "end_date"),
    ("local", {"start_date": "2022", "end_date": "12/2021"}, "end_date"),
    ("referral", {"sent_date": "2/3/2021", "received_date": "1/3/2021"}, "received_date"),
    ("molecular", {"requested_date": "2/3/2021", "reported_date": "1/3/2021"}, "reported_date"),
    ("board", {"meeting_date": "2/3/2021", "implemented_date": "1/3/2021"}, "implemented_date"),
    ("pathology", {"entity_id": "DDLPS", "non_mesenchymal": "CARCINOMA"}, "entity_id"),
    ("scores", {"instrument": "BPI", "score": "11"}, "score"),
)
STORED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("pathology", {"nodes_examined": "2", "nodes_positive": "2"}),
    ("pathology", {"specimen_treated": "Y", "necrosis_pct": "92"}),
    ("radiotherapy", {"start_date": "2/3/2021", "end_date": "2/3/2021"}),
    ("systemic", {"start_date": "20/3/2021", "end_date": "3/2021"}),
    ("local", {"start_date": "12/2021", "end_date": "2021"}),
    ("referral", {"sent_date": "2/3/2021", "received_date": "3/2021"}),
    ("pathology", {"entity_id": "DDLPS", "non_mesenchymal": "NONE"}),
    ("pathology", {"non_mesenchymal": "CARCINOMA"}),
    ("scores", {"instrument": "BPI", "score": "10"}),
    ("scores", {"instrument": "TESS", "score": "11"}),
)


def test_a_stop_is_said_at_its_field(client: Client, world: World) -> None:
    client.force_login(world.pedro)
    for section, typed, field in REFUSED:
        response = send(client, address_of(world.femur, f"{section}/new/"), **typed)
        assert response.status_code == 422, typed
        assert list(response.context["form"].errors) == [field]


def test_what_may_be_true_is_stored(client: Client, world: World) -> None:
    client.force_login(world.pedro)
    for section, typed in STORED:
        assert send(client, address_of(world.femur, f"{section}/new/"), **typed).status_code == 302, typed


def test_who_is_alive_has_no_date_of_death(client: Client, world: World) -> None:
    client.force_login(world.ana)
    status = address_of(world.thigh, "status/")
    response = send(client, status, vital_status="ALIVE", death_date="1/4/2025", death_cause="DOD")
    assert set(response.context["form"].errors) == {"death_date"}
    assert send(client, status, vital_status="DEAD", death_date="1/4/2025").status_code == 302
    assert "vital_status" in send(client, status, vital_status="ALIVE").context["form"].errors


STATEMENTS = (
    "update registry_surgery set version = 1",  # the control: a change that contradicts nothing
    "update registry_radiotherapy set end_date = start_date - 1, end_date_precision = 'DAY'",
    "update registry_pathologyreport set nodes_positive = 2, nodes_examined = 1",
    "update registry_pathologyreport set necrosis_pct = 90, specimen_treated = 'N'",
    "update registry_patient set vital_status = 'ALIVE', death_cause = 'DOD'",
    "update registry_case set primary_case_id = id, is_first_primary_episode = 'Y'",
)


def test_the_database_refuses_what_no_service_was_asked(world: World) -> None:
    refused = []
    for sql in STATEMENTS:
        with acting(None):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(sql)
            except DatabaseError:
                refused.append(sql)
    assert refused == list(STATEMENTS[1:])


def test_a_check_is_stored_and_shown_on_the_case_and_its_section(client: Client, world: World) -> None:
    client.force_login(world.ana)
    stage = address_of(world.thigh, "stage/")
    assert send(client, stage, cm="M1").status_code == 302
    for path in ("", "stage/"):
        page = client.get(address_of(world.thigh, path)).content.decode()
        assert "Please check:" in page
        assert "The M category and the extent at diagnosis contradict each other." in page
        assert f'{stage}#id_cm">M1</a>' in page
        assert f'{stage}#id_disease_extent_dx">Localized</a>' in page
    assert "Please check:" not in client.get(address_of(world.thigh, "tumor/")).content.decode()
    send(client, stage, cm="M0")
    assert "Please check:" not in client.get(address_of(world.thigh, "")).content.decode()


def test_a_check_between_entries_leads_to_each(client: Client, world: World) -> None:
    client.force_login(world.ana)
    with acting(None):
        operation = Surgery.objects.get(case=world.thigh)
    status = address_of(world.thigh, "status/")
    assert send(client, status, vital_status="DEAD", death_date="1/4/2025").status_code == 302
    for path in ("", "surgery/", f"surgery/{operation.pk}/", "status/"):
        page = client.get(address_of(world.thigh, path)).content.decode()
        assert "A date is after the death of the patient." in page, path
        assert f"surgery/{operation.pk}/#id_surgery_date" in page
    assert "Please check:" not in client.get(address_of(world.thigh, "board/")).content.decode()


def test_the_api_tells_what_to_check(client: Client, world: World) -> None:
    client.force_login(world.ana)
    api = f"/api/v1/cases/{world.thigh.public_id}/"
    body = {"version": world.thigh.version, "cm": "M1"}
    assert client.patch(api, body, content_type="application/json").status_code == 200
    told = {
        "code": "M-EXTENT",
        "level": "check",
        "sentence": "The M category and the extent at diagnosis contradict each other.",
        "values": [
            {"label": "Clinical M", "value": "M1"},
            {"label": "Extent at diagnosis", "value": "Localized"},
        ],
    }
    assert client.get(f"{api}checks/").json() == [told]
    assert client.get(api).json()["checks"] == [told]
    client.force_login(world.pedro)
    assert client.get(f"{api}checks/").status_code == 404


def test_an_import_stores_what_is_to_be_checked_and_says_so(world: World) -> None:
    row = {"id": "7", "diagnosed": "2021-03", "entity": "DDLPS", "relapse": "LOCAL", "relapsed": "2021-02"}
    report = run(table(row))
    assert report.committed
    (problem,) = report.rows[0].problems
    assert (problem.code, problem.field) == ("check", "case.diagnosis_date")
    assert problem.reason == (
        "Treatment or course is before the date of diagnosis. "
        "Date of diagnosis: March 2021; Relapse, date: February 2021"
    )
    assert not run(table(row)).noted
    assert not run(table({**row, "id": "8", "relapsed": "2021"})).noted


def test_an_import_refuses_a_row_that_contradicts_itself(world: World) -> None:
    text = f"""{HEAD}
[key]
column = "id"
[[event]]
type = "radiotherapy"
date = {{ column = "begun" }}
fields = {{ end_date = "ended" }}
"""
    columns = ("id", "begun", "ended")
    report = run(
        table({"id": "7", "begun": "2021-03-02", "ended": "2021-03-01"}, columns=columns), mapping(text)
    )
    assert not report.committed
    assert [(one.field, one.reason) for one in report.rows[0].problems] == [
        ("radiotherapy.end_date", "The end is before the start.")
    ]
