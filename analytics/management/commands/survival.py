"""Kaplan-Meier survival, with the log-rank test between groups."""

from argparse import ArgumentParser
from typing import Any, get_args

from django.core.management.base import CommandError

from analytics import jobs, survival
from analytics.knowledge.endpoints import ENDPOINTS, SPLITS
from analytics.queries import UnknownCode
from analytics.statistics.confidence import ConfType
from centers.actions import Actor
from centers.commands import USAGE, ActingCommand


def _months(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


class Command(ActingCommand):
    """Times are months of 30.4375 days. Cases left out are counted by reason."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--endpoint", choices=list(ENDPOINTS), default="os")
        parser.add_argument("--by", choices=list(SPLITS), default="")
        parser.add_argument("--source", default="", help="only cases imported from here")
        parser.add_argument("--center", default="", metavar="CODE", help="registering center")
        parser.add_argument("--conf-type", choices=get_args(ConfType), default="log-log")
        parser.add_argument("--times", type=_months, default=(12, 24, 36, 60), metavar="12,24", help="months")

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        question = survival.Question(
            ENDPOINTS[options["endpoint"]], options["by"], options["source"], options["center"]
        )
        try:
            document = survival.report(
                actor, question, times=options["times"], conf_type=options["conf_type"]
            )
        except UnknownCode as error:
            raise CommandError(str(error), returncode=USAGE) from error
        if jobs.facts_are_behind():
            self.stderr.write(jobs.BEHIND)
        if options["json"]:
            self.print_json(document)
        else:
            self._tell(document)
        return 0

    def _tell(self, document: dict[str, Any]) -> None:
        out = self.stdout.write
        out(f"{document['endpoint']}: {document['n']} cases, {document['events']} events")
        for item in document["excluded"]:
            out(f"left out, {item['reason']}: {item['n']}")
        for group in document["groups"] or [{"value": "all", **document["overall"]}]:
            known = [time for time in group["at"] if time["survival"] is not None]
            at = ", ".join(f"{time['month']} mo {time['survival']:.3f}" for time in known)
            median = group["median"]["value"]
            shown = "not reached" if median is None else f"{median:.1f} mo"
            out(f"{group['value'] or 'not entered'}: median {shown}; {at}")
