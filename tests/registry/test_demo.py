"""The demonstration's cases: pure, plausible, acceptable to every form, and none of the record is empty."""

import datetime
import math
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.test import Client

from analytics.explanations import explained
from analytics.knowledge import INDICATORS
from analytics.models import Facts
from analytics.outcomes import Outcome
from centers.commands import acting
from config import seeding
from registry import coding, models
from registry.dates import PartialDate
from registry.demo import marginals
from registry.demo.draw import draw_place
from registry.demo.journey import DATA_CUT
from registry.demo.places import BY_CODE, PLACES
from registry.demo.plan import CasePlan, PatientPlan
from registry.demo.stories import stories
from registry.derivations import DERIVATIONS
from registry.models import Case, Derived
from registry.models.base import Record
from registry.records import Values, fill
from registry.sections import SECTIONS
from tests.architecture.tree import ROOT
from tests.world import World

SEED = 7


@cache
def drawn(each: int = 60) -> tuple[PatientPlan, ...]:
    """Patients of every center, stories included."""
    return tuple(patient for place in PLACES for patient in draw_place(place, each, SEED))


def cases() -> Iterator[tuple[PatientPlan, CasePlan]]:
    for patient in drawn():
        for case in patient.cases:
            yield patient, case


def entered(values: dict[str, Any]) -> Values:
    """What a form would hand over. Links and centers are ids there."""
    skipped = {"missing", "primary_case", "systemic_line"}
    fields = {
        name: value for name, value in values.items() if name not in skipped and not name.endswith("_center")
    }
    return Values(fields, values.get("missing", {}))


def accept(record: Record, values: dict[str, Any]) -> None:
    given = entered(values)
    coding.check(given.fields)
    fill(record, given)


def test_a_center_is_the_same_whoever_draws_it() -> None:
    place = BY_CODE["IT01"]
    assert list(draw_place(place, 20, SEED)) == list(draw_place(place, 30, SEED))[:20]
    assert list(draw_place(place, 20, SEED)) != list(draw_place(place, 20, SEED + 1))


@pytest.mark.slow
@pytest.mark.django_db  # stops are asked of the database
def test_every_form_would_accept_what_was_drawn() -> None:
    for patient in drawn():
        accept(models.Patient(), patient.values)
        for case in patient.cases:
            accept(models.Case(), case.values)
            for kind, values in case.entries:
                accept(getattr(models, kind)(), values)


def test_public_ids_and_record_numbers_are_told_apart() -> None:
    public_ids = [case.public_id for _patient, case in cases()]
    assert len(set(public_ids)) == len(public_ids)
    numbers = [(patient.center, patient.who["record_number"]) for patient in drawn()]
    assert len(set(numbers)) == len(numbers)


def test_nothing_comes_before_birth_or_after_the_end() -> None:
    cut = datetime.date.fromordinal(DATA_CUT)
    for patient, case in cases():
        death = patient.values.get("death_date")
        end = death.date if death and death.precision == "DAY" else cut
        born = patient.values["birth_year"]
        for kind, values in case.entries:
            day = values[getattr(models, kind).when]
            assert born < day.date.year
            assert day.precision != "DAY" or day.date <= end, (kind, case.public_id)


def test_a_biopsy_comes_before_its_report_and_a_report_before_no_specimen() -> None:
    for _patient, case in cases():
        days = {kind: values[getattr(models, kind).when] for kind, values in reversed(case.entries)}
        if "Biopsy" in days and "PathologyReport" in days:
            biopsy, report = days["Biopsy"], days["PathologyReport"]
            exact = biopsy.precision == report.precision == "DAY"
            assert not exact or biopsy.date <= report.date


