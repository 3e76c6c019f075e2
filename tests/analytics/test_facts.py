"""Facts: what the record says, told from timelines."""

import datetime
from typing import Any

import pytest

from analytics.facts import FACTS
from analytics.facts.refresh import digest, refresh, refresh_all, refresh_stale
from analytics.jobs import rebuilding
from analytics.models import Facts
from centers.actions import Actor
from registry.models import Surgery
from registry.records import Values
from registry.sections import locate
from registry.services.cases import change_case, mark_section, note_source
from registry.services.entries import void_entry
from tests.world import World

from .cases import described, enter
from .examples import board, open_section, operated

OF_THE_ROW = {"case", "center", "digest", "computed_at", "declared", "sources"}


def facts_of(actor: Actor, world: World, case: dict[str, Any] | None = None, **rows: Any) -> Facts:
    return Facts.objects.get(case=enter(actor, world.madrid, described(case, **rows)))


def test_every_column_has_one_formula() -> None:
    assert set(FACTS) == {field.name for field in Facts._meta.concrete_fields} - OF_THE_ROW


def test_every_fact_names_fields_that_a_page_asks_for() -> None:
    for fact in FACTS.values():
        assert fact.rests_on, fact.name
        assert all(locate(field) for field in fact.rests_on), fact.name


@pytest.mark.parametrize(
    ("case", "rows", "expected"),
    [
        ({}, [operated()], True),
        ({}, [], False),
        ({}, [operated(role="METASTASECTOMY")], False),
        (open_section("SURGERY"), [], None),
        ({}, [operated(role="UNKNOWN")], None),
        ({"sections_complete": None}, [operated()], True),
    ],
)
def test_a_resection_is_yes_no_or_unknown(
    case: dict[str, Any], rows: list[Any], expected: bool | None, installation: Actor, world: World
) -> None:
    assert facts_of(installation, world, case, surgery=rows).resected is expected


@pytest.mark.parametrize(
    ("rows", "margin", "day"),
    [
        ([operated(None, "R1")], "R1", None),
        ([operated("2023", "R1")], "R1", datetime.date(2023, 7, 1)),
        ([operated("2023-05-01", "R0"), operated("2023-03", "R2")], "R2", datetime.date(2023, 3, 15)),
        ([operated("2023-03-31", "R0"), operated("2023-04", "R2")], "R0", datetime.date(2023, 3, 31)),
        ([operated("2023-03-31", "R0"), operated("2023-03", "R2")], None, None),
        ([operated("2023-03-31", "R0"), operated("2023-03-31", "R2")], None, None),
        ([operated("2023-03-31", "R0"), operated(None, "R2")], None, None),
        ([operated("2023-03-31", "R0"), operated("2024", "R2")], None, None),
        ([operated(r_status="RX")], "RX", datetime.date(2023, 3, 10)),
        ([operated(r_status="UNKNOWN")], None, datetime.date(2023, 3, 10)),
    ],
)
def test_the_first_resection_is_the_one_before_which_no_other_can_have_been(
    rows: list[Any], margin: str | None, day: datetime.date | None, installation: Actor, world: World
) -> None:
    facts = facts_of(installation, world, surgery=rows)
    assert (facts.margin, facts.resection_date) == (margin, day)


@pytest.mark.parametrize(
    ("rows", "kind", "earliest", "latest"),
    [
        ({"surgery": [operated()]}, "SURGERY", "2023-03-10", "2023-03-10"),
        (
            {"surgery": [operated()], "radiotherapy": [{"start": "2023-03-09"}]},
            "RT",
            "2023-03-09",
            "2023-03-09",
        ),
        ({"surgery": [operated("2023-03")]}, "SURGERY", "2023-03-01", "2023-03-31"),
        ({"surgery": [operated(), operated(None)]}, "SURGERY", None, "2023-03-10"),
        ({"surgery": [operated()], "systemic_line": [{"start": "2022"}]}, "SURGERY", None, "2023-03-10"),
        ({"surgery": [operated(role="RE_EXCISION")]}, "SURGERY", None, "2023-03-10"),
        ({"surgery": [operated(role="DIAGNOSTIC")]}, None, None, None),
        (
            {"mtb": [{**board("2023-02-02"), "decision": ["SURVEILLANCE"]}], "surgery": [operated()]},
            *("SURVEILLANCE", "2023-02-02", "2023-02-02"),
        ),
    ],
)
def test_the_first_treatment_lies_between_two_days(
    rows: dict[str, Any],
    kind: str | None,
    earliest: str | None,
    latest: str | None,
    installation: Actor,
    world: World,
) -> None:
    facts = facts_of(installation, world, **rows)
    days = [day and day.isoformat() for day in (facts.treatment_from, facts.treatment_by)]
    assert [facts.treatment_kind, *days] == [kind, earliest, latest]


