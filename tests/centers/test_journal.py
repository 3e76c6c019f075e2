"""Every change is in the journal with who, what and why, by whatever path it came; and stays there."""

import ast
import uuid
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from centers.actions import action
from centers.commands import acting
from centers.models import Membership, User
from centers.permissions import Permission
from centers.services.people import end_membership
from registry.models import Case, FollowUp, Surgery
from registry.records import Values
from registry.services.cases import change_case
from registry.services.entries import add_entry, void_entry
from tests.architecture.tree import production_python
from tests.security import catalogue
from tests.world import World, day


def journal(table: str, pk: int) -> list[tuple[str, str, str, str]]:
    """Label, actor, verb and reason of each journal row of a row, oldest first."""
    with acting(None), connection.cursor() as cursor:
        cursor.execute(
            f"select pgh_label, pgh_context ->> 'actor', pgh_context ->> 'verb', "
            f"coalesce(pgh_context ->> 'reason', '') from {table} where id = %s order by pgh_id",
            [pk],
        )
        return list(cursor.fetchall())


def request_ids(table: str, *pks: int) -> set[Any]:
    with acting(None), connection.cursor() as cursor:
        cursor.execute(f"select pgh_context_id from {table} where id = any (%s)", [list(pks)])
        return {value for (value,) in cursor.fetchall()}


def test_a_change_through_a_service_names_who_what_and_why(world: World) -> None:
    ana, case = world.ana, world.thigh
    with acting(ana.email):
        change_case(
            actor=ana, case=case, version=case.version, values=Values({"depth": "SUPERFICIAL"}), reason="typo"
        )
    assert journal("registry_caseevent", case.pk) == [
        ("insert", "ana@example.org", "case.registered", ""),
        ("update", "ana@example.org", "case.changed", "typo"),
    ]


def test_voiding_keeps_the_row_and_its_story(world: World) -> None:
    ana = world.ana
    with acting(ana.email):
        entry = add_entry(
            actor=ana, case=world.thigh, kind=FollowUp, values=Values({"visit_date": day("2025-06")})
        )
        void_entry(actor=ana, entry=entry, version=1, reason="wrong patient")
    assert [line[2:] for line in journal("registry_followupevent", entry.pk)] == [
        ("entry.added", ""),
        ("entry.voided", "wrong patient"),
    ]


@action("test.bulk", Permission.EDIT_CASE)
def bulk(*, actor: User, case: Case, reason: str = "") -> list[int]:
    """What an import does: many rows in one statement, a queryset update, and SQL."""
    rows = FollowUp.objects.bulk_create(FollowUp(case=case, center=case.center) for _ in range(3))
    keys = [row.pk for row in rows]
    FollowUp.objects.filter(pk__in=keys).update(status="NED")
    with connection.cursor() as cursor:
        cursor.execute("update registry_followup set ecog = 1 where id = any (%s)", [keys])
    return keys


def test_bulk_and_raw_sql_inside_an_action_are_in_the_journal(world: World) -> None:
    with acting(world.ana.email):
        keys = bulk(actor=world.ana, case=world.thigh, reason="load")
    for key in keys:
        assert journal("registry_followupevent", key) == [
            (label, "ana@example.org", "test.bulk", "load") for label in ("insert", "update", "update")
        ]
    (request_id,) = request_ids("registry_followupevent", *keys)
    assert uuid.UUID(str(request_id))


def test_the_installation_is_named_as_such(world: World) -> None:
    with acting(None) as system:
        membership = Membership.objects.get(user=world.diego)
        end_membership(actor=system, place=world.madrid, membership=membership, reason="left")
    assert journal("centers_membershipevent", membership.pk)[-1] == (
        "update",
        "system:cli",
        "membership.ended",
        "left",
    )


CHANGES = (
    "update registry_case set depth = 'DEEP'",
    "insert into registry_surgery select * from registry_surgery limit 0",
    "delete from registry_patient",
    "update registry_patientidentity set version = 2",
    "update centers_membership set until = null",
    "update registry_casegrant set until = since",
)


