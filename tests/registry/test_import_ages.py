"""An imported case gets the age that a registered one would get from the same birth and diagnosis."""

import pytest

from centers.commands import acting
from registry.identity import Identity
from registry.records import Values
from registry.services.cases import change_case, change_identity, register_case
from tests.world import World, day

from .imports import SMALL, case_of, mapping, run, table

WITH_AGES = mapping(
    SMALL
    + """
[[field]]
column = "born"
to = "patient.birth_year"
[[field]]
column = "age"
to = "case.age_at_diagnosis"
"""
)
EVERY = ("id", "sex", "size", "diagnosed", "entity", "relapse", "relapsed", "born", "age")


def take(**row: str) -> str:
    """Imports one row; returns what became of it."""
    report = run(table({"id": "7", **row}, columns=EVERY), WITH_AGES)
    assert not [one for line in report.rows for one in line.problems if one.refuses]
    return next(name for name, number in report.summary.items() if number)


def age() -> int | None:
    with acting(None):
        return case_of("7").age_at_diagnosis


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"born": "1960", "diagnosed": "2020-06-30"}, 59),
        ({"born": "1960", "diagnosed": "2020-07-01"}, 60),
        ({"born": "1960", "diagnosed": "2020"}, 60),
        ({"born": "1960"}, None),
        ({"diagnosed": "2020"}, None),
        ({"born": "1960", "diagnosed": "2020", "age": "44"}, 44),
        ({"born": "1960", "diagnosed": "2020", "age": "?"}, None),
        ({"born": "2010", "diagnosed": "2005"}, None),
    ],
)
def test_the_age_follows_from_birth_and_diagnosis(
    world: World, row: dict[str, str], expected: int | None
) -> None:
    assert take(**row) == "created"
    assert age() == expected
    assert take(**row) == "unchanged"


def test_form_and_file_agree(world: World) -> None:
    take(born="1960", diagnosed="2020-06-30")
    with acting(None) as system:
        case = register_case(
            actor=system,
            center=world.madrid,
            patient=Values({"birth_year": 1960}),
            case=Values({"sarcoma_group": "STS", "diagnosis_date": day("2020-06-30")}),
        )
    assert case.age_at_diagnosis == age()


def test_a_later_file_completes_the_age_and_the_exact_birth_counts(world: World) -> None:
    take(diagnosed="2020-06-30")
    assert take(born="1960") == "changed"
    assert age() == 59
    with acting(None) as system:
        patient = case_of("7").patient
        change_identity(actor=system, patient=patient, version=0, who=Identity(birth_date="1960-01-31"))
    assert age() == 60
    with acting(None) as system:
        case = case_of("7")
        change_case(actor=system, case=case, version=case.version, values=Values({"diagnosis_date": None}))
    assert age() is None
    assert take(diagnosed="2020-01-30") == "changed"
    assert age() == 59


def test_an_age_that_a_person_entered_stays(world: World) -> None:
    take(diagnosed="2020-06-30")
    with acting(None) as system:
        case = case_of("7")
        change_case(actor=system, case=case, version=case.version, values=Values({"age_at_diagnosis": 44}))
    assert take(born="1960") == "changed"
    assert age() == 44
