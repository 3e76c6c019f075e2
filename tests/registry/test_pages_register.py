"""Quick register: fourteen fields of a tumor group, any of which may be left out."""

from typing import Any

import pytest
from django.test import Client

from registry import identity
from registry.models import Case, PatientIdentity
from tests.world import World, acting

FULL = {
    "record_number": "A-77",
    "birth_date": "17/5/1961",
    "sex": "FEMALE",
    "consent_registry": "GIVEN",
    "entity_id": "Dedifferentiated liposarcoma",
    "topography_icdo": "C49.2",
    "laterality": "LEFT",
    "size_mm": "8,2 cm",
    "depth": "DEEP",
    "diagnosis_date": "3/2021",
    "first_visit_date": "2020",
    "disease_extent_dx": "LOCALIZED",
    "presentation_status": "UNTOUCHED",
}


def post(client: Client, world: World, group: str = "STS", **fields: str) -> Any:
    client.force_login(world.ana)
    return client.post(f"/cases/new/?group={group}", {"center": str(world.madrid.pk), **fields})


def registered(response: Any) -> Case:
    assert response.status_code == 302, response.context["form"].errors
    with acting(None):
        return Case.objects.select_related("patient").get(public_id=response["Location"].split("/")[2])


def test_all_fields_are_stored_as_typed(client: Client, world: World) -> None:
    case = registered(post(client, world, **FULL))
    assert (case.sarcoma_group, case.entity_id, case.topography_icdo) == ("STS", "DDLPS", "C49.2")
    assert (case.size_mm, case.depth, case.laterality) == (82, "DEEP", "LEFT")
    assert (str(case.diagnosis_date), case.diagnosis_date_precision) == ("2021-03-15", "MONTH")
    assert (str(case.first_visit_date), case.first_visit_date_precision) == ("2020-07-01", "YEAR")
    assert (case.morphology_icdo, case.site_group, case.age_at_diagnosis) == ("8858", "LOWER_LIMB", 59)
    assert (case.patient.sex, case.patient.birth_year) == ("FEMALE", 1961)
    with acting("ana@example.org"):
        row = PatientIdentity.objects.get(patient=case.patient)
    who = identity.open_seal(row.sealed, case.patient_id)
    assert (who.birth_date, who.record_number) == ("1961-05-17", "A-77")


@pytest.mark.parametrize("group", ["STS", "BS", "GIST"])
def test_a_draft_always_saves(client: Client, world: World, group: str) -> None:
    assert registered(post(client, world, group)).sarcoma_group == group


@pytest.mark.parametrize(
    ("group", "field", "others"),
    [("STS", "depth", "gist_site"), ("BS", "grade_final", "depth"), ("GIST", "gist_site", "depth")],
)
def test_each_group_asks_for_its_own_field(
    client: Client, world: World, group: str, field: str, others: str
) -> None:
    client.force_login(world.ana)
    form = client.get(f"/cases/new/?group={group}").context["form"]
    assert field in form.fields
    assert others not in form.fields
    asked = [name for name in form.fields if not name.endswith("_missing") and name != "center"]
    assert len(asked) + 1 == 14  # and the group itself


def test_an_unknown_group_is_soft_tissue(client: Client, world: World) -> None:
    client.force_login(world.ana)
    assert client.get("/cases/new/?group=NONE").context["form"].group == "STS"


@pytest.mark.parametrize(
    ("field", "typed", "wording"),
    [
        ("diagnosis_date", "31/2/2021", "February 2021 has 28 days."),
        ("birth_date", "soon", "Write a date as"),
        ("size_mm", "large", "Enter a number."),
        ("size_mm", "8200", "less than or equal to 600"),
        ("entity_id", "lipo", "can mean several"),
        ("entity_id", "xyzzy", "is in no list"),
        ("topography_icdo", "connective", "can mean several"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, world: World, field: str, typed: str, wording: str
) -> None:
    response = post(client, world, **{**FULL, field: typed})
    assert response.status_code == 422
    page = response.content.decode()
    assert wording in page
    assert f'value="{typed}"' in page
    assert 'value="A-77"' in page
    assert "<title>Problem:" in page


def test_a_reason_instead_of_a_value_is_stored(client: Client, world: World) -> None:
    case = registered(post(client, world, diagnosis_date_missing="PENDING", size_mm_missing="NOT_DONE"))
    assert case.missing == {"diagnosis_date": "PENDING", "size_mm": "NOT_DONE"}


def test_a_value_and_a_reason_contradict_each_other(client: Client, world: World) -> None:
    response = post(client, world, size_mm="82", size_mm_missing="UNKNOWN")
    assert response.status_code == 422
    assert "cannot both stand" in response.content.decode()


def test_unknown_is_an_answer(client: Client, world: World) -> None:
    case = registered(post(client, world, entity_id="Unknown", topography_icdo="unknown", depth="UNKNOWN"))
    assert (case.entity_id, case.topography_icdo, case.depth) == ("UNKNOWN", "C80.9", "UNKNOWN")


def test_a_record_number_in_use_is_refused_in_words(client: Client, world: World) -> None:
    response = post(client, world, record_number="CANARY-4471902")
    assert response.status_code == 422
    assert "Another patient of this center has this record number." in response.content.decode()


def test_a_record_number_of_another_center_tells_nothing(client: Client, world: World) -> None:
    assert post(client, world, record_number="CANARY-77").status_code == 302


def test_nobody_registers_at_a_foreign_center(client: Client, world: World) -> None:
    client.force_login(world.ana)
    response = client.post("/cases/new/", {"center": str(world.lima.pk)})
    assert response.status_code == 422


def test_save_and_close_goes_back_to_the_list(client: Client, world: World) -> None:
    assert post(client, world, close="")["Location"] == "/cases/"
