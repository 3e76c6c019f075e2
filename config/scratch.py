"""A database of its own beside the application's: made, migrated, used by commands of its own, dropped."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg2
from django.core.management.base import CommandError
from psycopg2.extensions import connection as Connection

from centers.commands import USAGE

from .settings import BASE_DIR, database

NAME = "sarcoma_scratch"
URLS = ("DATABASE_URL", "DATABASE_OWNER_URL")


@dataclass(frozen=True)
class Scratch:
    """The environment under which commands see the scratch database."""

    env: dict[str, str]

    def run(self, *arguments: str, owner: bool = False) -> str:
        """Runs a management command there; returns what it printed. Raises CommandError when it fails."""
        env = {**self.env, **({"DJANGO_DB_ROLE": "owner"} if owner else {})}
        command = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise CommandError(f"manage {arguments[0]} failed in the scratch database.")
        return done.stdout

    def settle(self) -> None:
        """What autovacuum does within a minute: statistics and visibility of all tables."""
        with _owner(NAME) as owner, owner.cursor() as cursor:
            cursor.execute("vacuum (analyze)")


@contextmanager
def scratch_database() -> Iterator[Scratch]:
    """A migrated database that holds the base world. Raises CommandError without its owner's address."""
    with _owner() as owner, owner.cursor() as cursor:
        cursor.execute(f"drop database if exists {NAME} with (force)")
        cursor.execute(f"create database {NAME}")
        try:
            scratch = Scratch({**os.environ, **{name: _moved(os.environ[name]) for name in URLS}})
            scratch.run("migrate", "--verbosity", "0", owner=True)
            scratch.run("base_world")
            yield scratch
        finally:
            cursor.execute(f"drop database if exists {NAME} with (force)")


def _moved(url: str) -> str:
    return urlsplit(url)._replace(path=f"/{NAME}").geturl()


@contextmanager
def _owner(name: str = "") -> Iterator[Connection]:
    """A connection of the owner, each statement on its own."""
    url = os.environ.get("DATABASE_OWNER_URL")
    if not url:
        raise CommandError("Set DATABASE_OWNER_URL: only the owner can make a database.", returncode=USAGE)
    entry = database(url)
    owner = psycopg2.connect(
        dbname=name or entry["NAME"],
        user=entry["USER"],
        password=entry["PASSWORD"] or None,
        host=entry["HOST"] or None,
        port=entry["PORT"] or None,
    )
    owner.autocommit = True
    try:
        yield owner
    finally:
        owner.close()
