"""The Django project with its database: management commands, migrations and the base world."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from config.dev.checkout import Checkout, Command, DevError, digest_of_tree, is_stamped, locked, say
from config.dev.environment import environment
from config.dev.postgres import Server, running
from config.dev.processes import run

SCHEMA_COMMANDS = frozenset(
    {
        "createcachetable",
        "flush",
        "makemigrations",
        "migrate",
        "optimizemigration",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
    }
)
"""Commands about the schema itself: they run as its owner, and on the database as it is."""

READY = [
    "*/migrations/*.py",
    "*/management/commands/base_world.py",
    "analytics/facts/*.py",
    "requirements.lock",
]
"""The files that decide whether a database is migrated and holds the base world."""

STATIC_SOURCES = ["config/static/build/*", "*/static/**/*", "requirements.lock"]
"""What `collectstatic` collects: our own files, and those of the installed packages."""


@dataclass(frozen=True)
class Project:
    """The application on one database; `server` is None when DATABASE_URL points at another one."""

    checkout: Checkout
    env: Mapping[str, str]
    server: Server | None

    def command(self, *arguments: str) -> Command:
        """Return the command line of a management command."""
        return [self.checkout.python, self.checkout.root / "manage.py", *arguments]

    def manage(self, *arguments: str, owner: bool = False, stdout: IO[str] | None = None) -> int:
        """Run a management command in the foreground, as the schema's owner or as the application."""
        env = {**self.env, "DJANGO_DB_ROLE": "owner"} if owner else self.env
        return run(self.command(*arguments), env=env, stdout=stdout)

    def require(self, *arguments: str, owner: bool = False) -> None:
        """Run a management command that must succeed; what it prints goes to stderr."""
        if self.manage(*arguments, owner=owner, stdout=sys.stderr):
            raise DevError(f"manage {arguments[0]} failed; its message is above.")

    def make_ready(self) -> None:
        """Migrate and ensure the base world, unless the embedded database says that it was done."""
        wanted = digest_of_tree(self.checkout.root, READY)
        with locked(self.checkout.state / "ready.lock"):
            if self.server and self._mark(self.server) == wanted:
                return
            say("migrating the database and ensuring the base world")
            self.require("migrate", "--verbosity", "0", owner=True)
            self.require("base_world")
            self.require("refresh_facts")  # of cases whose facts follow an older definition
            self.mark(wanted)

    def collect_static(self) -> None:
        """Collect the static files when any of them changed: pages name them by their content."""
        stamp = self.checkout.state / "static.collected"
        value = digest_of_tree(self.checkout.root, STATIC_SOURCES)
        if not is_stamped(stamp, value):
            say("collecting the static files")
            self.require("collectstatic", "--no-input", "--clear", "--verbosity", "0")
            stamp.write_text(value)

    def mark(self, value: str) -> None:
        """Note in the embedded database itself what it is ready for: the note goes when the database goes."""
        if self.server:
            self.server.query(f"comment on database sarcoma is '{value}'")

    @staticmethod
    def _mark(server: Server) -> str:
        return server.query(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = 'sarcoma'"
        )


@contextmanager
def opened(checkout: Checkout, **settings: str) -> Iterator[Project]:
    """Provide the project on DATABASE_URL or, without that, on the embedded PostgreSQL."""
    url = os.environ.get("DATABASE_URL")
    if url:
        owner = os.environ.get("DATABASE_OWNER_URL", url)
        yield Project(checkout, _environment(checkout, url, owner, settings), server=None)
        return
    with running(checkout) as server:
        env = _environment(checkout, server.url("reg_app"), server.url("reg_owner"), settings)
        yield Project(checkout, env, server)


def _environment(checkout: Checkout, app: str, owner: str, settings: Mapping[str, str]) -> dict[str, str]:
    urls = {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner}
    return {**settings, **environment(checkout, urls)}


def manage(checkout: Checkout, arguments: list[str]) -> int:
    """Run `./dev manage`: stdout, exit code and current folder are those of the command alone."""
    with opened(checkout) as project:
        if arguments and arguments[0] in SCHEMA_COMMANDS:
            if not {"-h", "--help"} & set(arguments):
                project.mark("")
            return project.manage(*arguments, owner=True)
        project.make_ready()
        return project.manage(*arguments)
