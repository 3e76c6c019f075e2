"""Checks the stored files of all cases against the record: after a restore, or every night."""

import hashlib
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from django.core.files.storage import default_storage

from centers.actions import Actor
from centers.commands import ActingCommand
from registry.models import Attachment

STATES = {"missing": "missing", "damaged": "damaged", "extra": "without a row"}


class Command(ActingCommand):
    """Exit 1 when a file is missing, damaged, or belongs to no row. Changes nothing."""

    help = __doc__ or ""

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        expected = dict(Attachment.objects.values_list("file", "sha256"))
        found: dict[str, list[str]] = {state: [] for state in STATES}
        for name, sha256 in expected.items():
            if state := _state(name, sha256):
                found[state].append(name)
        found["extra"] = sorted(set(_names("")) - set(expected))
        if options["json"]:
            self.print_json({"files": len(expected), **found})
        else:
            self._tell(len(expected), found)
        return int(any(found.values()))

    def _tell(self, checked: int, found: dict[str, list[str]]) -> None:
        for state, names in found.items():
            for name in names:
                self.stdout.write(f"{STATES[state]}: {name}")
        sums = ", ".join(f"{len(names)} {STATES[state]}" for state, names in found.items())
        self.stdout.write(f"{checked} files checked: {sums}")


def _state(name: str, sha256: str) -> str:
    """What is wrong with a stored file; nothing when it is whole."""
    try:
        with default_storage.open(name) as stored:
            return "" if hashlib.sha256(stored.read()).hexdigest() == sha256 else "damaged"
    except FileNotFoundError:
        return "missing"
    except InvalidTag:
        return "damaged"


def _names(folder: str) -> Iterator[str]:
    """Every stored file, by the name a row would have for it."""
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}{name}" for name in files)
    for inner in folders:
        yield from _names(f"{folder}{inner}/")
