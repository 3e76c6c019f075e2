"""Taking values out of a TOML table, strictly: a wrong type or an unknown key is an error with its place."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from .problems import Unusable


class Table:
    """One table of a mapping file. Call `close` when everything known has been taken."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise Unusable(_("%(where)s: a table is expected.") % {"where": where})
        self.left: dict[str, Any] = dict(data)
        self.where = where

    def refuse(self, text: object) -> Unusable:
        """The error to raise for this table."""
        return Unusable(f"{self.where}: {text}")

    def text(self, name: str, default: str | None = None) -> str:
        """A text; numbers are taken as they are written. Without a default it must be there."""
        if name not in self.left and default is not None:
            return default
        if name not in self.left:
            raise self.refuse(_("%(name)s is missing.") % {"name": name})
        return self._as_text(name, self.left.pop(name))

    def one_of(self, name: str, known: tuple[str, ...], default: str | None = None) -> str:
        """A text out of a closed list."""
        value = self.text(name, default)
        if value not in known:
            shown = {"name": name, "value": value, "known": ", ".join(known)}
            raise self.refuse(_("%(name)s = %(value)s is not one of %(known)s.") % shown)
        return value

    def texts(self, name: str) -> tuple[str, ...] | None:
        """A list of texts, or one text; None when absent."""
        if name not in self.left:
            return None
        value = self.left.pop(name)
        return tuple(self._as_text(name, item) for item in (value if isinstance(value, list) else [value]))

    def pairs(self, name: str) -> dict[str, str]:
        """A table of texts, such as `values`; empty when absent."""
        table = self.table(name)
        return {key: table._as_text(key, value) for key, value in table.left.items()} if table else {}

    def flag(self, name: str) -> bool:
        """True or false; false when absent."""
        value = self.left.pop(name, False)
        if not isinstance(value, bool):
            raise self.refuse(_("%(name)s must be true or false.") % {"name": name})
        return value

    def date(self, name: str) -> datetime.date | None:
        """A TOML date, or None when absent."""
        value = self.left.pop(name, None)
        if value is not None and type(value) is not datetime.date:
            raise self.refuse(_("%(name)s must be a date as 2000-01-01, without quotes.") % {"name": name})
        return value

    def table(self, name: str) -> "Table | None":
        """An inner table, or None when absent."""
        return Table(self.left.pop(name), f"{self.where}.{name}") if name in self.left else None

    def tables(self, name: str) -> "Iterator[Table]":
        """An array of tables (`[[name]]`); one table counts as an array of one."""
        found = self.left.pop(name, [])
        for number, data in enumerate(found if isinstance(found, list) else [found], start=1):
            yield Table(data, f"{self.where}.{name}[{number}]")

    def close(self) -> None:
        """Raises Unusable for keys that nobody took."""
        if self.left:
            names = ", ".join(self.left)
            raise self.refuse(_("there is no such key: %(names)s.") % {"names": names})

    def _as_text(self, name: str, value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int | float | datetime.date):
            raise self.refuse(_("%(name)s must be a text.") % {"name": name})
        return str(value)
