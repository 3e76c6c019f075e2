"""Layers: imports go down only, views and the API see no models, and everything is typed."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import PRODUCTION, ROOT

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CLEAN = {
    "centers/models.py": "",
    "centers/queries.py": "import centers.models",
    "centers/views/__init__.py": "",
    "centers/views/people.py": "import centers.queries",
    "centers/urls.py": "import centers.views.people",
    "registry/models.py": "import centers.models",
    "registry/services.py": "import registry.models",
    "registry/api.py": "import registry.services",
    "config/urls.py": "import centers.urls, registry.api, analytics",
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=folder, capture_output=True, text=True
    )


def lay(folder: Path, files: dict[str, str]) -> Path:
    """Write a small project that is held to the contracts of this one."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PRODUCTION:
        (folder / package).mkdir()
        (folder / package / "__init__.py").touch()
    for name, source in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(source)
    return folder


def test_imports_keep_to_the_layers() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


def test_a_clean_project_passes(tmp_path: Path) -> None:
    done = lint_imports(lay(tmp_path, CLEAN))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("centers/queries.py", "import registry.models"),
        ("registry/models.py", "def late():\n    import registry.services"),
        ("registry/services.py", "import analytics"),
        ("centers/views/people.py", "import centers.models"),
        ("registry/api.py", "import centers.models"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, name: str, source: str) -> None:
    done = lint_imports(lay(tmp_path, {**CLEAN, name: source}))
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_types_cover_all_production_code() -> None:
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
    assert mypy["strict"]
    assert set(PRODUCTION) <= set(mypy["files"])
