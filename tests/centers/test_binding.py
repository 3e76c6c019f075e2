"""The database context: bound for as long as a block lasts, never longer, whatever happens inside."""

import pytest
from django.db import DatabaseError, connection, transaction

from centers import access
from centers.binding import ANONYMOUS, Context, bound, current
from centers.commands import acting
from centers.services.people import change_profile
from registry.models import Case
from tests.world import World

OUTER = Context(user=1, read=frozenset({1}))
INNER = Context(user=2, actor="user:2", read=frozenset({2}), edit=frozenset({2}))


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [f"app.{name}"])
        return str(cursor.fetchone()[0])


def held() -> tuple[str, str, str, str]:
    return setting("user"), setting("actor"), setting("read"), setting("edit")


IN_OUTER, IN_INNER, NOTHING = ("1", "", "1", ""), ("2", "user:2", "2", "2"), ("", "", "", "")


@pytest.mark.django_db
def test_nested_binds_restore() -> None:
    with bound(OUTER):
        assert (held(), current()) == (IN_OUTER, OUTER)
        with bound(INNER):
            assert (held(), current()) == (IN_INNER, INNER)
        assert (held(), current()) == (IN_OUTER, OUTER)
    assert (held(), current()) == (NOTHING, ANONYMOUS)


@pytest.mark.django_db
def test_a_released_savepoint_leaves_nothing_behind() -> None:
    """T7: set_config outlives a released savepoint; the exit of the block must take it back."""
    with bound(OUTER):
        with transaction.atomic(), bound(INNER):
            assert held() == IN_INNER
        assert held() == IN_OUTER


@pytest.mark.django_db
def test_the_database_alone_would_let_it_bleed() -> None:
    """The negative control of the test above."""
    with bound(OUTER):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('app.read', '2', true)")
        assert setting("read") == "2"


@pytest.mark.django_db
def test_an_exception_restores_with_and_without_a_savepoint() -> None:
    with bound(OUTER):
        with pytest.raises(ValueError, match="inside"), transaction.atomic(), bound(INNER):
            raise ValueError("inside")
        assert (held(), current()) == (IN_OUTER, OUTER)
        with pytest.raises(ValueError, match="caught"), bound(INNER):
            raise ValueError("caught by someone without a savepoint")
        assert (held(), current()) == (IN_OUTER, OUTER)


@pytest.mark.django_db
def test_a_failed_statement_inside_a_savepoint_restores() -> None:
    with bound(OUTER):
        with pytest.raises(DatabaseError), transaction.atomic(), bound(INNER), connection.cursor() as cursor:
            cursor.execute("select 1 / 0")
        assert (held(), current()) == (IN_OUTER, OUTER)


@pytest.mark.django_db(transaction=True)
def test_a_context_needs_a_transaction_and_ends_with_it() -> None:
    with pytest.raises(RuntimeError, match="open transaction"), bound(OUTER):
        pass
    assert current() == ANONYMOUS
    with transaction.atomic(), bound(OUTER):
        assert held() == IN_OUTER
    assert held() == NOTHING
    with pytest.raises(ValueError, match="rolled back"), transaction.atomic(), bound(OUTER):
        raise ValueError("rolled back")
    assert held() == NOTHING
    with transaction.atomic():
        assert held() == NOTHING


def test_an_action_of_another_person_gives_the_context_back(world: World) -> None:
    with acting(world.ana.email):
        before = (held(), current())
        pedro = world.pedro
        change_profile(
            actor=pedro, user=pedro, name="Pedro", language="es", region="PE", time_zone="UTC", shortcuts=True
        )
        assert (held(), current()) == before


def test_adding_up_rights_without_binding_them_shows_only_ones_own_roles(world: World) -> None:
    """`rights_of` sets app.user before anything is bound: memberships of that person, and no case."""
    with bound(ANONYMOUS):
        access.rights_of(world.pedro)
        assert held() == (str(world.pedro.pk), "", "", "")
        assert not Case.objects.exists()
    with acting(world.ana.email):
        before = held()
        with bound(current()):
            access.rights_of(world.pedro)
        assert held() == before
