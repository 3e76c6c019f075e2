"""Recounts the figures of all centers, which the worker otherwise does after each change."""

from typing import Any

from analytics import jobs, tallies
from centers.actions import Actor
from centers.commands import ActingCommand


class Command(ActingCommand):
    """Counts per indicator, center, year of diagnosis and tumor group."""

    help = __doc__ or ""

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        with jobs.rebuilding():
            count = tallies.recount()
        if options["json"]:
            self.print_json({"rows": count})
        else:
            self.stdout.write(f"{count} rows counted.")
        return 0
