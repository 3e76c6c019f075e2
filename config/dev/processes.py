"""Running child processes so that none is left behind, however `./dev` ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from config.dev.checkout import Command

PATIENCE = 10
"""Seconds a child gets to end by itself before it is killed."""


def run(
    command: Command, *, env: Mapping[str, str], cwd: Path | None = None, stdout: IO[str] | None = None
) -> int:
    """Run one child in the foreground and return its exit code (128 + n after signal n, as shells do).

    Ctrl-C reaches the child from the terminal too, so it gets time to end in its own way.
    """
    child = subprocess.Popen(command, env=env, cwd=cwd, stdout=stdout)
    try:
        code = child.wait()
    except KeyboardInterrupt:
        _outlast(child)
        raise
    except BaseException:
        child.terminate()
        _outlast(child)
        raise
    return code if code >= 0 else 128 - code


@contextmanager
def started(command: Command, *, env: Mapping[str, str], cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a child and all it starts in the background, and end them when the block ends.

    They form a session of their own: only `./dev` hears Ctrl-C and decides the order in which things stop.
    """
    child = subprocess.Popen(command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        yield child
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
            _outlast(child)


def end_on_signals() -> None:
    """Turn the polite signals into an ordinary end, so that what was started is stopped."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    # Started in the background by a script, `./dev` inherits SIGINT as ignored; yet it must stop.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def ignore_signals() -> None:
    """Let nothing break off the tidying up that ends this process, an impatient second Ctrl-C included."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _outlast(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
