"""What a cell of a file can hold, and how it is written out."""

import datetime
from dataclasses import dataclass
from typing import Any

Cell = Any  # str, Decimal, bool, datetime, list of these (JSON), Unreadable, or None


@dataclass(frozen=True)
class Unreadable:
    """A cell whose content cannot be known from the file, such as a formula."""

    code: str
    reason: str
    text: str = ""


def shown(cell: Cell) -> str:
    """The cell as text without spaces at its ends: what `values`, `missing`, `equals` are held against."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, list):
        return ", ".join(shown(part) for part in cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, Unreadable):
        return cell.text
    return "" if cell is None else str(cell)
