"""Fills an empty database with a demonstration network: centers, people for every role, cases."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from centers.commands import USAGE, ActingCommand, acting
from centers.models import Center, Network, User
from config import seeding
from config.wiping import wipe
from registry.demo.places import MINIMAL, PLACES
from registry.models import Case

COUNTED = "registry_"
MINIMAL_CASES, CASES = 60, 2000


class Command(ActingCommand):
    """`./dev demo` runs `seed_network --if-empty`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        minimal = f"{MINIMAL} centers, {MINIMAL_CASES} cases"
        parser.add_argument("--minimal", action="store_true", help=minimal)
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is a demo already")
        parser.add_argument("--reset", action="store_true", help="empty an existing demo first")
        parser.add_argument("--centers", type=int, help=f"default: {len(PLACES)}")
        parser.add_argument("--cases", type=int, help=f"default: {CASES}")
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        centers, cases = _size(options)
        places = PLACES[:centers]
        if options["reset"] or (options["if_empty"] and _is_interrupted()):
            wipe()
            call_command("base_world")
        elif _is_filled():
            self._leave(options)
            return
        with acting(options["actor"]) as actor:
            seeding.found(actor, places)
        loaded = seeding.fill(places, cases, options["seed"], options["actor"])
        loaded.seconds["facts"] += seeding.count_figures()
        with acting(options["actor"]) as actor:
            seeding.populate(actor, places)
        self._report(centers, loaded, as_json=options["json"])

    def _leave(self, options: dict[str, Any]) -> None:
        """Says what a demonstration that is there already holds, and changes nothing."""
        if not (options["if_empty"] and Network.objects.filter(is_demo=True).exists()):
            raise CommandError(
                "This database is not empty: the demonstration stays out of it.", returncode=USAGE
            )
        self.stderr.write("The demonstration network is there already.")
        centers = Center.objects.filter(code__in=[place.code for place in PLACES]).count()
        self._report(centers, seeding.Loaded(), as_json=options["json"])

    def _report(self, centers: int, loaded: seeding.Loaded, *, as_json: bool) -> None:
        rows = _rows()
        if not as_json:
            self.stdout.write(f"{rows['registry_case']} cases at {centers} centers")
            return
        self.print_json(
            {
                "centers": centers,
                "cases": rows["registry_case"],
                "rows": rows,
                "seconds": {phase: round(seconds, 3) for phase, seconds in loaded.seconds.items()},
                "digest": loaded.digests.get(""),
            }
        )


def _size(options: dict[str, Any]) -> tuple[int, int]:
    """How many centers and cases are asked for."""
    centers, cases = (MINIMAL, MINIMAL_CASES) if options["minimal"] else (len(PLACES), CASES)
    centers, cases = options["centers"] or centers, options["cases"] or cases
    if not 1 <= centers <= len(PLACES):
        raise CommandError(f"There are 1 to {len(PLACES)} demonstration centers.", returncode=USAGE)
    return centers, cases


def _is_filled() -> bool:
    with acting(None):
        return Case.objects.exists() or User.objects.exists()


def _is_interrupted() -> bool:
    """A demonstration gets its people last."""
    return Network.objects.filter(is_demo=True).exists() and not User.objects.exists()


def _rows() -> dict[str, int]:
    """Rows of the record's tables, without event tables."""
    names = [name for name in connection.introspection.table_names() if name.startswith(COUNTED)]
    counts: dict[str, int] = {}
    with acting(None), connection.cursor() as cursor:
        for name in sorted(names):
            if not name.endswith("event"):
                cursor.execute(f"select count(*) from {connection.ops.quote_name(name)}")  # noqa: S608  our own names
                counts[name] = cursor.fetchone()[0]
    return counts
