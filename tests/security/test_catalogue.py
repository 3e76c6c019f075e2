"""The catalogue agrees with the declarations: nothing is left open by forgetting."""

from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from . import catalogue

TABLES_AT_LEAST = 50
CHECKS = (catalogue.unprotected, catalogue.unjournaled, catalogue.unbound)
BREAKS = {
    "alter table registry_surgery disable row level security": "registry_surgery: row security is not",
    "alter table registry_caseevent no force row level security": "registry_caseevent: row security is not",
    "drop policy registry_case_select on registry_case": "registry_case: policies for",
    "create policy more on registry_case for all using (true)": "registry_case: a PERMISSIVE policy for all",
    "create policy more on registry_case for delete using (false)": "registry_case: policies for",
    "create policy more on registry_case as restrictive for select using (true)": "a RESTRICTIVE policy",
    "create table forgotten (id int)": "forgotten: neither under row security nor listed outside",
    "drop table guardian_userobjectpermission": "there is no such table",
    "create view seen as select * from registry_case": "seen: a view",
    "create materialized view seen as select * from registry_case": "seen: a view",
    "create function leak() returns int language sql security definer as $$ select 1 $$": "leak()",
    "drop trigger require_actor on registry_patient": "registry_patient: changes without a named actor",
    "alter table registry_patient disable trigger require_actor": "registry_patient: changes without a named",
    "alter table registry_followup disable trigger user": "registry_followup: no statement trigger",
    "alter table registry_followupevent disable trigger user": "registry_followupevent: journal rows",
    "alter table registry_surgery drop constraint registry_surgery_same_center": "registry_surgery: its",
    "alter table registry_case drop constraint registry_case_same_center": "registry_case: its center may",
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_is_left_open(app: Any, check: Any) -> None:
    assert len(catalogue.relations(app, "r")) >= TABLES_AT_LEAST
    assert len(catalogue.tracked()) >= 15
    assert check(app) == []


@pytest.mark.parametrize(("ddl", "found"), BREAKS.items())
def test_what_is_broken_is_found(owner: Any, ddl: str, found: str) -> None:
    owner.execute(ddl)
    wrong = [line for check in CHECKS for line in check(owner)]
    assert any(found in line for line in wrong), wrong


def test_a_view_that_asks_the_policies_passes(owner: Any) -> None:
    owner.execute("create view seen with (security_invoker = true) as select * from registry_case")
    assert catalogue.unprotected(owner) == []


def test_the_application_owns_and_bypasses_nothing(app: Any) -> None:
    assert catalogue.powers(app) == []


def test_the_power_of_an_owner_is_found(owner: Any) -> None:
    found = catalogue.powers(owner)
    assert {"owns registry_case", "puts triggers on registry_case", "creates tables"} <= set(found)


@pytest.mark.django_db
def test_the_tests_themselves_run_as_the_application() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        assert catalogue.powers(cursor) == []
    assert not is_psycopg3
    assert type(connection.connection).__module__.startswith("psycopg2")
