"""Prints the figures of all indicators."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from analytics import documents, queries
from analytics.figures import Figure
from centers.actions import Actor
from centers.commands import USAGE, ActingCommand


class Command(ActingCommand):
    """`n` of `N`: met of those that can be judged. `--center` selects by the center a step is attributed to."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--center", default="", metavar="CODE")
        parser.add_argument("--by", choices=["owner"], help="select by the registering center instead")
        parser.add_argument("--period", type=int, metavar="YEAR", help="year of diagnosis")

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        selection = queries.Selection(
            center=options["center"], period=options["period"], by_owner=options["by"] == "owner"
        )
        try:
            overview = queries.overview(actor, selection)
        except queries.UnknownCode as error:
            raise CommandError(str(error), returncode=USAGE) from error
        if overview.behind:
            self.stderr.write(
                "The worker still has facts to rebuild: these figures are older than the record."
            )
        if options["json"]:
            self.print_json(documents.indicators(overview, selection))
        else:
            for figure in overview.figures:
                self.stdout.write(_line(figure))
        return 0


def _line(figure: Figure) -> str:
    counts, rate, interval = figure.counts, figure.rate, figure.interval
    shown = (
        f"{rate:.1%} ({interval[0]:.1%} to {interval[1]:.1%})" if rate is not None and interval else "no rate"
    )
    return (
        f"{figure.indicator.code:<12} {counts.met} of {figure.assessed}, {shown}; "
        f"cannot judge {counts.not_assessable}, not concerned {counts.not_applicable}  {figure.indicator.title}"
    )
