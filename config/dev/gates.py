"""`./dev check`: the gates a change must pass; all of them run, each answers with one line."""

import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.dev.checkout import Checkout
from config.dev.project import Project, opened

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
SCHEMA, FRESH_SCHEMA = Path("docs/openapi.yaml"), Path(".dev/openapi.yaml")
OWNER = {"DJANGO_DB_ROLE": "owner"}
DEPLOYED = {"DEBUG": "0", "INSECURE_COOKIES": "0", "DEMO": "0"}


@dataclass(frozen=True)
class Gate:
    """A command of the virtual environment's Python that must exit with 0."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)

    def complaint(self, project: Project) -> str:
        """Run the gate; an empty answer means that it passed."""
        done = subprocess.run(
            [project.checkout.python, *self.command],
            cwd=project.checkout.root,
            env={**project.env, **self.env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.stdout.strip() or f"exit code {done.returncode}" if done.returncode else ""


@dataclass(frozen=True)
class SchemaGate(Gate):
    """The API's description must be valid and, where one is committed, the committed one."""

    def complaint(self, project: Project) -> str:
        """Generate the description beside the committed one and compare the two."""
        problem = super().complaint(project)
        committed, fresh = (project.checkout.root / path for path in (SCHEMA, FRESH_SCHEMA))
        if problem or not committed.exists() or committed.read_bytes() == fresh.read_bytes():
            return problem
        return f"the API is not what {SCHEMA} says; if it should be: ./dev manage spectacular --file {SCHEMA}"


GATES = (
    Gate("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    Gate("lint", ("-m", "ruff", "check", "--quiet", ".")),
    Gate("layers", ("-c", LINT_IMPORTS)),
    Gate("templates", ("-m", "djlint", "--lint", "--quiet", "--allow-empty-input", ".")),
    Gate("types", ("-m", "mypy")),
    Gate("migrations", ("manage.py", "makemigrations", "--check", "--dry-run"), OWNER),
    Gate("system", ("manage.py", "check", "--fail-level", "WARNING")),
    Gate("deployment", ("manage.py", "check", "--deploy", "--fail-level", "WARNING"), DEPLOYED),
    SchemaGate(
        "schema", ("manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", str(FRESH_SCHEMA))
    ),
)


def check(checkout: Checkout, _arguments: list[str]) -> int:
    """Run every gate and return 1 when one of them failed."""
    failed = []
    with opened(checkout) as project:
        for gate in GATES:
            start = time.monotonic()
            complaint = gate.complaint(project)
            print(
                f"{'FAILED' if complaint else 'ok':8}{gate.name} ({time.monotonic() - start:.1f} s)",
                flush=True,
            )
            if complaint:
                failed.append(gate.name)
                print(complaint, flush=True)
    print(
        f"{len(failed)} of {len(GATES)} gates failed: {', '.join(failed)}" if failed else "All gates passed."
    )
    return 1 if failed else 0