def test_a_kind_of_treatment_that_may_be_missing_hides_which_was_the_first(
    installation: Actor, world: World
) -> None:
    facts = facts_of(installation, world, open_section("RT"), surgery=[operated()])
    assert facts.treated is True
    assert facts.treatment_from is None


def test_relapses_count_by_type(installation: Actor, world: World) -> None:
    rows = [{"date": "2024-05-01", "type": "COMBINED"}, {"date": "2024-02-01", "type": "PROGRESSION"}]
    facts = facts_of(installation, world, recurrence=rows)
    assert [facts.relapsed, facts.local_relapsed, facts.distant_relapsed] == [True, True, True]
    assert facts.local_relapse_date == datetime.date(2024, 5, 1)
    assert facts_of(installation, world, open_section("RECURRENCE")).relapsed is None
    assert facts_of(installation, world).relapsed is False


def test_unknown_is_told_from_not_entered(installation: Actor, world: World) -> None:
    asked = facts_of(installation, world, {"disease_extent_dx": "UNKNOWN"})
    silent = facts_of(installation, world, {"disease_extent_dx": None})
    assert asked.extent is silent.extent is None
    assert ("extent" in asked.declared, "extent" in silent.declared) == (True, False)


def test_a_reason_for_having_no_date_is_a_declared_unknown(installation: Actor, world: World) -> None:
    case = enter(installation, world.madrid, described({"diagnosis_date": None}))
    change_case(
        actor=installation, case=case, version=case.version, values=Values({}, {"diagnosis_date": "UNKNOWN"})
    )
    assert "diagnosis_date" in Facts.objects.get(case=case).declared


def test_facts_follow_every_change_at_once(installation: Actor, world: World) -> None:
    case = enter(installation, world.madrid, described(open_section("SURGERY"), surgery=[operated()]))
    operation = Surgery.objects.get(case=case)
    void_entry(actor=installation, entry=operation, version=operation.version, reason="wrong case")
    assert Facts.objects.get(case=case).resected is None
    mark_section(actor=installation, case=case, version=case.version, section="SURGERY", complete=True)
    assert Facts.objects.get(case=case).resected is False
    note_source(actor=installation, case=case, source="registry", external_id="1")
    assert Facts.objects.get(case=case).sources == ["registry"]


def test_shifted_dates_lie_in_no_calendar_year(installation: Actor, world: World) -> None:
    assert facts_of(installation, world).calendar_year == 2023
    assert facts_of(installation, world, {"dates_shifted": True}).calendar_year is None


def test_attribution_falls_back_on_the_owner(installation: Actor, world: World) -> None:
    elsewhere = [{**operated(), "surgery_center": world.lima}]
    assert facts_of(installation, world, surgery=elsewhere).surgery_center == world.lima
    assert facts_of(installation, world, surgery=[operated()]).surgery_center == world.madrid


def test_rebuilding_gives_the_same_facts(installation: Actor, world: World) -> None:
    before = list(Facts.objects.order_by("pk").values())
    with rebuilding():
        assert refresh_all() == len(before)
        assert refresh_stale() == 0
        Facts.objects.filter(pk=world.thigh.pk).update(digest="older", extent=None)
        assert refresh_stale() == 1
    after = list(Facts.objects.order_by("pk").values())
    for row in (*before, *after):
        row.pop("computed_at")
    assert before == after
    assert {row["digest"] for row in after} == {digest()}


def test_one_statement_refreshes_any_number_of_cases(
    installation: Actor, world: World, django_assert_num_queries: Any
) -> None:
    digest()
    # Facts of voided cases go; one statement writes all others, between a setting and its end.
    with rebuilding(), django_assert_num_queries(4):
        refresh([case.pk for case in world.cases.values()])
