"""What the database's own catalogue says about row security, the journal and the roles.

Each function takes a cursor and returns what is wrong in words, so that a test can first break something
with the owner's cursor and then see the same function find it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from pghistory.models import Event

from centers.rls import KINDS, OUTSIDE, Events, Kind, Policy

COMMANDS = ("select", "insert", "update", "delete")


@cache
def declared() -> dict[str, tuple[str, Kind]]:
    """Every table a migration put under row security: its kind's name and what each command needs."""
    found: dict[str, tuple[str, Kind]] = {}
    for migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values():
        for operation in migration.operations:
            if isinstance(operation, Policy):
                found[operation.table] = (operation.kind, KINDS[operation.kind])
            elif isinstance(operation, Events):
                found[operation.table] = (
                    f"{operation.kind} events",
                    Kind(select="shown", insert="by trigger"),
                )
    return found


def is_events(table: str) -> bool:
    """Whether the table holds journal rows."""
    return table in declared() and declared()[table][0].endswith(" events")


def tracked() -> dict[str, str]:
    """Tables the journal follows, with their event tables."""
    return {
        model.pgh_tracked_model._meta.db_table: model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Event) and getattr(model, "pgh_tracked_model", None)
    }


def rows(cursor: Any, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    cursor.execute(sql, values)
    return list(cursor.fetchall())


def relations(cursor: Any, kinds: str) -> list[str]:
    """Names of the relations of the public schema, by kind letter: r table, v view, m stored view."""
    found = rows(
        cursor,
        "select relname from pg_class where relnamespace = 'public'::regnamespace "
        "and relkind::text = any (%s) order by 1",
        list(kinds),
    )
    return [name for (name,) in found]


def columns(cursor: Any) -> dict[str, set[str]]:
    """Column names of every table of the public schema."""
    found: dict[str, set[str]] = {}
    sql = "select table_name, column_name from information_schema.columns where table_schema = 'public'"
    for table, column in rows(cursor, sql):
        found.setdefault(table, set()).add(column)
    return found


def unprotected(cursor: Any) -> list[str]:
    """Tables and views that would show rows without asking the policies."""
    return [*_tables(cursor), *_policies(cursor), *_views(cursor), *_functions(cursor)]


def _tables(cursor: Any) -> Iterator[str]:
    sql = """select relname, relrowsecurity, relforcerowsecurity from pg_class
             where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"""
    found = {name: (enabled, forced) for name, enabled, forced in rows(cursor, sql)}
    yield from (
        f"{table}: classified, but there is no such table" for table in {*declared(), *OUTSIDE} - {*found}
    )
    yield from (f"{table}: both under row security and outside" for table in {*declared()} & {*OUTSIDE})
    for table, (enabled, forced) in found.items():
        if table in OUTSIDE:
            continue
        if table not in declared():
            yield f"{table}: neither under row security nor listed outside"
        elif not (enabled and forced):
            yield f"{table}: row security is not enabled and forced"


def _policies(cursor: Any) -> Iterator[str]:
    found: dict[str, list[str]] = {table: [] for table in declared()}
    sql = "select tablename, lower(cmd), permissive from pg_policies where schemaname = 'public'"
    for table, command, permissive in rows(cursor, sql):
        found.setdefault(table, []).append(command)
        if command not in COMMANDS or permissive != "PERMISSIVE":
            yield f"{table}: a {permissive} policy for {command}"
    for table, commands in found.items():
        kind = declared()[table][1] if table in declared() else Kind(select="")
        if sorted(commands) != sorted(command for command in COMMANDS if getattr(kind, command)):
            yield f"{table}: policies for {sorted(commands)} are not those of its kind"


def _views(cursor: Any) -> Iterator[str]:
    sql = """select relname, relkind, coalesce(reloptions, '{}') from pg_class
             where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')"""
    for name, kind, options in rows(cursor, sql):
        if kind != "v" or not {"security_invoker=true", "security_invoker=on"} & set(options):
            yield f"{name}: a view that reads with its owner's rights"


def _functions(cursor: Any) -> Iterator[str]:
    sql = "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
    yield from (f"{name}(): runs with its owner's rights" for (name,) in rows(cursor, sql))


def powers(cursor: Any) -> list[str]:
    """What the current role may do that the application's role must not."""
    sql = """
        select 'is a superuser' from pg_roles where rolname = current_user and rolsuper
        union all select 'bypasses row security' from pg_roles where rolname = current_user and rolbypassrls
        union all select 'creates roles' from pg_roles where rolname = current_user and rolcreaterole
        union all select 'owns ' || relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S')
            and pg_has_role(current_user, relowner, 'member')
        union all select 'creates tables' where has_schema_privilege('public', 'create')
        union all select 'puts triggers on ' || relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind = 'r'
            and has_table_privilege(oid, 'trigger, references')
        union all select 'has row security off' where current_setting('row_security') <> 'on'
    """
    return [what for (what,) in rows(cursor, sql)]


def unjournaled(cursor: Any) -> list[str]:
    """Clinical tables whose changes would leave no trace, or could be made by nobody in particular."""
    sql = """select relname, tgname, tgtype::int & 1 = 0, tgenabled in ('O', 'A') from pg_trigger
             join pg_class on pg_class.oid = tgrelid where not tgisinternal"""
    triggers: dict[str, set[str]] = {}
    for table, name, by_statement, enabled in rows(cursor, sql):
        if enabled and (by_statement or "append_only" in name):
            triggers.setdefault(table, set()).add("_".join(name.split("_")[:2]))
    return [*_untraced(triggers), *_unnamed(triggers), *_changeable(triggers)]


def _untraced(triggers: dict[str, set[str]]) -> Iterator[str]:
    for table in tracked():
        for command in ("insert", "update", "delete"):
            if f"pgtrigger_{command}" not in triggers.get(table, set()):
                yield f"{table}: no statement trigger writes the journal on {command}"


def _unnamed(triggers: dict[str, set[str]]) -> Iterator[str]:
    for table, (_name, kind) in declared().items():
        if kind.clinical and "require_actor" not in triggers.get(table, set()):
            yield f"{table}: changes without a named actor"
        if kind.clinical and table not in tracked():
            yield f"{table}: clinical, but the journal does not follow it"


def _changeable(triggers: dict[str, set[str]]) -> Iterator[str]:
    for table in tracked().values():
        if "pgtrigger_append" not in triggers.get(table, set()):
            yield f"{table}: journal rows can be changed"


def unbound(cursor: Any) -> list[str]:
    """Tables whose rows could belong to another center than their case or patient."""
    sql = """
        select conrelid::regclass::text, array_agg(attname::text order by attname) from pg_constraint
        join pg_attribute on attrelid = conrelid and attnum = any (conkey)
        where contype = 'f' and convalidated and confrelid::regclass::text = %s group by pg_constraint.oid, 1
    """
    wrong = []
    for column, parent in (("case_id", "registry_case"), ("patient_id", "registry_patient")):
        held = {table for table, names in rows(cursor, sql, parent) if names == sorted([column, "center_id"])}
        for table, names in columns(cursor).items():
            if {column, "center_id"} <= names and table not in held and not is_events(table):
                wrong.append(f"{table}: its center may differ from that of its {parent}")
    return wrong
