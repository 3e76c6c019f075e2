"""Prints who may do what, as the Markdown of docs/access.md."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from centers.commands import markdown_table
from centers.permissions import Permission as P
from centers.roles import ROLES, Level, Role

PLACES = {Level.CENTER: "own center", Level.NETWORK: "all centers"}
ALLOWS = {
    P.READ_CASE: "Read cases: what was entered, what follows from it; never who the patient is",
    P.EDIT_CASE: "Register cases, enter and correct; void and restore single entries",
    P.IMPORT_CASES: "Import cases from files",
    P.EXPORT_CASES: "Download lists of cases as files; recorded like every read",
    P.VOID_CASE: "Void and restore cases registered in error; merge what was registered twice",
    P.READ_IDENTITY: "Read who the patient is; with `edit_case`, change it",
    P.SHARE_CASE: "Open one case to one named visitor until a day, and withdraw it",
    P.READ_FIGURES: "Read indicators, worklists and survival of the cases in reach",
    P.NETWORK_FIGURES: "Compare centers: counts only, of every center, wherever it is held",
    P.MANAGE_PEOPLE: "Give and end roles, never one's own; held in the network, also disable accounts",
    P.MANAGE_CENTERS: "Keep the list of centers",
}
HEAD = """\
# Who may do what

Printed by `./dev manage roles`; a test holds this page against `centers/roles.py`.

A person holds a role at one center or in the network, from one day until another (`Membership`). A role is
a bundle of permissions: where it is held at a center they reach that center's cases, where it is held in the
network all of them. Nothing else grants anything, but for one case opened to one named visitor until a day:
it may be read, and neither changed nor traced to a patient.
"""
VISITOR = ["Visitor of a case", *("that case" if one is P.READ_CASE else "–" for one in P)]


class Command(BaseCommand):
    """`manage roles > docs/access.md`"""

    help = __doc__ or ""
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            self.stdout.write(document(), ending="")


def document() -> str:
    """The whole page: the roles, what each permission allows, and role x permission x relation."""
    parts = [
        HEAD,
        "## Roles\n",
        *markdown_table(["Role", "Held at", "What it is"], map(_described, ROLES.values())),
        "\n## Permissions\n",
        *markdown_table(["Permission", "Allows"], ([f"`{one}`", ALLOWS[one]] for one in P)),
        "\n## Role by permission\n",
        "The cell says where the permission reaches; a dash: nowhere.\n",
        *markdown_table(["Role", *(f"`{one}`" for one in P)], [*map(_reach, ROLES.values()), VISITOR]),
    ]
    return "\n".join(parts) + "\n"


def _described(role: Role) -> list[str]:
    held_at = "a center" if role.level is Level.CENTER else "the network"
    return [str(role.title), held_at, str(role.sentence)]


def _reach(role: Role) -> list[str]:
    return [str(role.title), *(_cell(role, one) for one in P)]


def _cell(role: Role, permission: P) -> str:
    if permission not in role.permissions:
        return "–"
    return "counts of all" if permission is P.NETWORK_FIGURES else PLACES[role.level]
