"""Measures the main paths: on drawn cases that are rolled back, or on the whole network. Asserts nothing."""

from argparse import ArgumentParser
from typing import Any

from django.db import transaction

from centers.actions import Actor
from centers.commands import ActingCommand
from config.bench import network, ratios

CASES, NETWORK_CASES = 1000, 100_000


class Command(ActingCommand):
    """`./dev bench [--network] [--cases N] [--json]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        whole = f"load {NETWORK_CASES} cases into a scratch database, and open pages there"
        parser.add_argument("--network", action="store_true", help=whole)
        parser.add_argument("--cases", type=int, help=f"default: {CASES}; with --network {NETWORK_CASES}")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["network"]:
            super().handle(*args, **options)
            return
        measured = network.measure(options["cases"] or NETWORK_CASES)
        if options["json"]:
            self.print_json(measured)
        else:
            self.stdout.write("\n".join(network.lines(measured)))

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        with transaction.atomic():
            measured = ratios.measure(actor, options["cases"] or CASES)
            transaction.set_rollback(True)
        if options["json"]:
            self.print_json(measured)
            return 0
        self.stdout.write(
            "{cases} cases; loaded and derived in {load_ms_per_case:.1f} ms each".format(**measured)
        )
        for row in measured["pairs"]:
            line = "{title}: {ms:.1f} ms; {other}: {other_ms:.1f} ms; ratio {ratio:.2f}"
            self.stdout.write(line.format(**row))
        return 0
