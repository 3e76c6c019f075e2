"""The tree: a short top level, and no trace of the machine somebody worked on."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import APPS, ROOT, project_files

TOP_LEVEL = {
    *APPS,
    "config",
    "dev",
    "docs",
    "manage.py",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
    "README.md",
    "requirements.lock",
    "tests",
}
HOME_FOLDER = r"(?<![\w.])/(?:home|Users)/\w|(?<![\w.])/root\b(?=/)"
HOST = re.compile(r"//(?:[^/@\s'\"]+@)?([\w.-]{4,})")
LOCAL = ("localhost", "127.")


def surplus(names: set[str]) -> set[str]:
    """Return the top-level names that have no place there; dotfiles do."""
    return {name for name in names if not name.startswith(".")} - TOP_LEVEL


def machine_marks() -> re.Pattern[str]:
    """Return what would betray this machine: its folders, and the registry hosts its clients are set to."""
    neighbors = [] if ROOT.parent == Path("/") else [str(path) for path in ROOT.parent.iterdir()]
    marks = {re.escape(mark) + r"(?![\w-])" for mark in [*neighbors, *registry_hosts()]}
    return re.compile("|".join([HOME_FOLDER, *sorted(marks)]))


def registry_hosts() -> set[str]:
    """Return the hosts pip and npm are set to on this machine, in the environment or in files."""
    pip = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True
    ).stdout
    npmrc = Path.home() / ".npmrc"
    npm = os.environ.get("NPM_CONFIG_REGISTRY", "") + (npmrc.read_text() if npmrc.exists() else "")
    return {host for host in HOST.findall(pip + npm) if not host.startswith(LOCAL)}


def betrayals(texts: dict[str, str], marks: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if marks.search(line)
    ]


def texts() -> dict[str, str]:
    """Return name and content of the project's text files."""
    return {str(path): (ROOT / path).read_text(errors="ignore") for path in project_files()}


def test_the_top_level_is_short() -> None:
    found = surplus({path.parts[0] for path in project_files()})
    assert not found


def test_no_file_names_this_machine() -> None:
    found = betrayals(texts(), machine_marks())
    assert not found


def test_traces_of_a_machine_are_found() -> None:
    assert surplus({"dev", ".gitignore", "notes.txt"}) == {"notes.txt"}
    user = "/" + "home/someone/project"
    host = "registry.somewhere.example"
    marks = re.compile(HOME_FOLDER + "|" + re.escape(host))
    found = betrayals(
        {"a": f"see {user}\nfine: https://example.org/home/page", "b": f"https://{host}/x"}, marks
    )
    assert found == [f"a:1: see {user}", f"b:1: https://{host}/x"]
