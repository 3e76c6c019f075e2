"""One person with several cases: registered as two people, a second tumor, a relapse of the first."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from centers.commands import acting
from registry.comparison import compare_patients
from registry.models import (
    Case,
)
from registry.records import Values
from registry.services.cases import change_case
from registry.services.merging import merge_patients
from tests.world import World, day

from .test_pages_sections import address_of, fields_of, reload

REASON = "Same record number on the referral letter"


def test_patients_become_one_and_their_cases_stay_two(client: Client, world: World) -> None:
    with acting(world.ana.email):
        case = reload(world.stomach)
        change_case(
            actor=world.ana,
            case=case,
            version=case.version,
            values=Values({"diagnosis_date": day("2020-06-01")}),
        )
    client.force_login(world.lucia)
    address = address_of(world.thigh, f"merge-patients/?other={world.stomach.public_id}")
    typed = fields_of(client, address) | {"reason": REASON}
    assert client.post(address, typed)["Location"] == address_of(world.thigh, "")
    moved = reload(world.stomach)
    assert moved.patient_id == world.thigh.patient_id
    assert (moved.voided_at, moved.age_at_diagnosis) == (None, 59)
    page = client.get(address_of(world.thigh, "")).content.decode()
    assert "Same patient" in page
    assert moved.public_id in page


def test_patients_of_two_centers_are_never_merged(world: World) -> None:
    ours, theirs = (reload(one).patient for one in (world.thigh, world.femur))
    with acting(None) as system:
        about = {"patient": ours, "other": theirs, "seen": compare_patients(ours, theirs).stamp}
        with pytest.raises(ValidationError, match="one center"):
            merge_patients(actor=system, **about, reason=REASON)


def test_a_further_case_of_a_known_patient_and_a_relapse_linked_to_its_first(
    client: Client, world: World
) -> None:
    client.force_login(world.ana)
    address = address_of(world.thigh, "another/?group=STS")
    page = client.get(address)
    assert "record_number" not in page.context["form"].fields
    typed = {
        "entity_id": "DDLPS",
        "diagnosis_date": "1/6/2026",
        "is_first_primary_episode": "N",
        "primary_case": str(world.thigh.pk),
    }
    made = client.post(address, typed)
    with acting(None):
        relapse = Case.objects.get(primary_case=world.thigh)
        assert (relapse.patient_id, relapse.age_at_diagnosis) == (world.thigh.patient_id, 65)
    assert made["Location"] == address_of(relapse, "")
    assert "first registration of this tumor" in client.get(made["Location"]).content.decode()
    assert "later registration of this tumor" in client.get(address_of(world.thigh, "")).content.decode()
    refused = client.post(address, {**typed, "is_first_primary_episode": "Y"})
    assert list(refused.context["form"].errors) == ["primary_case"]
    foreign = client.post(address, {**typed, "primary_case": str(world.stomach.pk)})
    assert list(foreign.context["form"].errors) == ["primary_case"]
