"""Makes sure that the network and the empty center DEMO exist."""

from typing import Any

from centers.actions import Actor
from centers.commands import ActingCommand
from centers.models import Center
from centers.services.places import add_center, found_network


class Command(ActingCommand):
    """`./dev` runs it after the migrations; safe to run again."""

    help = __doc__ or ""

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        network = found_network(actor=actor, name="Sarcoma Network")
        if not Center.objects.filter(code="DEMO").exists():
            add_center(
                actor=actor,
                network=network,
                code="DEMO",
                name="Demonstration center",
                country="ES",
                time_zone="Europe/Madrid",
            )
        return 0
