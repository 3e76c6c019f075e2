"""Prints who can sign in to the demonstration, one line each."""

from typing import Any

from centers import roles
from centers.actions import Actor
from centers.commands import ActingCommand
from registry.demo.people import PASSWORD, PEOPLE


class Command(ActingCommand):
    """`./dev demo` prints it below the address. The others are in docs/demo.md."""

    help = __doc__ or ""

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        for person in PEOPLE:
            if person.guide:
                place = f", {person.place}" if person.place else ""
                self.stdout.write(f"{person.email:<32} {roles.ROLES[person.role].title}{place}")
        self.stdout.write(f"password of all: {PASSWORD}")
        return 0
