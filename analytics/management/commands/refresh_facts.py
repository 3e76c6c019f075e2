"""Recomputes the facts that figures rest on: those that are missing or follow an older definition."""

from argparse import ArgumentParser
from typing import Any

from analytics import jobs
from analytics.facts import refresh
from centers.actions import Actor
from centers.commands import ActingCommand


class Command(ActingCommand):
    """Run after an update of the program; safe to run again."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--all", action="store_true", help="every case")

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        with jobs.rebuilding():
            count = refresh.refresh_all() if options["all"] else refresh.refresh_stale()
        document = {"refreshed": count, "digest": refresh.digest()}
        if options["json"]:
            self.print_json(document)
        else:
            self.stdout.write(f"{count} cases refreshed.")
        return 0
