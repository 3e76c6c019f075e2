"""Repetition: the same six lines seen twice are a mechanism that is missing its name."""

import ast
from collections import defaultdict

from tests.architecture.tree import production_python

WINDOW, LIMIT = 6, 0.02

Places = dict[tuple[str, ...], list[str]]


def meaningful_lines(source: str) -> list[tuple[int, str]]:
    """Return number and text of the lines that are neither empty, nor comments, nor imports."""
    imports = {
        number
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    numbered = enumerate((line.strip() for line in source.splitlines()), start=1)
    return [(n, line) for n, line in numbered if line and not line.startswith("#") and n not in imports]


def windows(sources: dict[str, str]) -> Places:
    """Return every run of WINDOW meaningful lines with the places where it stands."""
    places: Places = defaultdict(list)
    for name, source in sources.items():
        lines = meaningful_lines(source)
        for start in range(len(lines) - WINDOW + 1):
            run = lines[start : start + WINDOW]
            places[tuple(text for _, text in run)].append(f"{name}:{run[0][0]}")
    return places


def repeated_share(places: Places) -> float:
    """Return the share of windows that had been seen before."""
    total = sum(len(found) for found in places.values())
    return sum(len(found) - 1 for found in places.values()) / total if total else 0.0


def test_little_is_repeated() -> None:
    places = windows(production_python())
    worst = sorted((found for found in places.values() if len(found) > 1), key=len, reverse=True)[:10]
    assert repeated_share(places) <= LIMIT, worst


def test_repetition_is_found() -> None:
    block = "\n".join(f"value_{n} = {n}" for n in range(WINDOW))
    imports = "import os\nfrom pathlib import (\n    Path,\n)\n# a comment\n"
    assert repeated_share(windows({"one.py": f"{imports}{block}\n", "two.py": f"{block}\n"})) == 0.5
    assert repeated_share(windows({"one.py": imports * 3, "two.py": imports * 3})) == 0
