"""Stored derivations: what is read of a record, which columns repeat it, how a new rule reaches it."""

from dataclasses import fields, replace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.case_values import EVENTS, read_cases
from registry.derivations import DERIVATIONS
from registry.derivations.chains.inputs import CaseInputs
from registry.models import (
    Biopsy,
    Case,
    Derived,
    Imaging,
    MolecularTest,
    PathologyReport,
    Referral,
    Surgery,
    SystemicLine,
)
from registry.models.base import Entry
from registry.records import Values
from registry.services.cases import change_case, mark_section
from registry.services.entries import add_entry, void_entry
from tests.world import World, acting, day

# Paper case A of the clinical reference, as far as derivations read it.
GIST = {
    "gist_site": "STOMACH",
    "size_mm": 72,
    "cn": "N0",
    "cm": "M0",
    "gist_rupture_events": ["NONE"],
    "disease_extent_dx": "LOCALIZED",
    "first_symptom_date": day("2023-01"),
    "first_visit_date": day("2023-02-06"),
}
ENTRIES: list[tuple[type[Entry], dict[str, Any]]] = [
    (Referral, {"sent_date": day("2023-02-10"), "received_date": day("2023-02-13")}),
    (Biopsy, {"biopsy_date": day("2023-02-22"), "type": "EUS_FNB"}),
    (Imaging, {"exam_date": day("2023-02-09"), "purpose": "LOCAL_STAGING", "largest_diameter_mm": 72}),
    (
        PathologyReport,
        {
            "report_date": day("2023-03-30"),
            "is_expert": "Y",
            "specimen_type": "RESECTION",
            "specimen_treated": "N",
            "mitoses_count": 9,
            "mitoses_area_mm2": 5,
        },
    ),
    (MolecularTest, {"reported_date": day("2023-04-11"), "sdh_status": "INTACT"}),
    (Surgery, {"surgery_date": day("2023-03-21"), "role": "PRIMARY_RESECTION"}),
    (SystemicLine, {"start_date": day("2023-05-01"), "setting": "ADJUVANT", "regimen_code": "IMATINIB"}),
]


@pytest.fixture
def stomach(world: World) -> Case:
    """The GIST of the world with all of its record entered, radiotherapy complete and none."""
    case: Case = world.stomach
    with acting("ana@example.org"):
        change_case(actor=world.ana, case=case, version=case.version, values=Values(GIST))
        for kind, values in ENTRIES:
            add_entry(actor=world.ana, case=case, kind=kind, values=Values(values))
        case = Case.objects.get(pk=case.pk)
        mark_section(actor=world.ana, case=case, version=case.version, section="RT", complete=True)
    return case


def results(case: Case) -> dict[str, Any]:
    with acting(None):
        return Derived.objects.get(case=case).results


def inputs(case: Case) -> CaseInputs:
    with acting(None):
        rows = Case.objects.filter(pk=case.pk).select_related("patient")
        return next(found for _case, found in read_cases(list(rows)))


def test_the_whole_record_of_a_gist_is_read(stomach: Case) -> None:
    values = {name: result["value"] for name, result in results(stomach).items()}
    assert values.pop("INTERVALS_DAYS") == {
        "symptom->first_visit": 22,
        "first_visit->report": 52,
        "first_visit->biopsy": 16,
        "referral->received": 3,
        "received->first_treatment": 36,
        "surgery->postop_chemo": 41,
    }
    assert values == {
        "GIST_JOENSUU": {"risk": "HIGH", "provisional": False},
        "GIST_AFIP": {"risk": "HIGH", "progression_pct": 55.0},
        "GIST_RUPTURE": {"class": "NONE"},
        "AJCC8_GIST_STAGE": {"stage": "IIIA"},
        "AJCC8_GIST_T": {"t": "T3"},
    }


def test_columns_repeat_what_lists_and_facts_ask_for(stomach: Case, world: World) -> None:
    with acting(None):
        gist = Derived.objects.get(case=stomach)
        thigh, femur = (Derived.objects.get(case=world.cases[name]) for name in ("thigh", "femur"))
    assert (gist.stage, gist.gist_risk_afip, gist.gist_risk_nih_mod) == ("IIIA", "HIGH", "HIGH")
    assert (gist.gist_rupture_class, gist.fnclcc_grade) == ("NONE", None)
    assert (thigh.stage, thigh.fnclcc_grade, thigh.enneking_stage) == ("IIIA", "G2", None)
    assert (femur.stage, femur.gist_risk_afip) == (None, None)  # its size is not entered


