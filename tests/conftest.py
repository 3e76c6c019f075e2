"""Tests run against real PostgreSQL as the application's own role: what row security hides is hidden here.

The database is created and dropped by its owner; in between, the connection belongs to a role that owns
nothing and bypasses nothing. TRUNCATE is granted in the test database alone, for tests that commit.
"""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone, translation
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from centers.models import Network
from config.settings import database

from .world import World

settings.register_profile("steady", deadline=None, derandomize=True)  # a busy machine is no failure
settings.load_profile("steady")


def _become(url: str) -> None:
    connection.close()
    entry = database(url)
    connection.settings_dict.update(USER=entry["USER"], PASSWORD=entry["PASSWORD"])


def _end_other_sessions() -> None:
    """A live server's threads may still hold connections, and a database in use cannot be dropped."""
    others = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        cursor.execute(f"select pg_terminate_backend(pid) from ({others}) as other")


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Migrates as the owner, then hands the database to the application's role, with the world in it."""
    app, owner = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    with django_db_blocker.unblock():
        _become(owner)
        config = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
        role = database(app)["USER"]
        with connection.cursor() as cursor:
            cursor.execute(f"grant truncate on all tables in schema public to {role}")
        _become(app)
        World.build()
    yield
    with django_db_blocker.unblock():
        _end_other_sessions()
        _become(owner)
        teardown_databases(config, verbosity=0)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """No test leaves the language and time zone of its last page to the next."""
    yield
    translation.deactivate()
    timezone.deactivate()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After a test that committed, whose teardown truncates all, builds the world again, once.

    Otherwise every later test would build its own. A hook, because a fixture ends before that TRUNCATE.
    """
    yield
    if nextitem is None:  # the database is gone
        return
    marker = item.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    if commits or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
        with item.config.stash[blocking_manager_key].unblock():
            if not Network.objects.exists():
                World.build()


@pytest.fixture
def world(db: None) -> World:
    """The small network of `world.py`; rebuilt when an earlier test truncated it."""
    if not Network.objects.exists():
        World.build()
    return World.load()


@pytest.fixture
def client(world: World) -> Client:
    """A browser without JavaScript; `client.force_login(world.ana)` signs a person in."""
    return Client()
