"""Survival from facts: what counts, what is left out and why, and the figures of a published cohort."""

import json
from io import StringIO
from pathlib import Path
from typing import Any, get_args

import pytest
from django.core.management import CommandError, call_command

from analytics.knowledge.endpoints import ENDPOINTS
from analytics.models import Facts
from analytics.statistics.confidence import ConfType
from analytics.survival import Question, Reason, observe
from centers.actions import Actor
from registry.models import Patient
from registry.records import Values
from registry.services.cases import change_case, note_source
from tests.world import World

from .cases import described, enter, values

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
COHORT = DATA / "clinical" / "tcga_sarc_2017_master" / "TCGA_SARC_clinical.txt"
REFERENCE = DATA / "reference" / "survival_reference_open.json"
ALIVE = {"vital_status": "ALIVE", "last_contact_date": "2025-02-01"}
DEAD = {"vital_status": "DEAD", "death_date": "2025-02-01", "death_cause": "DOD"}


def run(*arguments: str) -> dict[str, Any]:
    printed = StringIO()
    call_command("survival", *arguments, "--json", stdout=printed)
    return json.loads(printed.getvalue())


def observed(
    actor: Actor,
    world: World,
    endpoint: str,
    patient: dict[str, Any],
    case: Any = None,
    by: str = "",
    **rows: Any,
) -> tuple[list[Any], dict[str, int], dict[str, int]]:
    """What one case alone contributes."""
    entered = enter(actor, world.madrid, {**described(case, **rows), "patient": patient})
    Patient.objects.filter(pk=entered.patient_id).update(**flat(patient))
    note_source(actor=actor, case=entered, source="one", external_id="1")
    answer = observe(actor, Question(ENDPOINTS[endpoint], by=by, source="one"))
    return answer.observations, dict(answer.excluded), dict(answer.origin)


def flat(patient: dict[str, Any]) -> dict[str, Any]:
    """The columns of a patient, dates with their precision."""
    columns: dict[str, Any] = {}
    for name, value in values(Patient, patient).items():
        if name.endswith("_date"):
            columns |= {name: value.date, f"{name}_precision": value.precision.value}
        else:
            columns[name] = value
    return columns


@pytest.mark.parametrize(
    ("endpoint", "patient", "rows", "days", "event"),
    [
        ("os", ALIVE, {}, 731, False),
        ("os", DEAD, {}, 731, True),
        ("os", {**DEAD, "death_cause": "DUC"}, {}, 731, True),
        ("os", {"death_date": "2025-02-01"}, {}, 731, True),
        ("os", {**ALIVE, "last_contact_date": "2025-02"}, {}, 745, False),
        ("dss", DEAD, {}, 731, True),
        ("dss", {**DEAD, "death_cause": "DOC"}, {}, 731, False),
        ("dss", {**DEAD, "death_cause": "TREATMENT_RELATED"}, {}, 731, False),
        ("rfs", ALIVE, {"recurrence": [{"date": "2024-02-01", "type": "REGIONAL_NODAL"}]}, 365, True),
        ("rfs", DEAD, {}, 731, True),
        ("rfs", ALIVE, {"recurrence": [{"date": "2024-02-01", "type": "PROGRESSION"}]}, 731, False),
        ("rfs", {}, {"recurrence": [{"date": "2024-02-01", "type": "LOCAL"}]}, 365, True),
        ("lrfs", ALIVE, {"recurrence": [{"date": "2024-02-01", "type": "DISTANT"}]}, 731, False),
        ("lrfs", ALIVE, {"recurrence": [{"date": "2024-02-01", "type": "COMBINED"}]}, 365, True),
        ("mfs", DEAD, {"recurrence": [{"date": "2024-02-01", "type": "LOCAL"}]}, 731, True),
        ("mfs", ALIVE, {"recurrence": [{"date": "2024-02-01", "type": "COMBINED"}]}, 365, True),
        ("os", ALIVE, {"surgery": [{"surgery_date": "2023-03-01", "role": "PRIMARY_RESECTION"}]}, 731, False),
        (
            "rfs",
            ALIVE,
            {"surgery": [{"surgery_date": "2023-03-01", "role": "PRIMARY_RESECTION"}]},
            703,
            False,
        ),
    ],
)
def test_what_counts(
    endpoint: str,
    patient: dict[str, Any],
    rows: dict[str, Any],
    days: int,
    event: bool,
    installation: Actor,
    world: World,
) -> None:
    [found], excluded, origin = observed(installation, world, endpoint, patient, **rows)
    assert (found.days, found.event) == (days, event)
    assert not excluded
    from_surgery = endpoint in ("rfs", "lrfs", "mfs") and "surgery" in rows
    assert origin == {"surgery" if from_surgery else "diagnosis": 1}


