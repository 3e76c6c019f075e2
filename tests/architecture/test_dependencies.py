"""Dependencies: each says why it is here, each is locked, and the driver is psycopg2."""

import re
import tomllib
from importlib.util import find_spec

from django.db.backends.postgresql.psycopg_any import is_psycopg3

from tests.architecture.tree import ROOT

REQUIREMENT = re.compile(r'^\s*"(?P<name>[a-z0-9-]+)[^"]*",?(?P<comment>\s*#\s*\S.*)?$')
ADDRESS = re.compile(r'https?://|"resolved"|--(?:index-url|extra-index-url|find-links)')


def unexplained(pyproject: str) -> list[str]:
    """Return the requirements of a pyproject text that have no comment on their line."""
    wanted = requirements(pyproject)
    lines = [found for line in pyproject.splitlines() if (found := REQUIREMENT.match(line))]
    explained = {line["name"] for line in lines if line["comment"]}
    return sorted(wanted - explained)


def requirements(pyproject: str) -> set[str]:
    """Return the names of all packages a pyproject text asks for."""
    content = tomllib.loads(pyproject)
    listed = [*content["project"]["dependencies"], *content["dependency-groups"]["dev"]]
    return {re.split(r"[^a-z0-9-]", requirement)[0] for requirement in listed}


def addresses(text: str) -> list[str]:
    """Return the lines of a lock file that say where something was downloaded from."""
    return [line for line in text.splitlines() if ADDRESS.search(line)]


def test_every_dependency_says_why() -> None:
    found = unexplained((ROOT / "pyproject.toml").read_text())
    assert not found


def test_every_dependency_is_locked_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    locked = set(re.findall(r"^([a-z0-9-]+)==\S+ (?:;.*)?\\\n +--hash=sha256:", lock, re.MULTILINE))
    assert requirements((ROOT / "pyproject.toml").read_text()) <= locked


def test_locks_name_no_address() -> None:
    for name in ("requirements.lock", "package-lock.json"):
        found = addresses((ROOT / name).read_text())
        assert not found, name


def test_the_driver_is_psycopg2() -> None:
    assert find_spec("psycopg") is None
    assert not is_psycopg3


def test_bad_dependencies_are_found() -> None:
    lines = ["[project]", "dependencies = [", '"good>=1", # reason', '"bad[extra]>=1",', "]"]
    assert unexplained("\n".join([*lines, "[dependency-groups]", "dev = []"])) == ["bad"]
    assert addresses('"a"\n"resolved": "x"\n--find-links here\n') == ['"resolved": "x"', "--find-links here"]
