"""Roles as data: what each person in the network is, and what follows from it.

The table role x permission in docs/access.md is printed from here (`manage roles`).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .permissions import Permission as P


class Level(StrEnum):
    """Where a role is held: at one center, or across the network."""

    CENTER = "center"
    NETWORK = "network"


@dataclass(frozen=True)
class Role:
    """A named bundle of permissions. `code` is stored; `sentence` tells people what the role may do."""

    code: str
    title: Promise
    level: Level
    sentence: Promise
    permissions: frozenset[P]


def _role(code: str, title: Promise, level: Level, sentence: Promise, *permissions: P) -> Role:
    return Role(code, title, level, sentence, frozenset(permissions))


_ALL = (
    _role(
        "CENTER_CLINICIAN",
        _("Center clinician"),
        Level.CENTER,
        _("Registers and follows the cases of the center, and sees who the patients are."),
        *(P.READ_CASE, P.EDIT_CASE, P.EXPORT_CASES, P.READ_IDENTITY, P.SHARE_CASE, P.READ_FIGURES),
    ),
    _role(
        "DATA_MANAGER",
        _("Data manager"),
        Level.CENTER,
        _("Enters, imports and corrects the cases of the center, and sees who the patients are."),
        *(P.READ_CASE, P.EDIT_CASE, P.IMPORT_CASES, P.EXPORT_CASES, P.READ_IDENTITY, P.READ_FIGURES),
    ),
    _role(
        "CENTER_LEAD",
        _("Center lead"),
        Level.CENTER,
        _("Answers for the center: its cases, its figures and its people."),
        *(P.READ_CASE, P.EDIT_CASE, P.IMPORT_CASES, P.EXPORT_CASES, P.VOID_CASE, P.READ_IDENTITY),
        P.SHARE_CASE,
        *(P.READ_FIGURES, P.NETWORK_FIGURES, P.MANAGE_PEOPLE),
    ),
    _role(
        "EXPERT_PATHOLOGIST",
        _("Expert pathologist"),
        Level.NETWORK,
        _("Gives second opinions on the requests assigned to them; opens no case on their own."),
    ),
    _role(
        "PATHOLOGY_COORDINATOR",
        _("Pathology coordinator"),
        Level.NETWORK,
        _("Assigns second opinion requests to readers; opens no case on their own."),
    ),
    _role(
        "BOARD_CHAIR",
        _("Board chair"),
        Level.NETWORK,
        _("Leads tumor board sessions and signs their minutes; sees the cases on the agenda only."),
    ),
    _role(
        "BOARD_COORDINATOR",
        _("Board coordinator"),
        Level.NETWORK,
        _("Prepares tumor board sessions; sees the cases on the agenda only."),
    ),
    _role(
        "BOARD_MEMBER",
        _("Board member"),
        Level.NETWORK,
        _("Takes part in tumor board sessions; sees the cases on the agenda only."),
    ),
    _role(
        "NETWORK_COORDINATOR",
        _("Network coordinator"),
        Level.NETWORK,
        _("Reads the cases and figures of all centers, never who the patients are."),
        *(P.READ_CASE, P.READ_FIGURES, P.NETWORK_FIGURES),
    ),
    _role(
        "MONITOR",
        _("Monitor"),
        Level.NETWORK,
        _("Reads the cases of all centers to check the data, never who the patients are."),
        *(P.READ_CASE, P.READ_FIGURES),
    ),
    _role(
        "PATIENT_ORGANISATION",
        _("Patient organization"),
        Level.NETWORK,
        _("Sees what the public sees, and keeps its own entry up to date."),
    ),
    _role(
        "PLATFORM_ADMINISTRATOR",
        _("Platform administrator"),
        Level.NETWORK,
        _("Invites and disables people and keeps the list of centers; sees no patient."),
        *(P.MANAGE_PEOPLE, P.MANAGE_CENTERS),
    ),
)

ROLES: dict[str, Role] = {role.code: role for role in _ALL}
CHOICES = [(role.code, role.title) for role in _ALL]


def granting(permission: P) -> list[str]:
    """Codes of the roles that carry `permission`."""
    return [role.code for role in _ALL if permission in role.permissions]


def at(level: Level) -> list[str]:
    """Codes of the roles that are held at `level`."""
    return [role.code for role in _ALL if role.level == level]
