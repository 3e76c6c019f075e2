"""A small mapping for tests, and the ways to run an import without the command line."""

from typing import Any

from centers.commands import acting
from centers.models import Center
from registry.imports.mapping import Mapping
from registry.imports.parsing import parse_mapping
from registry.imports.report import Report
from registry.models import Case
from registry.services.imports import import_cases

HEAD = """
name = "small"
version = "1"
source = "small"
format = "csv"
missing = ["NA"]
unknown = ["?"]
"""
BODY = """
[key]
column = "id"
[[field]]
column = "sex"
to = "patient.sex"
values = { "f" = "FEMALE", "m" = "MALE" }
[[field]]
column = "size"
to = "case.size_mm"
[[field]]
column = "diagnosed"
to = "case.diagnosis_date"
[[field]]
column = "entity"
to = "case.entity_id"
[[event]]
type = "recurrence"
when = { column = "relapse", equals = ["LOCAL", "DISTANT"], otherwise = ["no"] }
date = { column = "relapsed" }
fields = { type = "relapse" }
"""
SMALL = HEAD + BODY
COLUMNS = ("id", "sex", "size", "diagnosed", "entity", "relapse", "relapsed")
SOURCE = "small"


def mapping(text: str = SMALL, **changes: str) -> Mapping:
    """The small mapping; `format="xlsx"` and the like replace a line of its head."""
    for name, value in changes.items():
        lines = [line for line in text.splitlines() if not line.startswith(f"{name} =")]
        text = "\n".join([f'{name} = "{value}"', *lines])
    return parse_mapping(text.encode())


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """A CSV file; what a row leaves out is empty."""
    lines = [",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]
    return "\n".join(lines).encode()


def run(content: bytes, read_by: Mapping | None = None, **options: Any) -> Report:
    """Imports into Madrid as the installation itself."""
    with acting(None) as system:
        return import_cases(
            actor=system,
            center=Center.objects.get(code="ES07"),
            mapping=read_by or mapping(),
            name="file",
            content=content,
            **options,
        )


def case_of(external_id: str, source: str = SOURCE) -> Case:
    """An imported case."""
    return Case.objects.get(sources__source=source, sources__external_id=external_id)
