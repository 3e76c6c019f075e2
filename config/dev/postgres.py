"""The embedded PostgreSQL: started when the first command needs it, stopped by the last one that used it."""

import fcntl
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from config.dev import server_files
from config.dev.checkout import Checkout, Command, DevError, locked, say
from config.dev.processes import ignore_signals

ROLES = Path(__file__).with_name("roles.sql")
SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    # Memory and solid-state disks: a row found by an index costs hardly more than the next one in the table.
    "random_page_cost": "1.1",
    # A development database may be lost with the machine: speed matters more.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


@dataclass(frozen=True)
class Server:
    """One database cluster of one checkout."""

    checkout: Checkout

    @cached_property
    def files(self) -> Path:
        """The folder that belongs to the server's user: data and log."""
        folder = server_files.home(self.checkout) / "postgres"
        return server_files.private_folder(folder, owner=server_files.server_user())

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.files / "data"

    @cached_property
    def programs(self) -> Path:
        """The folder of the server's programs."""
        return server_files.programs(self.checkout)

    @property
    def sockets(self) -> Path:
        """The folder of the socket: of the running server, or where the next one will put it."""
        try:
            return Path((self.data / "postmaster.pid").read_text().splitlines()[4])
        except (FileNotFoundError, IndexError):
            return server_files.socket_folder(self.data)

    def url(self, role: str) -> str:
        """Return the URL under which `role` reaches the application's database."""
        return f"postgresql://{role}@/sarcoma?host={self.sockets}"

    def answers(self) -> bool:
        """Tell whether a server listens."""
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.sockets / ".s.PGSQL.5432")) == 0

    def start(self) -> None:
        """Create the cluster when there is none, start the server, and make sure of roles and database."""
        if not self.data.exists():
            self._initialize()
        version = (self.data / "PG_VERSION").read_text().strip()
        if not self._call("postgres", "--version").split()[-1].startswith(f"{version}."):
            raise DevError(
                f"{self.files} was made by PostgreSQL {version}; remove it to begin with a new one."
            )
        sockets = server_files.socket_folder(self.data)
        settings = {**SETTINGS, "unix_socket_directories": str(sockets)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        self._call("pg_ctl", "start", "-w", "-D", self.data, "-l", self.files / "log", "-o", options)
        self.query(ROLES.read_text(), database="postgres")

    def stop(self) -> None:
        """Stop the server; open connections are cut."""
        sockets = self.sockets
        self._call("pg_ctl", "stop", "-w", "-m", "fast", "-D", self.data)
        sockets.rmdir()

    def query(self, sql: str, *, database: str = "sarcoma") -> str:
        """Run SQL as the superuser and return the bare result; for set-up only, never for the application."""
        bare: Command = ["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1"]
        target: Command = ["--host", self.sockets, "--username", SUPERUSER, "--dbname", database]
        return self._call("psql", *bare, *target, text=sql).strip()

    def _initialize(self) -> None:
        say("creating the development database")
        part = self.files / "data.part"
        shutil.rmtree(part, ignore_errors=True)
        # The builtin locale sorts alike on every machine; the libraries' own ones do not.
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        self._call("initdb", "-D", part, "-U", SUPERUSER, "--auth=trust", "--no-sync", *locale)
        part.rename(self.data)

    def _call(self, program: str, *arguments: str | Path, text: str = "") -> str:
        """Run one of the server's programs as the server's user, from a folder that user can be in."""
        user = server_files.server_user()
        other: dict[str, Any] = {"user": user, "group": user, "extra_groups": []}
        # The server inherits the output of pg_ctl: a pipe would stay open for as long as it runs.
        output = subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE
        done = subprocess.run(
            [self.programs / program, *arguments],
            input=text,
            text=True,
            stdout=output,
            stderr=output,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            **({} if user == os.geteuid() else other),
        )
        if done.returncode:
            raise DevError(f"PostgreSQL's {program} failed:\n{done.stderr or self._log_tail()}")
        return done.stdout or ""

    def _log_tail(self) -> str:
        log = self.files / "log"
        return "\n".join(log.read_text().splitlines()[-10:]) if log.exists() else "(it left no log)"


@contextmanager
def running(checkout: Checkout) -> Iterator[Server]:
    """Start or join the checkout's server; the last one to leave stops it.

    Every user holds a shared lock. Whoever leaves and gets the lock for itself was the last; the system drops
    the lock of a killed process, so a server left behind is stopped by the next command.
    """
    server = Server(checkout)
    change = checkout.state / "postgres.lock"
    with (checkout.state / "postgres.users").open("w") as users:
        with locked(change):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not server.answers():
                server.start()
        try:
            yield server
        finally:
            ignore_signals()
            with locked(change):
                if _is_last(users.fileno()):
                    server.stop()


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
