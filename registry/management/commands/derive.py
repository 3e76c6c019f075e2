"""Checks the derivations against a file of worked cases, or recomputes those of the record."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db.models import QuerySet

from centers import access
from centers.actions import Actor
from centers.commands import USAGE, ActingCommand
from centers.models import Center, User
from centers.permissions import Permission
from registry import pseudonym
from registry.derivations.worked_cases import run_cases
from registry.models import Case, Derived
from registry.services.derivations import derive_again


class Command(ActingCommand):
    """Exit 1 when a worked case fails; 2 for an unreadable file or an unknown case."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--cases", metavar="FILE", type=Path, help="JSON list of worked cases")
        what.add_argument("--all", action="store_true", help="recompute every case in sight")
        what.add_argument("--case", metavar="ID", help="recompute one case and show its results")

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        if options["cases"]:
            return self._check(options["cases"], as_json=options["json"])
        rows: QuerySet[Case] = Case.objects.all()
        if isinstance(actor, User):
            rows = access.scope(rows, actor, Permission.EDIT_CASE)
        if options["case"]:
            rows = rows.filter(public_id=pseudonym.normalize(options["case"]) or "")
        ids = list(rows.values_list("pk", flat=True))
        if options["case"] and not ids:
            raise CommandError(f"There is no case {options['case']} in sight.", returncode=USAGE)
        for center in Center.objects.filter(pk__in=rows.values("center")):
            derive_again(actor=actor, center=center, case_ids=ids)
        if options["case"]:
            self._show(ids[0], as_json=options["json"])
        elif options["json"]:
            self.print_json({"cases": len(ids)})
        else:
            self.stdout.write(f"{len(ids)} cases recomputed")
        return 0

    def _check(self, path: Path, *, as_json: bool) -> int:
        try:
            report = run_cases(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise CommandError(f"{path.name} cannot be read: {error}", returncode=USAGE) from error
        if as_json:
            self.print_json(report)
        else:
            for row in report["rows"]:
                if row["result"] == "failed":
                    self.stdout.write(
                        f"{row['index']} {row['derivation']}: expected {row['expected']}, got {row['got']}"
                    )
            counts = (report["passed"], report["failed"], report["not_built"])
            self.stdout.write("{} passed, {} failed, {} not built".format(*counts))
        return 1 if report["failed"] else 0

    def _show(self, case_id: int, *, as_json: bool) -> None:
        derived = Derived.objects.select_related("case").get(pk=case_id)
        if as_json:
            self.print_json({"case": derived.case.public_id, "results": list(derived.results.values())})
            return
        for name, result in derived.results.items():
            answer = (
                ", ".join(f"{key} {value}" for key, value in result["value"].items()) or result["outcome"]
            )
            missing = f" (needs {', '.join(result['missing'])})" if result["missing"] else ""
            self.stdout.write(f"{name}: {answer}{missing}")
