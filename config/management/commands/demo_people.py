"""Prints who can sign in to the demonstration, one line each."""

from typing import Any

from centers import roles
from centers.actions import Actor
from centers.commands import ActingCommand
from registry.demo.tables import DOMAIN, PASSWORD, PEOPLE


class Command(ActingCommand):
    """`./dev demo` prints it below the address."""

    help = __doc__ or ""

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        for _name, address, role, code in PEOPLE:
            self.stdout.write(
                f"{address}@{DOMAIN:<18} {roles.ROLES[role].title}{f', {code}' if code else ''}"
            )
        self.stdout.write(f"password of all: {PASSWORD}")
        return 0
