"""The owner of the tables is held to the same rules: no actor, no change; no context, no row."""

from typing import Any

import psycopg2
import pytest

CLINICAL = (
    "registry_case",
    "registry_patient",
    "registry_surgery",
    "centers_membership",
    "registry_casegrant",
)


@pytest.mark.parametrize("table", CLINICAL)
@pytest.mark.parametrize("sql", ["update {} set id = id", "delete from {}"])
def test_a_change_without_an_actor_fails_for_the_owner(owner: Any, table: str, sql: str) -> None:
    owner.execute(f"alter table {table} no force row level security")  # even with all rows in reach
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="needs a named actor"):
        owner.execute(sql.format(table))


def test_without_the_trigger_the_same_change_passes(owner: Any) -> None:
    owner.execute("alter table registry_case no force row level security")
    owner.execute("drop trigger require_actor on registry_case")
    owner.execute("update registry_case set version = version")
    assert owner.rowcount == 3


@pytest.mark.parametrize("sql", ["update {} set pgh_label = 'x'", "delete from {}"])
def test_the_owner_cannot_rewrite_the_journal(owner: Any, sql: str) -> None:
    owner.execute("alter table registry_caseevent no force row level security")
    with pytest.raises(psycopg2.Error, match="[Cc]annot (update|delete)"):
        owner.execute(sql.format("registry_caseevent"))


def test_a_data_migration_without_context_touches_nothing(owner: Any) -> None:
    """T6: the reason why data migrations bind a scope and assert their row counts."""
    owner.execute("select set_config('app.actor', 'system:migration', true)")
    owner.execute("update registry_case set version = version")
    assert owner.rowcount == 0
