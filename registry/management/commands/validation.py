"""Prints the plausibility rules, as the Markdown of docs/validation.md."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from centers.commands import markdown_table
from registry.validation import RULES, Level, Rule

HEAD = """\
# What is checked

Printed by `./dev manage validation`; a test holds this page against `registry/validation/`.

One list for form, import and API. A **stop** is a contradiction within one row: every path refuses it, at
its field, and the database holds it. A **check** is a contradiction between rows, or an unlikely value: it
is stored, shown as "Please check" on the case, in its sections and over the API, listed in the report of an
import, and blocks nothing. A **note** is a check of less weight. Dates contradict each other only when they
do so however their unknown days fell; days of de-identified cases are not compared with the year of birth.
"""
COLUMNS = ["Rule", "Level", "What it says", "Fields", "Source"]
LEVELS = {Level.STOP: "stop", Level.CHECK: "check", Level.NOTE: "note"}


class Command(BaseCommand):
    """`manage validation > docs/validation.md`"""

    help = __doc__ or ""
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            self.stdout.write(document(), ending="")


def document() -> str:
    """The whole page."""
    return "\n".join([HEAD, *markdown_table(COLUMNS, map(_row, RULES))]) + "\n"


def _row(rule: Rule) -> list[str]:
    fields = ", ".join(f"`{name}`" for name in rule.about)
    return [rule.code, LEVELS[rule.level], str(rule.sentence), fields, rule.source]
