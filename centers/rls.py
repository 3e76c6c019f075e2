"""Row security: the rule of `access.py`, repeated in PostgreSQL, so that a forgotten filter shows nothing.

One table of kinds writes all policy SQL. Policies are per command, in sub-select form (evaluated once per
statement), forced on the owner too, and there is no DELETE policy except on derived tables and on what people
keep for themselves: clinical rows are voided, never deleted. No context: no rows.
"""

from dataclasses import dataclass, replace

from django.db import migrations


def _ids(setting: str) -> str:
    value = f"nullif(current_setting('app.{setting}', true), '')"
    return f"((select string_to_array({value}, ',')::bigint[])::bigint[])"


def _in(column: str, setting: str) -> str:
    return f"{column} = any {_ids(setting)}"


def _network(right: str) -> str:
    return f"(select '{right}' = any (string_to_array(current_setting('app.network', true), ',')))"


_ACTING = "(select coalesce(current_setting('app.actor', true), '') <> '')"
_SELF = "user_id = (select nullif(current_setting('app.user', true), '')::bigint)"
_REFRESHING = _network("refresh")
_READ_CENTER = f"{_network('read_case')} or {_in('center_id', 'read')}"
_EDIT_CENTER = _in("center_id", "edit")
_OWN = f"{_ACTING} and {_SELF}"
_BY_TRIGGER = "(select pg_trigger_depth() > 0)"


@dataclass(frozen=True)
class Kind:
    """What each command needs on a table of this kind; None means nobody may.

    `clinical` adds the trigger that refuses a change without a named actor. `parent` (column and table) is
    the row this one belongs to: a composite foreign key holds the centers of both equal. `events` says who
    reads the journal of the table, where that is not everyone who reads the table.
    """

    select: str
    insert: str | None = None
    update: str | None = None
    delete: str | None = None
    clinical: bool = False
    parent: tuple[str, str] | None = None
    events: str | None = None


_CASE = ("case_id", "registry_case")
_PATIENT = ("patient_id", "registry_patient")


def _case_kind(case: str, parent: tuple[str, str]) -> Kind:
    write = f"{_EDIT_CENTER} or {_in(case, 'write_cases')}"
    return Kind(
        select=f"{_READ_CENTER} or {_in(case, 'cases')}",
        insert=_EDIT_CENTER if case == "id" else write,
        update=write,
        clinical=True,
        parent=parent,
    )


def _attachment_kind() -> Kind:
    """A row of a case that may name the patient: then it is for those who may know the name."""
    child = _case_kind("case_id", _CASE)
    return replace(
        child, select=f"({child.select}) and (not names_patient or {_in('center_id', 'identity')})"
    )


# Nobody gives roles to themselves, whatever they may do for others.
_APPOINT = f"({_in('center_id', 'appoint')} or {_network('manage_people')}) and ({_SELF}) is not true"

KINDS: dict[str, Kind] = {
    "case": _case_kind("id", _PATIENT),
    "child": _case_kind("case_id", _CASE),
    "attachment": _attachment_kind(),
    "patient": Kind(
        select=f"{_READ_CENTER} or id in (select patient_id from registry_case where {_in('id', 'cases')})",
        insert=_EDIT_CENTER,
        update=_EDIT_CENTER,
        clinical=True,
    ),
    "identity": Kind(
        select=_in("center_id", "identity"),
        insert=f"{_EDIT_CENTER} and {_in('center_id', 'identity')}",
        update=f"{_EDIT_CENTER} and {_in('center_id', 'identity')}",
        clinical=True,
        parent=_PATIENT,
    ),
    "derived": Kind(
        select=f"{_READ_CENTER} or {_in('case_id', 'cases')}",
        insert=_REFRESHING,
        update=_REFRESHING,
        delete=_REFRESHING,
        parent=_CASE,
    ),
    "case_grant": Kind(
        select=f"{_SELF} or {_READ_CENTER}",
        insert=_in("center_id", "grant"),
        update=_in("center_id", "grant"),
        clinical=True,
        parent=_CASE,
    ),
    "membership": Kind(
        select=f"{_SELF} or {_in('center_id', 'people')} or {_network('manage_people')}",
        insert=_APPOINT,
        update=_APPOINT,
        clinical=True,
    ),
    "task": Kind(
        select=f"{_SELF} or {_READ_CENTER}",
        insert=f"{_ACTING} and ({_READ_CENTER})",
        update=f"{_ACTING} and ({_SELF} or {_READ_CENTER})",
    ),
    "figures": Kind(
        select=_network("network_figures"),
        insert=_REFRESHING,
        update=_REFRESHING,
        delete=_REFRESHING,
    ),
    "place": Kind(
        select="true",
        insert=_network("manage_centers"),
        update=_network("manage_centers"),
        clinical=True,
        events=_network("manage_centers"),
    ),
    "person": Kind(select=_network("manage_people")),
    "closed": Kind(select="false"),
    # What people keep for themselves: nobody else sees it, and it may be thrown away.
    "own": Kind(select=_SELF, insert=_OWN, update=_OWN, delete=_OWN),
    "read_log": Kind(select=f"{_SELF} or {_network('manage_people')}", insert=_SELF),
}

