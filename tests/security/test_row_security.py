"""Row security alone, with the application's own filters out of the way: raw SQL in every table.

`crowded` puts rows of both centers into every table, so that nothing passes because there is nothing.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg2
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from centers import access, actions, binding
from centers.access import NO_RIGHTS
from centers.commands import acting
from centers.models import Task, User
from centers.permissions import WRITES
from registry.records import Values
from registry.services.cases import register_case
from tests.breadth import each
from tests.world import PEOPLE, World

from . import catalogue

OF_MADRID = [name for name, (center, _role) in PEOPLE.items() if center == "ES07"]
READERS_OF_ALL = {"nora", "marta"}
WITHOUT_CASES = sorted({*PEOPLE, "zoe"} - {*OF_MADRID, "pedro"} - READERS_OF_ALL)
# Rows of another center that a person may see all the same, by kind.
SHOWN = {
    "place": "centers and their types are no secret",
    "figures": "counts only, for those who hold NETWORK_FIGURES",
}
SYSTEM = actions.System("test")


def tables(*needed: str) -> list[str]:
    """Tables under row security that have all these columns, and are not for everyone to see."""
    with connection.cursor() as cursor:
        names = catalogue.columns(cursor)
    return sorted(
        table
        for table, (kind, _commands) in catalogue.declared().items()
        if set(needed) <= names[table] and kind not in SHOWN
    )


def reading(user: User) -> binding.Context:
    """What the middleware binds for this person."""
    with binding.bound(binding.ANONYMOUS):
        return access.rights_of(user).reading(binding.new_request_id(), actor=user.email)


def widest(user: User) -> binding.Context:
    """Every write this person's actions could ever allow, all at once."""
    with binding.bound(binding.ANONYMOUS):
        rights = access.rights_of(user)
    writable: dict[str, Any] = {setting: frozenset() for setting in WRITES.values()}
    for permission, setting in WRITES.items():
        writable[setting] |= rights.centers.get(permission, frozenset())
    return replace(rights.reading(binding.new_request_id()), actor=f"user:{user.pk}", **writable)


