"""A link names an entry of the same case, or a case of the same patient: so says the service, and so the
database."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client

from centers import access
from centers.actions import action
from centers.commands import acting
from centers.models import ReadEvent
from centers.permissions import Permission
from registry.models import Case, Response, SystemicLine
from registry.records import Values
from registry.services.cases import change_case, register_another, share_case
from registry.services.entries import add_entry, void_entry
from tests.world import World, day


def line_of(case: Case, actor: Any) -> SystemicLine:
    return add_entry(
        actor=actor, case=case, kind=SystemicLine, values=Values({"start_date": day("2025-01-10")})
    )


def respond(case: Case, actor: Any, line: SystemicLine) -> Response:
    values = Values({"assessment_date": day("2025-03-10"), "systemic_line": line, "category": "PR"})
    return add_entry(actor=actor, case=case, kind=Response, values=values)


def test_a_response_belongs_to_a_line_of_its_own_case(world: World) -> None:
    with acting("ana@example.org"):
        line = line_of(world.thigh, world.ana)
        assert respond(world.thigh, world.ana, line).systemic_line == line
        with pytest.raises(ValidationError, match="no such entry"):
            respond(world.stomach, world.ana, line)


@action("test.moved", Permission.EDIT_CASE)
def move(*, actor: Any, case: Case, response: Response) -> None:
    """Puts a response into another case, as no service would."""
    Response.objects.filter(pk=response.pk).update(case=case)
    connection.check_constraints()


def test_the_database_refuses_a_line_of_another_case(world: World) -> None:
    with acting("ana@example.org"):
        response = respond(world.thigh, world.ana, line_of(world.thigh, world.ana))
        with pytest.raises(IntegrityError, match="same_case_id"):
            move(actor=world.ana, case=world.stomach, response=response)


def test_a_primary_is_a_case_of_the_same_patient(world: World) -> None:
    thigh, values = world.thigh, Values({"primary_case": world.stomach})
    with acting("ana@example.org"), pytest.raises(ValidationError, match="no such entry"):
        change_case(actor=world.ana, case=thigh, version=thigh.version, values=values)


def test_a_relapse_is_a_case_of_its_own_that_names_its_primary(client: Client, world: World) -> None:
    thigh = world.thigh
    client.force_login(world.ana)
    address = f"/cases/{thigh.public_id}/another/"
    assert "record_number" not in client.get(address).context["form"].fields
    typed = {
        "entity_id": "Dedifferentiated liposarcoma",
        "diagnosis_date": "9/12/2025",
        "is_first_primary_episode": "N",
        "primary_case": thigh.pk,
    }
    response = client.post(f"{address}?group=STS", typed)
    assert response.status_code == 302, response.context["form"].errors
    with acting(None):
        relapse = Case.objects.get(public_id=response["Location"].split("/")[2])
    assert (relapse.patient_id, relapse.primary_case_id) == (thigh.patient_id, thigh.pk)
    assert (relapse.sarcoma_group, relapse.age_at_diagnosis) == ("STS", 64)
    for one, other in ((thigh, relapse), (relapse, thigh)):
        assert f'href="/cases/{other.public_id}/"' in client.get(f"/cases/{one.public_id}/").content.decode()


def test_a_visitor_of_one_case_learns_of_no_other_of_the_patient(client: Client, world: World) -> None:
    thigh, until = world.thigh, access.today() + datetime.timedelta(days=30)
    with acting("ana@example.org"):
        values = Values({"entity_id": "LMS"})
        other = register_another(actor=world.ana, patient=thigh.patient, case=values)
        share_case(actor=world.ana, case=thigh, user=world.zoe, reason="second look", until=until)
    for person, sees in ((world.ana, True), (world.zoe, False)):
        client.force_login(person)
        page = client.get(f"/cases/{thigh.public_id}/").content.decode()
        assert (other.public_id in page) is sees
        with acting(None):
            assert (other.pk in ReadEvent.objects.latest("pk").cases) is sees


def test_another_case_offers_only_cases_of_the_patient(client: Client, world: World) -> None:
    client.force_login(world.ana)
    typed = {"primary_case": world.stomach.pk, "entity_id": "Dedifferentiated liposarcoma"}
    response = client.post(f"/cases/{world.thigh.public_id}/another/", typed)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"primary_case"}


def test_a_voided_line_is_no_longer_offered(world: World) -> None:
    with acting("ana@example.org"):
        line = line_of(world.thigh, world.ana)
        void_entry(actor=world.ana, entry=line, version=line.version, reason="another patient")
        with pytest.raises(ValidationError, match="no such entry"):
            respond(world.thigh, world.ana, line)


def test_the_first_registration_of_a_tumor_has_none_before_it(world: World) -> None:
    with acting("ana@example.org"):
        values = Values({"is_first_primary_episode": "Y", "primary_case": world.thigh})
        with pytest.raises(ValidationError, match="no other registration before it"):
            register_another(actor=world.ana, patient=world.thigh.patient, case=values)


def test_a_reader_registers_nothing(client: Client, world: World) -> None:
    client.force_login(world.nora)
    assert client.get(f"/cases/{world.thigh.public_id}/another/").status_code == 403
    assert client.post(f"/cases/{world.thigh.public_id}/another/").status_code == 403


def test_the_form_of_a_response_offers_the_lines_of_its_case(client: Client, world: World) -> None:
    with acting("ana@example.org"):
        mine, other = line_of(world.thigh, world.ana), line_of(world.stomach, world.ana)
    client.force_login(world.ana)
    address = f"/cases/{world.thigh.public_id}/response/new/"
    page = client.get(address).content.decode()
    assert f'<option value="{mine.pk}">' in page
    assert f'<option value="{other.pk}">' not in page
    assert client.post(address, {"version": 1, "systemic_line": other.pk}).status_code == 422
    assert client.post(address, {"version": 1, "systemic_line": mine.pk}).status_code == 302
