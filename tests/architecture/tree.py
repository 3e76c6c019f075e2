"""What the checkout holds: the files that are, or are about to be, tracked."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    name
    for name in ("centers", "registry", "tumorboards", "secondopinion", "analytics")
    if (ROOT / name).exists()
]
PRODUCTION = [*APPS, "config"]


@cache
def project_files() -> tuple[Path, ...]:
    """Return the paths, relative to the root, of all files that git does not ignore."""
    command = [
        "git",
        "-c",
        f"safe.directory={ROOT}",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(
        sorted({path for name in listed.split("\0") if name and (ROOT / (path := Path(name))).is_file()})
    )


def production_python() -> dict[str, str]:
    """Return name and source of our production modules, without migrations and empty packages."""
    paths = [
        path
        for path in project_files()
        if path.suffix == ".py" and path.parts[0] in PRODUCTION and "migrations" not in path.parts
    ]
    sources = {str(path): (ROOT / path).read_text() for path in [*paths, Path("dev"), Path("manage.py")]}
    return {name: source for name, source in sources.items() if source.strip()}


def functions(source: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function of a module, methods and inner ones included."""
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