def count(table: str, where: str = "true", *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where {where}", values)
        return int(cursor.fetchone()[0])


def changed(sql: str, *values: Any) -> int:
    """How many rows a statement changed; a refusal for want of an actor or right counts as none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return int(cursor.rowcount)
    except ProgrammingError as error:
        if re.search("needs a named actor|row-level security|cannot move", str(error)):
            return 0
        raise


@contextmanager
def as_system() -> Iterator[None]:
    with binding.bound(actions.system_context(SYSTEM, "", {})):
        yield


def sample(table: str, where: str, *values: Any) -> dict[str, Any]:
    """One row as the whole installation sees it."""
    with as_system(), connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb({table}) from {table} where {where} limit 1", values)
        found = cursor.fetchone()
    assert found, f"{table} holds no such row: add one to `crowded` in tests/security/conftest.py"
    return dict(json.loads(found[0])) if isinstance(found[0], str) else dict(found[0])


def insert(table: str, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} ({names}) select {names} from jsonb_populate_record(null::{table}, %s)",
            [json.dumps(row)],
        )
        cursor.execute("set constraints all immediate")


def foreign(user: User) -> str:
    """SQL for the rows of another center, but for those that are the person's own."""
    return f"center_id = %s and (to_jsonb(t) ->> 'user_id') is distinct from '{user.pk}'"


@pytest.mark.parametrize("context_of", [reading, widest])
@pytest.mark.parametrize("name", each(OF_MADRID, {"ana"}))
def test_nobody_touches_rows_of_another_center(crowded: World, name: str, context_of: Any) -> None:
    user, lima = crowded.people[name], crowded.lima.pk
    checked = tables("center_id")
    assert len(checked) >= 28
    for table in checked:
        row = sample(f"{table}", "center_id = %s", lima)
        with binding.bound(context_of(user)):
            assert count(f"{table} t", foreign(user), lima) == 0, table
            assert changed(f"update {table} t set center_id = center_id where {foreign(user)}", lima) == 0, (
                table
            )
            assert changed(f"delete from {table} t where {foreign(user)}", lima) == 0, table
            with pytest.raises(ProgrammingError, match="row-level security|named actor"):
                insert(table, row)


@pytest.mark.parametrize("name", each(OF_MADRID, {"ana"}))
def test_own_rows_are_there(crowded: World, name: str) -> None:
    """The positive control: the same queries find rows of the person's own center."""
    with binding.bound(widest(crowded.people[name])):
        own = crowded.madrid.pk
        seen = {table for table in tables("center_id", "case_id") if count(table, "center_id = %s", own)}
        assert seen == set(tables("center_id", "case_id"))
        assert changed("update registry_case set depth = depth where center_id = %s", own) == 2


@pytest.mark.parametrize("context_of", [reading, widest])
def test_nobody_deletes_even_their_own(crowded: World, context_of: Any) -> None:
    with binding.bound(context_of(crowded.lucia)):
        for table in tables("center_id"):
            assert changed(f"delete from {table} where center_id = %s", crowded.madrid.pk) == 0, table


@pytest.mark.parametrize("name", each(WITHOUT_CASES, {"zoe"}))
def test_people_without_a_right_to_cases_see_no_patient(world: World, name: str) -> None:
    user = world.people[name]
    for table in clinical():
        with as_system():
            assert table not in ("registry_case", "registry_patient") or count(table) == 3
        with binding.bound(reading(user)):
            assert count(table) == 0, table


def clinical() -> list[str]:
    found = [table for table in tables("center_id") if table.startswith(("registry_", "analytics_"))]
    assert len(found) >= 24
    return found


@pytest.mark.parametrize("name", sorted(READERS_OF_ALL))
def test_who_reads_all_cases_changes_none_and_names_no_patient(crowded: World, name: str) -> None:
    user = crowded.people[name]
    with binding.bound(widest(user)):
        assert count("registry_case") == 3
        assert count("registry_patientidentity") == count("registry_patientidentityevent") == 0
        for table in clinical():
            assert changed(f"update {table} set center_id = center_id") == 0, table
            assert changed(f"delete from {table}") == 0, table


@pytest.mark.parametrize("stranger", [binding.ANONYMOUS, NO_RIGHTS.reading("", actor="anonymous")])
def test_strangers_see_nothing(crowded: World, stranger: binding.Context) -> None:
    hidden = tables()
    assert len(hidden) >= 38
    with binding.bound(stranger):
        assert {table: count(table) for table in hidden if count(table)} == {}


def test_a_fresh_connection_sees_nothing(app: Any) -> None:
    """No context ever bound: the settings are null, not empty."""
    for table, (kind, _commands) in catalogue.declared().items():
        if kind not in SHOWN:
            assert catalogue.rows(app, f"select count(*) from {table}") == [(0,)], table
    assert catalogue.rows(app, "select count(*) from centers_center") == [(2,)]


def test_without_row_security_the_same_query_shows_rows(owner: Any) -> None:
    """The negative control: for whoever bypasses the policies, as a superuser does, everything is there."""
    forced = catalogue.rows(owner, "select count(*) from registry_case")
    owner.execute("alter table registry_case no force row level security")
    bypassed = catalogue.rows(owner, "select count(*) from registry_case")
    assert (forced, bypassed) == ([(0,)], [(3,)])


def test_a_lost_policy_shows_in_the_same_query(owner: Any) -> None:
    owner.execute("drop policy registry_case_select on registry_case")
    owner.execute("create policy lax on registry_case for select using (true)")
    assert catalogue.rows(owner, "select count(*) from registry_case") == [(3,)]


def test_closed_tables_are_closed_even_when_filled(owner: Any) -> None:
    """T1: a permission written straight into Django's or guardian's own tables is not even read."""
    (user,) = catalogue.rows(owner, "select min(id) from centers_user")[0]
    (permission,) = catalogue.rows(owner, "select min(id) from auth_permission")[0]
    table = "centers_user_user_permissions"
    owner.execute("savepoint a")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="row-level security"):
        owner.execute(f"insert into {table} (user_id, permission_id) values ({user}, {permission})")
    owner.execute("rollback to a")
    owner.execute(f"alter table {table} no force row level security")
    owner.execute(f"insert into {table} (user_id, permission_id) values ({user}, {permission})")
    assert catalogue.rows(owner, f"select count(*) from {table}") == [(1,)]
    owner.execute("set constraints all immediate")
    owner.execute(f"alter table {table} force row level security")
    assert catalogue.rows(owner, f"select count(*) from {table}") == [(0,)]


