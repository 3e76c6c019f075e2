"""Gives a person a role: how the first platform administrator of an installation comes in."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from centers import invitations, roles
from centers.actions import Actor
from centers.commands import USAGE, ActingCommand
from centers.models import Center, Network
from centers.services.people import invite


class Command(ActingCommand):
    """Prints the path under which the person sets a password."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=list(roles.ROLES))
        parser.add_argument("--center", metavar="CODE", help="without it: in the network")

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        code = options["center"]
        place = Center.objects.filter(code=code).first() if code else Network.objects.first()
        if place is None:
            raise CommandError(f"There is no center {code}.", returncode=USAGE)
        try:
            membership = invite(
                actor=actor, place=place, email=options["email"], name=options["name"], role=options["role"]
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=USAGE) from error
        if membership.user.has_usable_password():
            self.stdout.write(f"{membership.user.email} signs in as before.")
        else:
            self.stdout.write(invitations.password_path(membership.user))
        return 0
