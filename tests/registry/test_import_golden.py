"""Files that spreadsheets and people have spoiled: read exactly, or refused with the place and the reason.

The files, their mapping and what is expected of each are data in `golden/`.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from centers.commands import acting
from registry.dates import PartialDate
from registry.imports.mapping import Mapping
from registry.imports.parsing import parse_mapping
from registry.imports.problems import Unusable
from registry.models import Case
from tests.registry.imports import case_of, run
from tests.world import World

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden"
CASES = tomllib.loads((GOLDEN / "cases.toml").read_text())["case"]


def mapping(head: dict[str, str]) -> Mapping:
    """The mapping of the folder with other lines in its head."""
    lines = (GOLDEN / "mapping.toml").read_text().splitlines()
    for name, value in head.items():
        (place,) = (number for number, line in enumerate(lines) if line.startswith(f"{name} ="))
        lines[place] = f'{name} = "{value}"'
    return parse_mapping("\n".join(lines).encode())


def holds(case: Case, name: str) -> str:
    """A value of the case, its patient or its only line of therapy, as text."""
    if name == "drugs":
        return ", ".join(case.systemiclines.get().drugs)
    if name.endswith("_date"):
        date = PartialDate.of(case, name)
        return date.isoformat() if date else ""
    return str(getattr(case if hasattr(case, name) else case.patient, name))


def test_every_file_is_expected_to_be_something() -> None:
    files = {path.name for path in GOLDEN.iterdir()} - {"cases.toml", "mapping.toml"}
    assert files == {case["file"] for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join([case["file"], *case.get("head", {})]))
def test_it_is_read_exactly_or_refused(world: World, case: dict[str, Any]) -> None:
    content, read_by = (GOLDEN / case["file"]).read_bytes(), mapping(case.get("head", {}))
    if "unusable" in case:
        with pytest.raises(Unusable) as error:
            run(content, read_by)
        assert str(error.value) == case["unusable"]
        return
    report = run(content, read_by)
    problems = [
        [row.row, problem.column, problem.value, problem.code, problem.reason]
        for row in report.rows
        for problem in row.problems
    ]
    assert problems == case.get("refused", [])
    assert report.committed is ("read" in case)
    with acting(None):
        found = {
            name: {field: holds(case_of(name, "golden"), field) for field in fields}
            for name, fields in case.get("read", {}).items()
        }
    assert found == case.get("read", {})
