"""Section forms: what is typed is stored, kept on a conflict; entries are added, changed, taken out."""

from typing import Any

import pytest
from django.test import Client

from registry.models import Case, PathologyReport, Surgery
from registry.records import Values
from registry.sections import ENTRIES, Section
from registry.services.cases import change_case
from registry.services.entries import change_entry
from tests.breadth import each
from tests.world import World, acting, day


def fields_of(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send back from the form of a page, untouched."""
    form = client.get(address).context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value = (
            bound.field.prepare_value(bound.value())
            if hasattr(bound.field, "prepare_value")
            else bound.value()
        )
        if value not in (None, ""):
            sent[bound.name] = value
    return sent


def address_of(case: Case, path: str) -> str:
    return f"/cases/{case.public_id}/{path}"


def reload(case: Case) -> Case:
    with acting(None):
        return Case.objects.select_related("patient").get(pk=case.pk)


def send(client: Client, address: str, **changes: Any) -> Any:
    data = fields_of(client, address) | changes
    return client.post(address, {name: value for name, value in data.items() if value is not None})


@pytest.mark.parametrize("path", ["patient/", "path/", "tumor/", "stage/", "status/"])
def test_saving_untouched_changes_nothing(client: Client, world: World, path: str) -> None:
    client.force_login(world.ana)
    assert send(client, address_of(world.thigh, path)).status_code == 302
    after = reload(world.thigh)
    assert (after.version, after.patient.version) == (world.thigh.version, world.thigh.patient.version)


def test_a_field_is_changed_and_what_follows_follows(client: Client, world: World) -> None:
    client.force_login(world.ana)
    response = send(client, address_of(world.thigh, "tumor/"), size_mm="12,5 cm", topography_icdo="C48.0")
    assert response["Location"] == address_of(world.thigh, "tumor/")
    after = reload(world.thigh)
    assert (after.size_mm, after.topography_icdo, after.site_group) == (125, "C48.0", "RETROPERITONEUM")
    assert after.version == world.thigh.version + 1


def test_a_value_is_taken_back_to_not_entered(client: Client, world: World) -> None:
    client.force_login(world.ana)
    send(client, address_of(world.thigh, "tumor/"), depth="", size_mm=None)
    after = reload(world.thigh)
    assert (after.depth, after.size_mm, after.missing) == (None, None, {})


def test_why_there_is_no_value_is_stored_and_a_value_takes_it_back(client: Client, world: World) -> None:
    client.force_login(world.ana)
    tumor = address_of(world.thigh, "tumor/")
    send(client, tumor, size_mm=None, size_mm_missing="NOT_DONE")
    assert reload(world.thigh).missing == {"size_mm": "NOT_DONE"}
    assert "Not done" in client.get(tumor).content.decode()
    send(client, tumor, size_mm="82")
    after = reload(world.thigh)
    assert (after.size_mm, after.missing) == (82, {})


def test_dates_are_repeated_in_words(client: Client, world: World) -> None:
    client.force_login(world.pedro)
    page = client.get(address_of(world.femur, "path/")).content.decode()
    assert "March 2023, day unknown" in page
    assert 'value="3/2023"' in page


def test_sets_are_stored_and_emptied(client: Client, world: World) -> None:
    client.force_login(world.ana)
    stage = address_of(world.thigh, "stage/")
    send(client, stage, metastasis_sites_dx=["LUNG", "BONE"])
    assert reload(world.thigh).metastasis_sites_dx == ["BONE", "LUNG"]
    send(client, stage, metastasis_sites_dx=None)
    assert reload(world.thigh).metastasis_sites_dx is None


def test_what_is_wrong_is_said_at_the_field_and_above(client: Client, world: World) -> None:
    client.force_login(world.ana)
    response = send(client, address_of(world.thigh, "path/"), diagnosis_date="31/4/2021")
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count("April 2021 has 30 days.") == 2
    assert 'href="#id_diagnosis_date"' in page
    assert reload(world.thigh).version == world.thigh.version


def conflict(client: Client, world: World) -> tuple[str, dict[str, Any]]:
    """Ana opened the form; meanwhile Diego stored another size and depth."""
    client.force_login(world.ana)
    address = address_of(world.thigh, "tumor/")
    opened = fields_of(client, address)
    with acting("diego@example.org"):
        change_case(
            actor=world.diego,
            case=world.thigh,
            version=world.thigh.version,
            values=Values({"size_mm": 90, "depth": "SUPERFICIAL"}),
        )
    return address, opened


def test_a_conflict_keeps_what_was_typed_and_shows_what_is_stored(client: Client, world: World) -> None:
    address, opened = conflict(client, world)
    response = client.post(address, opened | {"size_mm": "95"})
    assert response.status_code == 409
    page = response.content.decode()
    assert 'value="95"' in page
    assert "Stored meanwhile: 90 mm." in page
    assert "Stored meanwhile: Superficial to the fascia." in page
    assert set(response.context["form"].advice) == {"size_mm", "depth"}
    assert reload(world.thigh).size_mm == 90


def test_after_a_conflict_each_field_can_be_taken_from_either_side(client: Client, world: World) -> None:
    address, opened = conflict(client, world)
    mine = opened | {"size_mm": "95", "version": client.post(address, opened).context["form"].data["version"]}
    taken = client.post(address, mine | {"theirs": "depth"})
    assert taken.status_code == 409
    assert reload(world.thigh).size_mm == 90
    assert set(taken.context["form"].advice) == {"size_mm"}
    data = taken.context["form"].data
    saved = client.post(address, {name: value for name, value in data.items() if name != "theirs"})
    assert saved.status_code == 302
    after = reload(world.thigh)
    assert (after.size_mm, after.depth) == (95, "SUPERFICIAL")


@pytest.mark.parametrize("section", each(ENTRIES, {"surgery", "imaging"}, lambda section: section.slug))
def test_every_kind_of_entry_is_added_changed_and_taken_out(
    client: Client, world: World, section: Section
) -> None:
    client.force_login(world.ana)
    model, base = section.entry_model, address_of(world.stomach, f"{section.slug}/")
    assert "Nothing entered yet" in client.get(base).content.decode()
    added = client.post(f"{base}new/", {"version": "1", model.when: "3/2025"})
    assert added["Location"] == base
    with acting(None):
        row = model.objects.get(case=world.stomach)
    assert str(day("2025-03")) in client.get(base).content.decode()
    assert send(client, f"{base}{row.pk}/", **{model.when: "12/3/2025"}).status_code == 302
    void = f"{base}{row.pk}/void/"
    assert client.post(void, {"version": "2", "reason": " "}).status_code == 422
    assert client.post(void, {"version": "1", "reason": "wrong patient"}).status_code == 409
    assert client.post(void, {"version": "2", "reason": "wrong patient"}).status_code == 302
    page = client.get(base).content.decode()
    assert "Taken out" in page
    assert "wrong patient" in page
    assert "wrong patient" in client.get(f"{base}{row.pk}/").content.decode()
    assert client.post(f"{base}{row.pk}/", {"version": "3", model.when: "2024"}).status_code == 409


def test_an_empty_entry_is_not_stored(client: Client, world: World) -> None:
    client.force_login(world.ana)
    response = client.post(address_of(world.stomach, "surgery/new/"), {"version": "1"})
    assert response.status_code == 422
    assert "Nothing was entered yet." in response.content.decode()


def test_an_entry_holds_centers_lists_and_numbers(client: Client, world: World) -> None:
    client.force_login(world.ana)
    typed = {
        "surgery_center": str(world.lima.pk),
        "organs_resected": "colon, left kidney",
        "duration_min": "240",
    }
    client.post(
        address_of(world.stomach, "surgery/new/"), {"version": "1", "role": "PRIMARY_RESECTION", **typed}
    )
    with acting(None):
        surgery = Surgery.objects.get(case=world.stomach)
    assert (surgery.surgery_center_id, surgery.duration_min) == (world.lima.pk, 240)
    assert surgery.organs_resected == ["colon", "left kidney"]
    address = address_of(world.stomach, f"surgery/{surgery.pk}/")
    assert send(client, address).status_code == 302
    with acting(None):
        assert Surgery.objects.get(pk=surgery.pk).version == 1


def test_a_conflict_in_an_entry_names_the_center(client: Client, world: World) -> None:
    client.force_login(world.ana)
    with acting("ana@example.org"):
        report = PathologyReport.objects.get(case=world.thigh)
    address = address_of(world.thigh, f"pathology/{report.pk}/")
    opened = fields_of(client, address)
    with acting("ana@example.org"):
        change_entry(
            actor=world.ana, entry=report, version=report.version, values=Values({"lab_center": world.lima})
        )
    page = client.post(address, opened | {"mitoses_count": "12"}).content.decode()
    assert "Stored meanwhile: PE01 Lima." in page


def test_more_positive_nodes_than_examined_is_said_not_thrown(client: Client, world: World) -> None:
    client.force_login(world.ana)
    typed = {"version": "1", "nodes_examined": "1", "nodes_positive": "2"}
    assert client.post(address_of(world.stomach, "pathology/new/"), typed).status_code == 422


def test_a_section_is_marked_complete_and_taken_back(client: Client, world: World) -> None:
    client.force_login(world.ana)
    address = address_of(world.stomach, "radiotherapy/")
    version = world.stomach.version
    assert client.post(f"{address}complete/", {"complete": "yes", "version": version}).status_code == 302
    assert reload(world.stomach).sections_complete == ["RT"]
    assert "counts as “not done”" in client.get(address).content.decode()
    assert client.post(f"{address}complete/", {"complete": "no", "version": version}).status_code == 409
    assert client.post(f"{address}complete/", {"complete": "no", "version": version + 1}).status_code == 302
    assert reload(world.stomach).sections_complete is None
    assert client.post(f"{address}complete/", {"complete": "maybe"}).status_code == 400


def test_who_the_patient_is_can_be_changed_at_the_own_center(client: Client, world: World) -> None:
    client.force_login(world.ana)
    address = address_of(world.stomach, "patient/identity/")
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "Rosa New", "birth_date": "3/1950", "version": 0}).status_code == 302
    page = client.get(address_of(world.stomach, "patient/")).content.decode()
    assert "Rosa New" in page
    assert "March 1950" in page
    assert client.post(address, {"name": "Rosa Late", "version": 0}).status_code == 409
    taken = client.post(address, {"record_number": "CANARY-4471902", "version": 1})
    assert taken.status_code == 422
    assert client.post(address, {"birth_date": "never"}).status_code == 422