@pytest.mark.parametrize(
    ("endpoint", "patient", "case", "rows", "reason"),
    [
        ("os", ALIVE, {"diagnosis_date": None}, {}, Reason.NO_DIAGNOSIS_DATE),
        ("os", {}, {}, {}, Reason.VITAL_STATUS_UNKNOWN),
        ("os", {**ALIVE, "vital_status": "UNKNOWN"}, {}, {}, Reason.VITAL_STATUS_UNKNOWN),
        ("os", {"vital_status": "ALIVE"}, {}, {}, Reason.NO_END_DATE),
        ("os", {"vital_status": "DEAD", "last_contact_date": "2025-02-01"}, {}, {}, Reason.NO_END_DATE),
        ("os", ALIVE, {"diagnosis_date": "2023"}, {}, Reason.YEAR_ONLY),
        ("os", {**ALIVE, "last_contact_date": "2025"}, {}, {}, Reason.YEAR_ONLY),
        ("os", {**ALIVE, "last_contact_date": "2022-02-01"}, {}, {}, Reason.NEGATIVE),
        ("dss", {**DEAD, "death_cause": "DUC"}, {}, {}, Reason.CAUSE_UNKNOWN),
        ("dss", {**DEAD, "death_cause": None}, {}, {}, Reason.CAUSE_UNKNOWN),
        ("rfs", ALIVE, {}, {"recurrence": [{"type": "LOCAL"}]}, Reason.NO_RELAPSE_DATE),
        ("rfs", ALIVE, {}, {"recurrence": [{"type": "LOCAL", "date": "2024"}]}, Reason.YEAR_ONLY),
        (
            *("rfs", ALIVE, {}, {"surgery": [{"surgery_date": "2023", "role": "PRIMARY_RESECTION"}]}),
            Reason.YEAR_ONLY,
        ),
    ],
)
def test_what_is_left_out_and_why(
    endpoint: str,
    patient: dict[str, Any],
    case: dict[str, Any],
    rows: dict[str, Any],
    reason: Reason,
    installation: Actor,
    world: World,
) -> None:
    found, excluded, _origin = observed(installation, world, endpoint, patient, case, **rows)
    assert (found, excluded) == ([], {reason.value: 1})


@pytest.mark.parametrize(
    ("value", "group"), [("METASTATIC", "METASTATIC"), ("UNKNOWN", "UNKNOWN"), (None, None)]
)
def test_unknown_and_not_entered_are_groups_of_their_own(
    value: str | None, group: str | None, installation: Actor, world: World
) -> None:
    [found], _excluded, _origin = observed(
        installation, world, "os", ALIVE, {"disease_extent_dx": value}, by="extent"
    )
    assert found.group == group


def test_an_open_relapse_section_is_said(installation: Actor, world: World) -> None:
    answer = observe(installation, Question(ENDPOINTS["rfs"]))
    assert answer.relapse_open == 1  # the thigh: alive, relapse section not complete; the femur relapsed


@pytest.mark.parametrize("arguments", [["--center", "NOWHERE"], ["--source", "nothing"], ["--by", "shoe"]])
def test_an_unknown_name_is_a_usage_error(arguments: list[str], world: World) -> None:
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert refused.value.returncode in (1, 2)


def test_a_person_sees_own_cases_only(world: World) -> None:
    assert run("--as", "ana@example.org")["n"] == 1
    assert run("--as", "nora@example.org")["n"] == 2
    assert run("--as", "zoe@example.org")["n"] == 0


