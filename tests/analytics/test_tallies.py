"""Figures of others: counts only, equal to what is counted live, and for those who may see them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django_tasks_db.models import DBTaskResult

from analytics import jobs, queries, tallies
from analytics.knowledge import INDICATORS
from analytics.models import Facts, Tally
from analytics.outcomes import tally
from analytics.queries import NETWORK, Selection
from centers import actions
from centers.actions import Actor
from centers.commands import acting
from registry.models import Case
from registry.services.cases import note_source
from tests.world import World

from .random_cases import write_cases

ALL = list(INDICATORS.values())


@pytest.fixture
def counted(installation: Actor, world: World) -> list[Case]:
    """Random cases of two centers, counted."""
    cases = [*write_cases(world.madrid, 11, 60), *write_cases(world.lima, 12, 60)]
    with jobs.rebuilding():
        jobs.facts.refresh([case.pk for case in cases])
        tallies.recount()
    return cases


def test_the_network_s_counts_are_the_live_ones(counted: list[Case]) -> None:
    assert tallies.network_counts(ALL) == tally(Facts.objects.all(), ALL)
    sarcomas = Facts.objects.filter(sarcoma_group="STS")
    assert tallies.network_counts(ALL, group="STS") == tally(sarcomas, ALL)
    recent = Facts.objects.filter(calendar_year=2023)
    assert tallies.network_counts(ALL, period=2023) == tally(recent, ALL)


def test_shifted_dates_count_in_no_period(counted: list[Case]) -> None:
    assert Facts.objects.filter(case__dates_shifted=True).exists()
    assert sum(sum(counts.values) for counts in tallies.network_counts(ALL).values()) > sum(
        sum(counts.values) for counts in tallies.network_counts(ALL, period=2023).values()
    )


def test_counts_of_an_older_rule_are_not_shown(counted: list[Case]) -> None:
    with jobs.rebuilding():
        Tally.objects.update(version="0")
    assert not any(any(counts.values) for counts in tallies.network_counts(ALL).values())


@pytest.mark.parametrize(
    ("name", "rows"), [("lucia", True), ("nora", True), ("ana", False), ("pedro", False)]
)
def test_the_database_shows_counts_to_those_who_may_see_them(name: str, rows: bool, world: World) -> None:
    with jobs.rebuilding():
        tallies.recount()
    with acting(f"{name}@example.org"):
        assert Tally.objects.exists() is rows


def test_the_page_s_query_refuses_who_may_not_see_the_network(world: World) -> None:
    with acting("ana@example.org"), pytest.raises(PermissionDenied):
        queries.overview(world.ana, Selection(center=NETWORK))
    with acting("lucia@example.org"):
        assert queries.overview(world.lucia, Selection(center=NETWORK)).stored


def test_a_center_counts_its_own_cases_only(world: World) -> None:
    with acting("lucia@example.org"):
        own = queries.overview(world.lucia, Selection()).figures[2]
        assert (own.assessed, own.concerned) == (1, 2)
        assert Facts.objects.count() == 2
    with acting("nora@example.org"):
        assert queries.overview(world.nora, Selection()).figures[2].concerned == 3


@pytest.mark.parametrize("table", ["analytics_facts", "analytics_tally"])
def test_nobody_writes_derived_rows_by_hand(table: str, world: World) -> None:
    with jobs.rebuilding():
        tallies.recount()
    with acting(None), connection.cursor() as cursor:
        cursor.execute(f"update {table} set center_id = center_id")  # noqa: S608
        assert cursor.rowcount == 0
        cursor.execute(f"delete from {table}")  # noqa: S608
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(f"insert into {table} select * from {table}")  # noqa: S608


def test_many_changes_at_once_are_left_to_the_worker(
    world: World, django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    ids = frozenset(case.pk for case in world.cases.values())
    with django_capture_on_commit_callbacks(execute=True), jobs.rebuilding():  # type: ignore[operator]
        Facts.objects.update(digest="older")
        jobs.follow(ids)
    assert jobs.facts_are_behind()
    assert DBTaskResult.objects.count() == 2
    jobs.ask_once(jobs.rebuild_tally)
    assert DBTaskResult.objects.count() == 2
    assert jobs.rebuild_facts.call(sorted(ids)) == 3
    assert jobs.rebuild_tally.call() == 9


def test_a_command_does_not_wait_for_a_worker(
    installation: Actor, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 0)
    case = write_cases(world.madrid, 13, 1)[0]
    note_source(actor=installation, case=case, source="file", external_id="7")
    assert Facts.objects.get(case=case).sources == ["file"]


def test_a_refresh_beside_an_action_does_not_wait_either(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 0)
    with acting(None):
        with jobs.rebuilding():
            Facts.objects.update(digest="older")
        actions.refresh([case.pk for case in world.cases.values()])
        assert not Facts.objects.filter(digest="older").exists()