# Tables outside row security, and why. A test holds every table of the database against these two lists.
OUTSIDE: dict[str, str] = {
    "centers_user": "people sign in before anything is bound; holds no patient data",
    "auth_permission": "names of permissions, which guardian's rows point to; grants nothing by itself",
    "account_emailaddress": "sign-in (allauth): read before anything is bound",
    "account_emailconfirmation": "sign-in (allauth): read before anything is bound",
    "mfa_authenticator": "second factors (allauth): read before anything is bound",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "django_session": "signed-in sessions: read before anything is bound",
    "django_tasks_database_dbtaskresult": "jobs: ids and the asking person's id only",
}


class Policy(migrations.RunSQL):
    """Migration operation: puts `table` under the policies of `kind`."""

    def __init__(self, table: str, kind: str) -> None:
        self.table, self.kind = table, kind
        super().__init__(list(_statements(table, KINDS[kind])), list(_reverse(table, KINDS[kind])))

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__qualname__, [self.table, self.kind], {})


class Events(migrations.RunSQL):
    """Migration operation: an event table shows what its tracked table (of `kind`) would show, or less.

    Rows come from the journal's triggers only, and never change.
    """

    def __init__(self, table: str, kind: str) -> None:
        self.table, self.kind = table, kind
        events = Kind(select=KINDS[kind].events or KINDS[kind].select, insert=_BY_TRIGGER)
        super().__init__(list(_statements(table, events)), list(_reverse(table, events)))

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__qualname__, [self.table, self.kind], {})


class Linked(migrations.RunSQL):
    """Migration operation: what `column` of `table` names is a row of `parent` with the same `within`."""

    def __init__(self, table: str, column: str, parent: str, within: str) -> None:
        self.given = [table, column, parent, within]
        name = f"{table}_{column}_same_{within}"
        super().__init__(
            f"alter table {table} add constraint {name} foreign key ({column}, {within}) "
            f"references {parent} (id, {within}) on update cascade deferrable initially deferred",
            f"alter table {table} drop constraint {name}",
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__qualname__, [*self.given], {})


class Stays(migrations.RunSQL):
    """Migration operation: no row of `table` moves to another center.

    For tables whose rows their person may change wherever they are: a policy sees the new row alone, and
    cannot compare it with the old one.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f"create trigger stays_at_center before update on {table} for each row "
            "when (new.center_id is distinct from old.center_id) execute function centers_refuse_move()",
            f"drop trigger stays_at_center on {table}",
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__qualname__, [self.table], {})


def tracked(table: str, kind: str) -> list[migrations.RunSQL]:
    """Policies of a table and of its event table (`registry_case`, `registry_caseevent`)."""
    return [Policy(table, kind), Events(f"{table}event", kind)]


def _statements(table: str, kind: Kind) -> list[str]:
    out = [f"alter table {table} enable row level security", f"alter table {table} force row level security"]
    out.append(f"create policy {table}_select on {table} for select using ({kind.select})")
    if kind.insert:
        out.append(f"create policy {table}_insert on {table} for insert with check ({kind.insert})")
    if kind.update:
        out.append(
            f"create policy {table}_update on {table} "
            f"for update using ({kind.update}) with check ({kind.update})"
        )
    if kind.delete:
        out.append(f"create policy {table}_delete on {table} for delete using ({kind.delete})")
    if kind.clinical:
        out.append(
            f"create trigger require_actor before insert or update or delete on {table} "
            "for each statement execute function centers_require_actor()"
        )
    if kind.parent:
        column, parent = kind.parent
        out.append(
            f"alter table {table} add constraint {table}_same_center foreign key ({column}, center_id) "
            f"references {parent} (id, center_id) on update cascade deferrable initially deferred"
        )
    return out


def _reverse(table: str, kind: Kind) -> list[str]:
    commands = ("select", "insert", "update", "delete")
    out = [f"drop policy {table}_{command} on {table}" for command in commands if getattr(kind, command)]
    if kind.clinical:
        out.append(f"drop trigger require_actor on {table}")
    if kind.parent:
        out.append(f"alter table {table} drop constraint {table}_same_center")
    return [
        *out,
        f"alter table {table} no force row level security",
        f"alter table {table} disable row level security",
    ]


REQUIRE_ACTOR = """
create function centers_require_actor() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('app.actor', true), '') = '' then
        raise exception 'A change to % needs a named actor.', tg_table_name
            using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$
"""

REFUSE_MOVE = """
create function centers_refuse_move() returns trigger language plpgsql as $$
begin
    raise exception 'A row of % cannot move to another center.', tg_table_name
        using errcode = 'insufficient_privilege';
end $$
"""