@pytest.mark.django_db(transaction=True)
def test_a_change_without_an_actor_fails(world: World) -> None:
    for sql in CHANGES:
        refused = pytest.raises(DatabaseError, match="needs a named actor")
        with refused, connection.cursor() as cursor:
            cursor.execute(sql)
        # Reading is not acting.
        with refused, acting(world.ana.email), connection.cursor() as cursor:
            cursor.execute(sql)


def test_the_orm_is_no_way_around(world: World) -> None:
    for write in (
        lambda: Case.objects.update(depth="DEEP"),
        lambda: Surgery(case=world.thigh, center=world.madrid).save(),
        lambda: FollowUp.objects.bulk_create([FollowUp(case=world.thigh, center=world.madrid)]),
    ):
        with acting(world.ana.email), pytest.raises(DatabaseError, match="named actor"), transaction.atomic():
            write()


def test_journal_rows_can_be_neither_made_nor_changed(world: World) -> None:
    with acting(None), connection.cursor() as cursor:  # the widest context there is
        cursor.execute("select count(*) from registry_caseevent")
        assert cursor.fetchone()[0] >= 3
        for sql in (
            "update registry_caseevent set pgh_label = 'x'",
            "delete from registry_caseevent",
        ):
            cursor.execute(sql)
            assert cursor.rowcount == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute(
                "insert into registry_caseevent select (jsonb_populate_record(null::registry_caseevent, "
                "to_jsonb(e) || '{\"pgh_id\": 999999999}')).* from registry_caseevent e limit 1"
            )


TRACKERS = {"InsertEvent", "UpdateEvent", "DeleteEvent"}
QUERIES = {"all", "filter", "exclude", "order_by", "values_list", "latest", "exists", "create", "tracks"}


def reads_of_the_journal(source: str) -> list[int]:
    """Lines that reach for event tables: pghistory's querying parts, or the `events` of a row."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute():
                reads = _is_event_model(node) or _queries_events(node)
            case ast.ImportFrom(module=str(module)):
                reads = module.startswith("pghistory")
            case ast.Constant(value=str(text)):
                reads = "pgh_" in text
            case _:
                reads = False
        if reads:
            found.append(node.lineno)
    return found


def _is_event_model(node: ast.Attribute) -> bool:
    """Whether this is `pghistory.models.Event` and the like, or the event model of a tracked one."""
    return "pghistory" in ast.unparse(node.value) and "Event" in node.attr and node.attr not in TRACKERS


def _queries_events(node: ast.Attribute) -> bool:
    """Whether this is `row.events.all` and the like."""
    return isinstance(node.value, ast.Attribute) and node.value.attr == "events" and node.attr in QUERIES


TOLD_BY = "registry/queries/history.py"  # the page that shows it to people


def test_the_application_reads_the_journal_to_show_it_and_never_to_decide() -> None:
    sources = production_python()
    assert len(sources) > 60
    assert [name for name, source in sources.items() if reads_of_the_journal(source)] == [TOLD_BY]
    used = [name for name, source in sources.items() if "history_page" in source]
    assert used == ["registry/queries/__init__.py", TOLD_BY, "registry/views/history.py"]


@pytest.mark.parametrize(
    "source",
    ["from pghistory.models import Events", "case.events.all()", "pghistory.models.Event", "x = 'pgh_label'"],
)
def test_a_read_of_the_journal_is_found(source: str) -> None:
    assert reads_of_the_journal(source) == [1]


def test_nothing_switches_the_triggers_off() -> None:
    for name, source in production_python().items():
        assert "pgtrigger.ignore" not in source, name
        assert "session_replication_role" not in source, name


def test_the_password_is_not_in_the_journal() -> None:
    for model in (User,):
        events = {field.name for field in model._meta.get_field("events").related_model._meta.fields}
        assert {"email", "is_active"} <= events
        assert not {"password", "last_login"} & events


def test_the_journal_follows_what_it_must() -> None:
    not_clinical = {"registry_derived", "registry_savedview"}
    clinical = {
        table
        for table, (_name, kind) in catalogue.declared().items()
        if table.startswith("registry_") and not catalogue.is_events(table)
    }
    assert clinical - not_clinical == {
        table for table in catalogue.tracked() if table.startswith("registry_")
    }
