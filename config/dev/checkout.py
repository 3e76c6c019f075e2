"""The checkout `./dev` works in, and the small tools its parts share."""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]


class DevError(Exception):
    """Why `./dev` cannot go on, in a sentence for the person at the terminal."""


@dataclass(frozen=True)
class Checkout:
    """The folder that holds `dev`, and the git-ignored places inside it."""

    root: Path

    @property
    def state(self) -> Path:
        """Development state (keys, locks, database); others may pass through it but not list it."""
        folder = self.root / ".dev"
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            folder.chmod(0o711)
        return folder

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter of the virtual environment."""
        return self.venv / "bin" / "python"


def say(sentence: str) -> None:
    """Report progress on stderr, so that a command's stdout stays its own."""
    print(f"dev: {sentence}", file=sys.stderr, flush=True)


def digest(*parts: Path | str) -> str:
    """Return one SHA-256 over texts and the contents of files, in the order given."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


def digest_of_tree(root: Path, patterns: Iterable[str]) -> str:
    """Return one SHA-256 over the names and contents of the files below `root` that match a pattern."""
    files = sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()})
    return digest(*(part for path in files for part in (str(path.relative_to(root)), path)))


def is_stamped(stamp: Path, value: str) -> bool:
    """Tell whether the work that `stamp` records was done for this very `value`."""
    return stamp.is_file() and stamp.read_text() == value


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on `path`; the system releases it even when this process is killed."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run_quietly(command: Command, *, doing: str, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """Run a set-up step and return its stdout; its output is shown only when it fails."""
    done = subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise DevError(f"{doing} failed (exit code {done.returncode}):\n{tail}")
    return done.stdout