@pytest.mark.parametrize(("column", "at_least"), [("case_id", 9), ("patient_id", 2)])
def test_no_row_hangs_on_a_case_or_patient_of_another_center(
    crowded: World, column: str, at_least: int
) -> None:
    """A row of one's own center on a foreign case, inserted or moved, is refused by the composite key."""
    ana, pedro, own = crowded.ana, crowded.pedro, crowded.madrid.pk
    with acting(pedro.email):  # nothing hangs on this case yet, so that no unique key refuses first
        bare = register_case(actor=pedro, center=crowded.lima, case=Values({"sarcoma_group": "BS"}))
    target = bare.pk if column == "case_id" else bare.patient_id
    written = [table for table in tables("center_id", column) if catalogue.declared()[table][1].clinical]
    assert len(written) >= at_least
    for table in written:
        row = {**sample(table, "center_id = %s", own), column: target}
        row.pop("id")
        row.update({name: fresh for name, fresh in FRESH.items() if name in row})
        with binding.bound(widest(ana)):
            with pytest.raises(IntegrityError, match="same_center"):
                insert(table, row)
            with pytest.raises(IntegrityError, match="same_center"), transaction.atomic():
                move(table, column, target, own)


# New values for what must be unique, so that the key under test is the one that refuses.
FRESH = {"external_id": "fresh", "public_id": "2222-2222-2", "record_index": None}


def move(table: str, column: str, target: int, own: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"update {table} set {column} = %s where center_id = %s", [target, own])
        cursor.execute("set constraints all immediate")


def test_a_row_cannot_be_moved_to_another_center(crowded: World) -> None:
    move_out = "update {} t set center_id = %s where center_id = %s"
    tried = [table for table in tables("center_id") if catalogue.declared()[table][1].update]
    assert len(tried) >= 13
    for table in tried:
        with binding.bound(widest(crowded.ana)):
            assert changed(move_out.format(table), crowded.lima.pk, crowded.madrid.pk) == 0, table


def test_who_was_given_a_task_finishes_it_anywhere_and_moves_it_nowhere(crowded: World) -> None:
    """Its person sees and changes a task wherever it is; the words in it are shown to that center alone."""
    with as_system():
        for key, center in (("own", crowded.madrid), ("far", crowded.lima)):
            Task.objects.create(
                center=center, user=crowded.ana, key=key, verb="v", title="t", url="/", reason="r"
            )
    for context in (widest(crowded.ana), replace(reading(crowded.ana), actor="user:ana")):
        with binding.bound(context):
            finished = "update centers_task set done_at = now() where user_id = %s"
            assert changed(finished, crowded.ana.pk) == 2
            for center in (crowded.madrid, crowded.lima):
                moved = "update centers_task set center_id = %s where user_id = %s and center_id <> %s"
                assert changed(moved, center.pk, crowded.ana.pk, center.pk) == 0


@pytest.mark.parametrize("forged", ["x", "1,x", "{1}", "1;2"])
def test_a_malformed_setting_shows_nothing(world: World, forged: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.read', %s, true)", [forged])
    with pytest.raises(DatabaseError, match="invalid input syntax|malformed"), transaction.atomic():
        count("registry_case")


@pytest.mark.parametrize("name", each(["ana", "diego", "lucia", "olga", "zoe"], {"lucia"}))
def test_nobody_gives_themselves_a_role(crowded: World, name: str) -> None:
    user = crowded.people[name]
    for place in ("center_id", "network_id"):
        role = "CENTER_LEAD" if place == "center_id" else "NETWORK_COORDINATOR"
        target = crowded.madrid.pk if place == "center_id" else crowded.network.pk
        row = {"user_id": user.pk, place: target, "role": role, "since": "2020-01-01"}
        with binding.bound(widest(user)), pytest.raises(ProgrammingError, match="row-level security"):
            insert("centers_membership", row)
    with binding.bound(widest(user)):
        extend = "update centers_membership set until = null, role = 'CENTER_LEAD' where user_id = %s"
        assert changed(extend, user.pk) == 0


def test_sharing_a_case_gives_no_power_over_people(world: World) -> None:
    """The right to open a case to a visitor must not be a right to give roles."""
    context = replace(reading(world.ana), actor="user:ana", grant=frozenset({world.madrid.pk}))
    row = {
        "user_id": world.zoe.pk,
        "center_id": world.madrid.pk,
        "role": "CENTER_LEAD",
        "since": "2020-01-01",
    }
    with binding.bound(context), pytest.raises(ProgrammingError, match="row-level security"):
        insert("centers_membership", row)
    with binding.bound(widest(world.lucia)):
        insert("centers_membership", row)  # the positive control: who manages people there may
