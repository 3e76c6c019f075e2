"""Imports a cohort file into the record of a center."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandError
from django.http import Http404

from centers.actions import Actor
from centers.commands import USAGE, ActingCommand
from centers.models import Center
from registry.imports import limits
from registry.imports.parsing import find_mapping
from registry.imports.problems import Unusable
from registry.imports.report import Report, RowReport
from registry.services.imports import import_cases


class Command(ActingCommand):
    """All or nothing. Exit 0: imported; 1: a row was refused, nothing was written; 2: they do not fit."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV, TSV, XLSX or JSON")
        parser.add_argument(
            "--mapping", required=True, metavar="NAME|FILE.toml", help="what the columns mean"
        )
        parser.add_argument(
            "--center", required=True, metavar="CODE", help="the center that will own the cases"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument(
            "--prefer-file", action="store_true", help="where both have a value, take the file's"
        )

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        center = Center.objects.filter(code=options["center"]).first()
        if center is None:
            raise CommandError(f"There is no center {options['center']}.", returncode=USAGE)
        try:
            done = import_cases(
                actor=actor,
                center=center,
                mapping=find_mapping(options["mapping"]),
                name=options["file"].name,
                content=_content(options["file"]),
                dry_run=options["dry_run"],
                prefer_file=options["prefer_file"],
            )
        except (Unusable, OSError) as error:
            raise CommandError(str(error), returncode=USAGE) from error
        except (PermissionDenied, Http404) as error:
            raise CommandError(f"{actor} may not import cases at {center.code}.", returncode=USAGE) from error
        if options["json"]:
            self.print_json(done.as_json())
        else:
            self._print(done)
        return 1 if done.refused else 0

    def _print(self, done: Report) -> None:
        for row in done.noted:
            for line in _lines(row):
                self.stdout.write(line)
        counts = ", ".join(f"{number} {result}" for result, number in done.summary.items())
        state = "imported" if done.committed else "nothing was written"
        self.stdout.write(f"{done.file} ({done.mapping['name']}) into {done.center}: {counts}; {state}.")


def _content(path: Path) -> bytes:
    """Of a file that is too large no more than shows that it is."""
    with path.open("rb") as stream:
        return stream.read(limits.BYTES + 1)


def _lines(row: RowReport) -> list[str]:
    """`line 100, FNCLCC grade "9": is not among ...`."""
    lines = []
    for problem in row.problems:
        place = [f"line {row.row}", *([f'{problem.column} "{problem.value}"'] if problem.column else [])]
        target = f" ({problem.field})" if problem.field else ""
        lines.append(f"{', '.join(place)}{target}: {problem.reason}")
    return lines