@pytest.mark.parametrize(
    ("entered", "risk"),
    [
        ({"gist_site": "COLON"}, "NOT_IN_TABLE"),
        ({"gist_site": "RECTUM"}, "INSUFFICIENT_DATA"),
        ({"entity_id": "GIST_SDH"}, "NOT_APPLICABLE"),
        ({"size_mm": None}, None),
    ],
)
def test_the_column_tells_no_figure_from_not_known(
    stomach: Case, world: World, entered: dict[str, Any], risk: str | None
) -> None:
    with acting("ana@example.org"):
        image = Imaging.objects.get()  # else its diameter would be the size
        void_entry(actor=world.ana, entry=image, version=image.version, reason="another patient's")
        stomach = Case.objects.get(pk=stomach.pk)
        change_case(actor=world.ana, case=stomach, version=stomach.version, values=Values(entered))
        assert Derived.objects.get(case=stomach).gist_risk_afip == risk


def test_every_value_of_a_case_has_its_place(stomach: Case) -> None:
    columns = {field.name for field in Case._meta.concrete_fields}
    own = {field.name for field in fields(CaseInputs)} - columns
    assert own == {"sex", "measured_mm", "sdh_status", "reports", "course"}
    found = inputs(stomach)
    assert (found.morphology_icdo, found.sex, found.size_mm) == ("8936/3", "MALE", 72)
    assert ([*found.measured_mm], found.sdh_status) == ([72], {"INTACT"})
    assert found.reports[0].label == "pathology report, 30 Mar 2023"


def test_every_kind_of_event_is_read_and_voided_ones_are_not(world: World) -> None:
    case: Case = world.thigh
    with acting("ana@example.org"):
        added = [
            add_entry(actor=world.ana, case=case, kind=kind, values=Values({date: day("2025-06")}))
            for kind, date, _codes in EVENTS.values()
        ]
        before = inputs(case).course
        for entry in added:
            void_entry(actor=world.ana, entry=entry, version=entry.version, reason="twice")
    after = inputs(case).course
    for name in EVENTS:
        dates = [event.date for event in getattr(before, name)]
        assert day("2025-06") in dates, name
        assert len(getattr(after, name)) == len(dates) - 1, name


def test_reading_costs_the_same_for_one_case_and_for_many(world: World) -> None:
    with acting(None):
        cases = list(Case.objects.select_related("patient"))
        costs = []
        for some in (cases[:1], cases):
            with CaptureQueriesContext(connection) as captured:
                assert len(list(read_cases(some))) == len(some)
            costs.append(len(captured))
    assert costs[0] == costs[1] <= 12


def test_a_new_version_of_a_rule_reaches_stored_results(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = DERIVATIONS["AJCC8_STS_STAGE"]
    address = f"/cases/{world.thigh.public_id}/"
    client.force_login(world.ana)

    def shown() -> Any:
        page = client.get(address)
        value = next(item for item in page.context["page"].derived if item.name == stage.about.title)
        return value, page.content.decode()

    reworded = replace(stage, about=replace(stage.about, citation="Better words for the same source"))
    monkeypatch.setitem(DERIVATIONS, stage.name, reworded)
    value, page = shown()
    assert (value.citation, value.outdated) == ("Better words for the same source", False)

    monkeypatch.setitem(DERIVATIONS, stage.name, replace(reworded, version="2"))
    value, page = shown()
    assert (value.citation, value.version, value.outdated) == (stage.about.citation, stage.version, True)
    assert "since then changed" in page
    monkeypatch.undo()

    with acting(None):
        Derived.objects.filter(case=world.thigh).update(stage="IV", results={})
    call_command("derive", "--all", "--as", "ana@example.org")
    assert capsys.readouterr().out.strip() == "2 cases recomputed"
    with acting(None):
        derived = Derived.objects.get(case=world.thigh)
    assert (derived.stage, derived.results[stage.name]["version"]) == ("IIIA", stage.version)
