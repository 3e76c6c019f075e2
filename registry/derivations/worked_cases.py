"""Runs a file of worked cases (`derive --cases`): each names a derivation, its input and the right answer."""

from collections.abc import Mapping
from typing import Any

from . import DERIVATIONS
from .readers import InvalidInput

KEYS = {"derivation", "input", "expected", "comment"}
PASSED, FAILED = "passed", "failed"


class UnreadableRow(ValueError):
    """A row that is not `{"derivation", "input": {}, "expected": {}, "comment"}` or names no derivation."""


def run_cases(document: object) -> dict[str, Any]:
    """The report of the contract: counts, and per row what was got. Raises ValueError unless given a list.

    An unreadable row, an unknown derivation or an unknown input is a failed row, never an exception.
    """
    if not isinstance(document, list):
        raise ValueError("A file of worked cases holds a list.")
    rows = [_run(index, row) for index, row in enumerate(document)]
    passed = sum(row["result"] == PASSED for row in rows)
    return {"passed": passed, "failed": len(rows) - passed, "not_built": 0, "rows": rows}


def _run(index: int, row: object) -> dict[str, Any]:
    told = row if isinstance(row, Mapping) else {}
    report = {"index": index, **{key: told.get(key) for key in ("derivation", "input", "expected")}}
    try:
        name, given, expected = _read(row)
        got = DERIVATIONS[name].run(**given).answer()
    except (UnreadableRow, InvalidInput) as error:
        return {**report, "got": {"error": str(error)}, "result": FAILED}
    same = all(key in got and _equal(got[key], value) for key, value in expected.items())
    return {**report, "got": got, "result": PASSED if same else FAILED}


def _read(row: object) -> tuple[str, dict[str, object], dict[str, object]]:
    if not isinstance(row, Mapping):
        raise UnreadableRow("a row must be an object")
    if unknown := sorted(str(key) for key in row if key not in KEYS):
        raise UnreadableRow(f"unknown key {', '.join(unknown)}")
    name, given, expected = row.get("derivation"), row.get("input"), row.get("expected")
    if not isinstance(name, str) or name not in DERIVATIONS:
        raise UnreadableRow(f"no derivation is called {name!r}")
    if not isinstance(given, dict):
        raise UnreadableRow("input must be an object")
    if not isinstance(expected, dict) or not expected:
        raise UnreadableRow("expected must be an object that says something")
    return name, given, expected


def _equal(got: object, expected: object) -> bool:
    """14 and 14.0 are equal; true is not 1."""
    return isinstance(got, bool) == isinstance(expected, bool) and got == expected