def test_the_document_has_the_contract_s_shape(world: World) -> None:
    found = run("--endpoint", "rfs", "--by", "group", "--times", "12,24")
    assert list(found) == [
        *("endpoint", "by", "n", "events", "excluded", "days_per_month", "conf_type", "overall", "groups"),
        *("logrank", "origin", "relapse_open"),
    ]
    assert [time["month"] for time in found["overall"]["at"]] == [12, 24]
    assert found["days_per_month"] == 30.4375
    assert found["conf_type"] == "log-log"


@pytest.fixture
def cohort(world: World) -> None:
    """The published cohort, imported as a user would."""
    call_command(
        *("import_cases", str(COHORT), "--mapping", "tcga_sarc_2017", "--center", "ES07", "--json"),
        stdout=StringIO(),
    )


@pytest.mark.skipif(not COHORT.exists(), reason="The public cohorts are not beside this checkout.")
class TestCohort:
    """190 patients of TCGA (Cell 2017), against R's survival package."""

    @pytest.mark.parametrize("by", ["margin", "grade"])
    def test_survival_equals_the_reference(self, by: str, cohort: None) -> None:
        expected = json.loads(REFERENCE.read_text())["tcga_sarc_2017_master"][f"os_by_{by}"]
        for conf_type in get_args(ConfType):
            found = run("--by", by, "--source", "tcga_sarc_2017", "--conf-type", conf_type)
            assert (found["n"], found["events"], found["excluded"]) == (190, 73, [])
            compare(found["overall"], expected["overall"], conf_type)
            groups = {item["value"].removeprefix("G"): item for item in found["groups"]}
            assert groups.keys() == expected["by_group"].keys()
            for value, one in expected["by_group"].items():
                assert (groups[value]["n"], groups[value]["events"]) == (one["n"], one["events"])
                compare(groups[value], one, conf_type)
            test, reference = found["logrank"], expected["logrank"]
            assert test["chi_square"] == pytest.approx(reference["chisq"], abs=1e-6)
            assert test["p"] == pytest.approx(reference["p"], abs=1e-6)

    def test_indicators_say_what_rule_and_file_imply(self, cohort: None, world: World) -> None:
        printed = StringIO()
        call_command("indicators", "--center", "ES07", "--json", stdout=printed)
        found = {item["code"]: item for item in json.loads(printed.getvalue())["indicators"]}
        known, first = found["QI-SURG-06"], found["QI-SURG-04"]
        assert (known["n"] - 1, known["N"] - 1) == (178, 190)  # the thigh of the world is one more
        assert (first["n"], first["N"], first["not_assessable"]) == (1, 1, 191)

    def test_entering_the_extent_flips_one_case_at_once(
        self, cohort: None, installation: Actor, world: World
    ) -> None:
        facts = (
            Facts.objects.filter(sources__contains=["tcga_sarc_2017"], margin="R0")
            .select_related("case")
            .first()
        )
        assert facts is not None
        case = facts.case
        assert reason_of(case.public_id) == ("NOT_ASSESSABLE", "Extent at diagnosis is not entered")
        extent = Values({"disease_extent_dx": "LOCALIZED"})
        change_case(actor=installation, case=case, version=case.version, values=extent)
        assert reason_of(case.public_id) == ("MET", "R0 at the first resection")


def reason_of(public_id: str) -> tuple[str, str]:
    printed = StringIO()
    call_command("explain", public_id, "QI-SURG-04", "--json", stdout=printed)
    [result] = json.loads(printed.getvalue())["results"]
    return result["outcome"], result["reason"]


def compare(found: dict[str, Any], expected: dict[str, Any], conf_type: str) -> None:
    """A curve of the document with one of the reference, to 1e-6."""
    median = expected[f"median_{conf_type}"]
    assert found["median"] == approximately(
        {"value": median["median"], "lower": median["lower"], "upper": median["upper"]}
    )
    at = {item["month"]: item for item in found["at"]}
    for item in expected[f"survival_{conf_type}"]:
        names = {"survival": "S", "se": "se", "lower": "lower", "upper": "upper"}
        assert at[item["month"]]["n_risk"] == item["n_risk"]
        assert {name: at[item["month"]][name] for name in names} == approximately(
            {name: item[key] for name, key in names.items()}
        )


def approximately(numbers: dict[str, float | None]) -> dict[str, Any]:
    return {name: None if n is None else pytest.approx(n, abs=1e-6) for name, n in numbers.items()}
