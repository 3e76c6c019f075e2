"""Quality pages: who sees what, at what cost, and what the files hold."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics.facts.refresh import refresh
from analytics.jobs import rebuilding
from analytics.tallies import recount
from centers.commands import acting
from centers.models import ReadEvent, User
from registry.models import Case, Patient
from tests.world import World

from .random_cases import write_cases

QUALITY, SURVIVAL = "/quality/", "/quality/survival/"
WORKLIST = "/quality/indicators/QI-SURG-04/cases/"
PAGES = [QUALITY, f"{QUALITY}?group=STS&period=2024", WORKLIST, f"{WORKLIST}?outcome=MET", SURVIVAL]
PAGES += [f"{SURVIVAL}?endpoint=rfs&by=margin", "/quality/indicators.csv", f"{WORKLIST[:-1]}.csv"]
LIMIT = 25


@pytest.fixture
def many(world: World) -> None:
    """120 more cases in Madrid."""
    with acting(None):
        cases = write_cases(world.madrid, 5, 120)
        with rebuilding():
            refresh([case.pk for case in cases])


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.getvalue().decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("name", "status"),
    [("ana", 200), ("lucia", 200), ("nora", 200), ("marta", 200), ("paula", 403), ("olga", 403), (None, 302)],
)
def test_who_may_open_a_page(page: str, name: str | None, status: int, client: Client, world: World) -> None:
    if name:
        client.force_login(world.people[name])
    assert client.get(page).status_code == status


@pytest.mark.parametrize("name", ["ana", "nora"])
def test_who_may_ask_about_a_case(name: str, client: Client, world: World) -> None:
    client.force_login(world.people[name])
    page = text(client, f"/cases/{world.thigh.public_id}/quality/")
    assert "R0 at the first resection on 3 Apr 2025" in page
    assert "Radiotherapy is not marked complete" in page
    assert reverse("registry:section", args=[world.thigh.public_id, "radiotherapy"]) in page
    assert "CANARY" not in page


def test_a_foreign_case_is_not_there(client: Client, world: World) -> None:
    client.force_login(world.pedro)
    foreign = client.get(f"/cases/{world.thigh.public_id}/quality/")
    invented = client.get("/cases/7K3M-9QXD-H/quality/")
    assert foreign.status_code == invented.status_code == 404
    assert foreign.content == invented.content


def test_the_case_page_takes_the_list_as_a_fragment(client: Client, world: World) -> None:
    client.force_login(world.ana)
    response = client.get(f"/cases/{world.thigh.public_id}/quality/", headers={"HX-Request": "true"})
    fragment = response.content.decode()
    assert fragment.strip().startswith("<ul")
    assert "<html" not in fragment


def test_a_worklist_shows_own_cases_with_their_reasons(client: Client, world: World) -> None:
    client.force_login(world.ana)
    page = text(client, WORKLIST)
    assert world.stomach.public_id in page
    assert world.thigh.public_id not in page  # met: nothing to review
    assert world.femur.public_id not in page
    assert "Extent at diagnosis is not entered" in page
    assert world.thigh.public_id in text(client, f"{WORKLIST}?outcome=MET")
    assert world.femur.public_id not in text(client, f"{WORKLIST}?outcome=NOT_MET")
    client.force_login(world.nora)
    assert world.femur.public_id in text(client, f"{WORKLIST}?outcome=NOT_MET")


def test_opening_a_worklist_is_recorded(client: Client, world: World) -> None:
    client.force_login(world.ana)
    text(client, WORKLIST)
    with acting("olga@example.org"):
        event = ReadEvent.objects.latest("pk")
    assert (event.route, event.cases) == ("analytics:worklist", [world.stomach.pk])


@pytest.mark.parametrize(
    "address",
    [f"{QUALITY}?center=XX", f"{QUALITY}?period=now", f"{WORKLIST}?outcome=PERHAPS", f"{SURVIVAL}?by=shoe"],
)
def test_an_unknown_filter_is_a_message(address: str, client: Client, world: World) -> None:
    client.force_login(world.ana)
    assert "problem" in text(client, address)


def test_unknown_indicators_and_wrong_files_are_not_there(client: Client, world: World) -> None:
    client.force_login(world.ana)
    for address in ("/quality/indicators/QI-NO-99/cases/", "/quality/indicators.csv?period=now"):
        text(client, address, 404)
    for address in (
        "/quality/survival.svg",
        "/quality/survival.svg?chart=9",
        "/quality/survival.svg?chart=x",
    ):
        text(client, address, 404)  # too few patients to draw


def test_the_network_is_offered_to_those_who_may_see_it(client: Client, world: World) -> None:
    with rebuilding():
        recount()
    client.force_login(world.ana)
    assert "problem" in text(client, f"{QUALITY}?center=network")
    client.force_login(world.lucia)
    page = text(client, f"{QUALITY}?center=network")
    assert "Network figures counted on" in page
    assert "counts only" in page
    assert WORKLIST not in page


def test_the_years_to_choose_from_are_those_with_cases(client: Client, world: World) -> None:
    with acting(None):
        Case.objects.filter(pk=world.femur.pk).update(diagnosis_date="2019-05-01")
        with rebuilding():
            refresh([world.femur.pk])
            recount()
    address = f"{QUALITY}?period=2019"
    assert years(client, world.ana) == ["", "2024"]
    assert "You see no case that was diagnosed in 2019." in text(client, address)
    assert years(client, world.nora) == ["", "2024", "2019"]
    assert "all groups, diagnosed in 2019" in text(client, address)
    assert years(client, world.lucia) == ["", "2024", "2019"]  # the network's figures hold it
    assert years(client, world.lucia, WORKLIST) == ["", "2024"]


def years(client: Client, user: User, address: str = QUALITY) -> list[str]:
    client.force_login(user)
    field = client.get(address).context["form"].fields["period"]
    return [str(value) for value, _label in field.choices]


def test_few_cases_carry_no_rate(client: Client, world: World) -> None:
    client.force_login(world.ana)
    page = text(client, QUALITY)
    assert "1 of 1" in page
    assert "Too few to compare" in page
    assert "100 %" in page  # of what is missing, and the target
    assert "Too few patients to draw a curve" in text(client, SURVIVAL)


def test_files_say_what_they_hold(client: Client, world: World) -> None:
    client.force_login(world.ana)
    rows = table(client, "/quality/indicators.csv?group=STS")
    assert rows[0][0] == "# Indicators"
    assert rows[0][1] == "ES07 Madrid, soft tissue, all years of diagnosis"
    assert rows[1][:4] == ["code", "version", "indicator", "met"]
    assert [row[0] for row in rows[2:]] == ["QI-MTB-01", "QI-SURG-04", "QI-SURG-06"]
    cases = table(client, f"{WORKLIST[:-1]}.csv?outcome=MET")
    assert cases[2][:3] == [world.thigh.public_id, "MET", "R0 at the first resection on 3 Apr 2025"]


def table(client: Client, address: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text(client, address))))


def test_curves_as_page_and_files(client: Client, world: World, many: None) -> None:
    with acting(None):
        Patient.objects.filter(vital_status__isnull=True).update(
            vital_status="ALIVE", last_contact_date="2026-01-01", last_contact_date_precision="DAY"
        )
        with rebuilding():
            refresh([case.pk for case in Case.objects.all()])
    client.force_login(world.ana)
    page = text(client, f"{SURVIVAL}?by=extent")
    assert "<svg" in page
    assert "Who is in these curves" in page
    assert "ES07 Madrid, all groups, split by extent at diagnosis:" in page
    assert "No clinician has yet compared this outcome with its source." in page
    drawing = client.get("/quality/survival.svg?by=extent")
    assert drawing["Content-Type"].startswith("image/svg+xml")
    assert drawing.content.startswith(b"<svg")
    assert table(client, "/quality/survival.csv?by=extent")[1][:3] == ["group", "month", "at_risk"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_at_two_sizes(page: str, client: Client, world: World, request: Any) -> None:
    client.force_login(world.ana)
    questions(client, page)  # warms what a process looks up once
    few = questions(client, page)
    request.getfixturevalue("many")
    assert questions(client, page) == few <= LIMIT


def test_a_case_costs_little(client: Client, world: World) -> None:
    client.force_login(world.ana)
    assert questions(client, f"/cases/{world.thigh.public_id}/quality/") <= LIMIT


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
