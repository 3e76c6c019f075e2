"""What the services keep true, whatever page, file or program calls them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from centers.commands import acting
from centers.models import User
from registry.identity import Identity
from registry.models import Case
from registry.records import Values
from registry.services.cases import change_case, change_identity, change_patient, register_case
from tests.world import World, day

pytestmark = pytest.mark.django_db


def register(world: World, *, who: Identity, **fields: object) -> Case:
    with acting("ana@example.org"):
        return register_case(actor=world.ana, center=world.madrid, case=Values(fields), who=who)


def change(actor: User, case: Case, values: Values) -> Case:
    with acting(actor.email):
        case = Case.objects.select_related("patient").get(pk=case.pk)
        change_case(actor=actor, case=case, version=case.version, values=values)
        return Case.objects.select_related("patient").get(pk=case.pk)


@pytest.mark.parametrize("code", ["abcd", "885", "٨٨٥٨"])
def test_a_morphology_that_is_no_code_is_refused_in_words(world: World, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        change(world.ana, world.thigh, Values({"morphology_icdo": code}))
    assert list(refused.value.message_dict) == ["morphology_icdo"]


def test_what_a_code_implies_takes_the_reason_for_having_none_back(world: World) -> None:
    case = register(world, who=Identity(), sarcoma_group="STS")
    case = change(world.ana, case, Values(missing={"morphology_icdo": "UNKNOWN"}))
    case = change(world.ana, case, Values({"entity_id": "DDLPS"}))
    assert (case.morphology_icdo, case.missing) == ("8858", {})


def test_a_reason_given_in_the_same_step_stands_against_what_a_code_implies(world: World) -> None:
    case = register(world, who=Identity(), sarcoma_group="STS")
    case = change(world.ana, case, Values({"entity_id": "DDLPS"}, {"morphology_icdo": "NOT_AVAILABLE"}))
    assert (case.morphology_icdo, case.missing) == (None, {"morphology_icdo": "NOT_AVAILABLE"})


def test_the_age_follows_birth_and_diagnosis(world: World) -> None:
    case = register(world, who=Identity(birth_date="1960-06-01"), diagnosis_date=day("2020-07-01"))
    assert case.age_at_diagnosis == 60
    case = change(world.ana, case, Values({"diagnosis_date": day("2020-05-01")}))
    assert case.age_at_diagnosis == 59
    with acting("ana@example.org"):
        who = Identity(birth_date="1950-06-01")
        change_identity(actor=world.ana, patient=case.patient, version=1, who=who)
        case = Case.objects.select_related("patient").get(pk=case.pk)
    assert (case.age_at_diagnosis, case.patient.birth_year) == (69, 1950)
    assert change(world.ana, case, Values({"diagnosis_date": None})).age_at_diagnosis is None


def test_a_year_of_birth_entered_later_gives_the_age(world: World) -> None:
    case = register(world, who=Identity(), diagnosis_date=day("2020-07-02"))
    with acting("ana@example.org"):
        values = Values({"birth_year": 1960})
        change_patient(actor=world.ana, patient=case.patient, version=1, values=values)
        assert Case.objects.get(pk=case.pk).age_at_diagnosis == 60


def test_a_year_of_birth_entered_at_registration_gives_the_age(world: World) -> None:
    with acting("ana@example.org"):
        case = register_case(
            actor=world.ana,
            center=world.madrid,
            patient=Values({"birth_year": 1960}),
            case=Values({"sarcoma_group": "STS", "diagnosis_date": day("2020-06-30")}),
        )
    assert case.age_at_diagnosis == 59


def test_an_age_that_a_person_entered_stays(world: World) -> None:
    case = register(world, who=Identity(), diagnosis_date=day("2020-07-01"), age_at_diagnosis=44)
    assert change(world.ana, case, Values({"diagnosis_date": day("2021-07-01")})).age_at_diagnosis == 44
    with acting("ana@example.org"):
        change_identity(actor=world.ana, patient=case.patient, version=0, who=Identity(birth_date="1950"))
        assert Case.objects.get(pk=case.pk).age_at_diagnosis == 44


def test_two_patients_of_a_center_never_share_a_record_number(world: World) -> None:
    register(world, who=Identity(record_number="A 1"))
    with pytest.raises(ValidationError) as refused:
        register(world, who=Identity(record_number="a1"))
    assert list(refused.value.message_dict) == ["record_number"]
    register(world, who=Identity(name="Nobody One"))
    register(world, who=Identity(name="Nobody Two"))


def test_a_person_may_derive_again(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("derive", "--all", "--as", "pedro@example.org")
    assert capsys.readouterr().out.strip() == "1 cases recomputed"
