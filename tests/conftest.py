"""Tests run against real PostgreSQL as the application's own role: what row security hides is hidden here.

The database is created and dropped by its owner; in between, the connection belongs to a role that owns
nothing and bypasses nothing. TRUNCATE is granted in the test database alone, for tests that commit.
"""

import hashlib
import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone, translation
from hypothesis import settings as hypothesis
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from centers.models import Network
from config.settings import database

from .world import World

hypothesis.register_profile("steady", deadline=None, derandomize=True)  # a busy machine is no failure
hypothesis.load_profile("steady")


def _become(url: str) -> None:
    connection.close()
    entry = database(url)
    connection.settings_dict.update(USER=entry["USER"], PASSWORD=entry["PASSWORD"])


def _end_other_sessions() -> None:
    """A live server's threads may still hold connections, and a database in use cannot be dropped."""
    others = (
        "select pid from pg_stat_activity where datname = current_database() "
        "and pid <> pg_backend_pid() and backend_type = 'client backend'"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select pg_terminate_backend(pid) from ({others}) as other")


# What a migrated database is made of.
SCHEMA = ("*/migrations/*.py", "centers/rls.py", "registry/fields.py", "config/dev/roles.sql", "*.lock")


def _schema() -> str:
    """Changes whenever the schema may."""
    files = sorted(path for pattern in SCHEMA for path in settings.BASE_DIR.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _copy(name: str) -> None:
    """A new database `name` of the owner: the copy of a migrated one, which waits for the next run."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtext('migrated'))")  # what is copied must not be in use
        migrated = f"migrated_{_schema()}"
        cursor.execute("select datname from pg_database where datname like 'migrated%%'")
        found = [row[0] for row in cursor.fetchall()]
        if migrated not in found:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            for old in found:
                cursor.execute(f"drop database {old}")
            cursor.execute(f"alter database {connection.settings_dict['NAME']} rename to {migrated}")
        cursor.execute(f"drop database if exists {name}")
        cursor.execute(f"create database {name} template {migrated}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A migrated database of this worker's own, handed to the application's role, with the world in it."""
    app, owner = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    role, name = database(app)["USER"], f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        _become(owner)
        _copy(name)
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        with connection.cursor() as cursor:
            cursor.execute(f"grant truncate on all tables in schema public to {role}")
        _become(app)
        World.build()
    yield
    with django_db_blocker.unblock():
        _end_other_sessions()
        _become(owner)
        connection.creation.destroy_test_db(verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files of cases lie in a folder of this run, before the first is stored."""
    settings.STORAGES["default"]["OPTIONS"]["location"] = tmp_path_factory.mktemp("files")


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


@pytest.fixture(autouse=True, scope="session")
def _files_of_this_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Attached files lie in a folder of the worker, which tests look through; none in that of development."""
    folder = tmp_path_factory.mktemp("files")
    kept = settings.STORAGES["default"]
    here = {**kept, "OPTIONS": {**kept["OPTIONS"], "location": folder}}
    with override_settings(FILES_ROOT=folder, STORAGES={**settings.STORAGES, "default": here}):
        yield


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
