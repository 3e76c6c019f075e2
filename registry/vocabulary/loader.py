"""Reads a vocabulary file: comment lines (source, version, licence), one line of column names, rows."""

import csv
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
VERSION = re.compile(r"# Version: (\S+?)[.,]?(?:\s|$)")


class VocabularyError(ValueError):
    """A vocabulary file breaks its own rules; says file, row and column. The software must not start."""


def _lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def read_rows(name: str, columns: Iterable[str]) -> Iterator[dict[str, str]]:
    """The rows of a file by column name. Raises VocabularyError unless every row has just these columns."""
    expected = list(columns)
    table = csv.reader(
        (line for line in _lines(name) if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    if next(table, None) != expected:
        raise VocabularyError(f"{name}: the columns must be {', '.join(expected)}.")
    for cells in table:
        if len(cells) != len(expected):
            raise VocabularyError(f"{name}: row {cells[0]} has {len(cells)} cells, not {len(expected)}.")
        yield dict(zip(expected, cells, strict=True))


def version_of(name: str) -> str:
    """The version a file states in its header."""
    found = next((match[1] for line in _lines(name) if (match := VERSION.match(line))), None)
    if found is None:
        raise VocabularyError(f"{name}: no line '# Version: ...'.")
    return found


def header_of(name: str) -> tuple[str, ...]:
    """What a file says of itself: subject, source, version, licence note; one text each."""
    said: list[str] = []
    for line in _lines(name):
        if not line.startswith("#"):
            break
        text = line.removeprefix("#")
        if text.startswith("   ") and said:
            said[-1] += f" {text.strip()}"
        else:
            said.append(text.strip())
    return tuple(said)


def require_unique(name: str, ids: Iterable[str]) -> None:
    """Raises VocabularyError for the first id that occurs twice."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise VocabularyError(f"{name}: {one} occurs twice.")
        seen.add(one)


def require_format(name: str, row: str, column: str, value: str, pattern: str) -> None:
    """Raises VocabularyError unless the whole value has the pattern."""
    if not re.fullmatch(pattern, value):
        raise VocabularyError(f"{name}: row {row}, {column}: {value!r} has not the form {pattern}.")


def require_known(name: str, row: str, column: str, value: str, known: Container[str]) -> None:
    """Raises VocabularyError for a value outside a closed set."""
    if value not in known:
        raise VocabularyError(f"{name}: row {row}, {column}: {value!r} is not a known value.")
