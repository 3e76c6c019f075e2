"""What every management command shares: who acts, and how results are printed."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from . import access, binding
from .actions import Actor, System, system_context
from .models import User

USAGE = 2  # exit code of a usage error or an unknown code


class ActingCommand(BaseCommand):
    """A command that reads or writes the record: `--as EMAIL`, or the installation itself (`system:cli`).

    Subclasses implement `run(actor, options)` and return the exit code; it runs in one transaction, under
    the context of the actor. With `--json` they print exactly one document on standard output.
    """

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as", dest="actor", metavar="EMAIL", help="act as this person")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        with acting(options["actor"]) as actor:
            code = self.run(actor, options)
        if code:
            raise SystemExit(code)

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        """The command itself; 0 ok, 1 negative result."""
        raise NotImplementedError

    def print_json(self, document: Any) -> None:
        """Prints the one JSON document; unknown is null."""
        self.stdout.write(json.dumps(document, indent=2, ensure_ascii=False, default=str))


@contextmanager
def acting(email: str | None) -> Iterator[Actor]:
    """Opens a transaction and binds the context of a person, or of the installation when none is named.

    Raises CommandError (exit 2) when there is no such person.
    """
    with transaction.atomic():
        if email is None:
            system = System("cli")
            with binding.bound(system_context(system, binding.new_request_id(), {})):
                yield system
            return
        user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active person with the address {email}.", returncode=USAGE)
        with binding.bound(access.rights_of(user).reading(binding.new_request_id(), actor=user.email)):
            yield user


def markdown_table(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """The lines of a table, for commands that print a page of the documentation."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
