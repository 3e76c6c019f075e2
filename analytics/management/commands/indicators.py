"""Prints the figures of all indicators."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from analytics import documents, jobs, queries
from analytics.figures import Figure
from centers.actions import Actor
from centers.commands import USAGE, ActingCommand


class Command(ActingCommand):
    """`n` of `N`: met of those that can be judged. `--center`: the center a step of care is attributed to."""

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
            self.stderr.write(jobs.BEHIND)
        if options["json"]:
            self.print_json(documents.indicators(overview, selection))
        else:
            for figure in overview.figures:
                self.stdout.write(_line(figure))
        return 0


def _line(figure: Figure) -> str:
    counts, rule = figure.counts, figure.indicator
    shown = "no rate"
    if figure.rate is not None and figure.interval is not None:
        shown = f"{figure.rate:.1%} ({figure.interval[0]:.1%} to {figure.interval[1]:.1%})"
    return (
        f"{rule.code:<12} {counts.met} of {figure.assessed}, {shown}; cannot judge {counts.not_assessable}, "
        f"not concerned {counts.not_applicable}  {rule.title}"
    )
