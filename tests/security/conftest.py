"""Plain connections beside Django's, and a world in which every table holds a row of both centers."""

import datetime
import os
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from centers import access, actions, binding
from centers.commands import acting
from centers.models import Network, ReadEvent, Task
from config.settings import database
from registry.models import Case
from registry.sections import ENTRIES
from registry.services.attachments import add_attachment
from registry.services.cases import note_source, share_case
from registry.services.views import save_view
from tests.registry.files import png
from tests.world import World, day, enter

ONE_OF_EACH: dict[Any, dict[str, Any]] = {
    section.entry_model: {section.entry_model.when: day(f"2024-01-{number:02}")}
    for number, section in enumerate(ENTRIES, start=2)
}


def _cursor(url_name: str) -> Iterator[Any]:
    role = database(os.environ[url_name])
    settings = connection.settings_dict
    plain = psycopg2.connect(
        dbname=settings["NAME"],
        user=role["USER"],
        password=role["PASSWORD"],
        host=settings["HOST"],
        port=settings["PORT"],
    )
    try:
        with plain.cursor() as cursor:
            cursor.execute("set local lock_timeout = '5s'")
            yield cursor
    finally:
        plain.rollback()
        plain.close()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The world is in the database for every connection to see."""
    with django_db_blocker.unblock():
        if not Network.objects.exists():
            World.build()


@pytest.fixture
def owner(committed: None) -> Iterator[Any]:
    """A cursor of the tables' owner, rolled back at the end: breaks things for negative controls.

    For tests that do not use Django's connection: its locks would wait for each other.
    """
    yield from _cursor("DATABASE_OWNER_URL")


@pytest.fixture
def app(committed: None) -> Iterator[Any]:
    """A fresh cursor of the application's role, with nothing bound."""
    yield from _cursor("DATABASE_URL")


@pytest.fixture
def crowded(world: World) -> World:
    """The world, and in every table under row security at least one row of each center."""
    for case, person in ((world.thigh, world.ana), (world.femur, world.pedro)):
        _crowd(world, case, person)
    return world


def _crowd(world: World, case: Case, person: Any) -> None:
    with acting(person.email):
        enter(actor=person, case=case, entries=ONE_OF_EACH)
        add_attachment(actor=person, case=case, content=png(), names_patient=False)
        note_source(actor=person, case=case, source="file", external_id="1")
        until = access.today() + datetime.timedelta(days=30)
        share_case(actor=person, case=case, user=world.zoe, reason="second look", until=until)
        save_view(actor=person, user=person, name="Mine", query="group=STS")
        ReadEvent.objects.create(user=person, route="test", cases=[case.pk])
    with acting(None), binding.bound(actions.system_context(actions.System("test"), "", {})):
        key = f"test:{case.pk}"
        Task.objects.create(center_id=case.center_id, key=key, verb="look", title="x", url="/", reason="test")
