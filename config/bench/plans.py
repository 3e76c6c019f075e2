"""What PostgreSQL does for a page: which tables of the record it would read from end to end."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

RECORD = "registry_"


def scanned_tables(statements: Iterable[str], *, dearer_than: float = 0.0) -> set[str]:
    """Tables of the record that any of these SELECTs scans sequentially, by the plans of this moment.

    A scan that costs no more than `dearer_than` (in the planner's units) does not count. Needs the context
    and the transaction in which the statements were made.
    """
    found: set[str] = set()
    with connection.cursor() as cursor:
        for statement in statements:
            if statement.lower().startswith(("select", "with")):
                cursor.execute(f"explain (format json) {statement}")
                plan = cursor.fetchone()[0]
                found |= set(_scanned(json.loads(plan) if isinstance(plan, str) else plan, dearer_than))
    return found


def _scanned(node: Any, dearer_than: float) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _scanned(part, dearer_than)
    elif isinstance(node, dict):
        table = str(node.get("Relation Name", ""))
        scanned = node.get("Node Type") == "Seq Scan" and node["Total Cost"] > dearer_than
        if scanned and table.startswith(RECORD):
            yield table
        for value in node.values():
            yield from _scanned(value, dearer_than)
