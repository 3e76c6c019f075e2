"""Says why an indicator is met, not met, not assessable or not applicable for one case."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandError
from django.http import Http404

from analytics import documents, queries
from centers.actions import Actor
from centers.commands import USAGE, ActingCommand


class Command(ActingCommand):
    """All indicators, or the one named by its code."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("case", help="pseudonym, for example 7K3M-9QXD-H")
        parser.add_argument("code", nargs="?", help="indicator, for example QI-MTB-01")

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        try:
            case, told = queries.explain_case(actor, options["case"], options["code"])
        except queries.UnknownCode as error:
            raise CommandError(str(error), returncode=USAGE) from error
        except (Http404, PermissionDenied) as error:
            raise CommandError(f"There is no case {options['case']}.", returncode=USAGE) from error
        if options["json"]:
            self.print_json(documents.explanations(case.public_id, told))
        for item in [] if options["json"] else told:
            self.stdout.write(f"{item.indicator.code:<12} {item.outcome:<15} {item.reason}")
        return 0