def test_centers_differ_as_they_are_meant_to() -> None:
    def share(code: str) -> float:
        own = [case for patient, case in cases() if patient.center == code]
        boards = [
            any(kind == "BoardDiscussion" and values.get("board_type", "").startswith("SARCOMA")
                and values["phase"] == "PRE_TREATMENT" for kind, values in case.entries)
            for case in own
        ]  # fmt: skip
        return sum(boards) / len(own)

    assert share("ES07") > share("PE01") > share("ES11")


def near(found: int, of: int, expected: float) -> bool:
    """Within four standard errors."""
    return abs(found / of - expected) <= 4 * math.sqrt(expected * (1 - expected) / of)


def test_drawn_shares_are_those_cited() -> None:
    patients = [p for p in drawn(150) if not p.who["record_number"].startswith("S")]
    known = [p.values["prior_cancer"] for p in patients if p.values.get("prior_cancer") in ("Y", "N")]
    assert near(known.count("Y"), len(known), marginals.PRIOR_CANCER.value)
    ruptures = Counter[str]()
    for patient in patients:
        for case in patient.cases:
            events = case.values.get("gist_rupture_events")
            if events and case.values["gist_site"] == "STOMACH" and events != ["UNKNOWN"]:
                ruptures["any"] += 1
                ruptures["torn"] += events[0] in (
                    "SPILLAGE_OR_FRACTURE",
                    "PERFORATION_AT_TUMOUR",
                    "PIECEMEAL_OR_INTRALESIONAL",
                )
    assert near(ruptures["torn"], ruptures["any"], marginals.GASTRIC_RUPTURE.value)


def test_each_figure_says_where_it_is_from() -> None:
    for name, figure in vars(marginals).items():
        if isinstance(figure, marginals.Share | marginals.Split):
            assert figure.source, name
            assert marginals.DESIGN in figure.source or "row" in figure.source, name


def test_a_dozen_stories_are_documented_with_their_ids() -> None:
    text = (ROOT / "docs" / "demo.md").read_text()
    assert len(stories()) >= 12
    for story in stories():
        assert story.title in text
        for case in story.patient.cases:
            assert case.public_id in text


@pytest.fixture
def network(world: World) -> list[int]:
    """Cases of three centers beside the world, derived."""
    places = PLACES[:3]
    with acting(None) as actor:
        seeding.found(actor, places)
    seeding.fill(places, 400, SEED, None)
    with acting(None):
        others = [case.pk for case in world.cases.values()]
        return list(Case.objects.exclude(pk__in=others).values_list("pk", flat=True))


def test_every_derivation_outcome_and_section_appears(network: list[int]) -> None:
    with acting(None):
        derived = Counter(
            name
            for results in Derived.objects.filter(pk__in=network).values_list("results", flat=True)
            for name, result in results.items()
            if result["outcome"] == "DERIVED"
        )
        assert set(DERIVATIONS) <= set(derived), set(DERIVATIONS) - set(derived)
        indicators = list(INDICATORS.values())
        outcomes = {indicator.code: Counter[str]() for indicator in indicators}
        for row in explained(Facts.objects.filter(pk__in=network), indicators):
            for number, indicator in enumerate(indicators):
                outcomes[indicator.code][getattr(row, f"outcome_{number}")] += 1
        for code, counted in outcomes.items():
            assert set(counted) == {outcome.value for outcome in Outcome}, code
        for section in SECTIONS.values():
            if section.repeats:
                assert section.entry_model.objects.filter(case__in=network).exists(), section.slug


def test_a_story_opens_by_its_public_id(network: list[int], world: World) -> None:
    client = Client()
    client.force_login(world.ana)
    for story in stories():
        if story.patient.center == "ES07":
            for case in story.patient.cases:
                assert client.get(f"/cases/{case.public_id}/").status_code == 200


def test_partial_dates_stay_partial(network: list[int]) -> None:
    with acting(None):
        case = Case.objects.get(
            public_id=next(c.public_id for _p, c in cases() if c.public_id.startswith("RPSM"))
        )
    assert PartialDate.of(case, "first_symptom_date") == PartialDate.parse("2022")
