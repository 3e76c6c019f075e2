"""What every page shows around its content: navigation per role, the account, the demo sentence."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from centers.access import Rights
from centers.permissions import Permission

# label, route, the permission that opens it (None: everyone signed in)
NAVIGATION: tuple[tuple[Promise, str, Permission | None], ...] = (
    (_("My work"), "centers:today", None),
    (_("Cases"), "registry:case_list", Permission.READ_CASE),
    (_("Import"), "registry:import", Permission.IMPORT_CASES),
    (_("Quality"), "analytics:indicators", Permission.READ_FIGURES),
    (_("Survival"), "analytics:survival", Permission.READ_FIGURES),
    (_("People"), "centers:people", Permission.MANAGE_PEOPLE),
)


@dataclass(frozen=True)
class Link:
    """One entry of the primary navigation."""

    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Account:
    """The signed-in person, as the header shows them."""

    name: str
    initials: str
    role: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation`, `account`, `is_demo`, `can` (permission names held anywhere)."""
    rights: Rights | None = getattr(request, "rights", None)
    if rights is None or rights.user is None:
        return {"navigation": [], "account": None, "is_demo": settings.DEMO, "can": frozenset()}
    here = request.resolver_match.view_name if request.resolver_match else ""
    links = [
        Link(str(label), reverse(route), here == route)
        for label, route, permission in NAVIGATION
        if permission is None or rights.holds(permission)
    ]
    role = ", ".join(dict.fromkeys(f"{title}, {code}" if code else title for title, code in rights.titles))
    user = rights.user
    return {
        "navigation": links,
        "account": Account(str(user), user.initials, role),
        "is_demo": settings.DEMO,
        "can": frozenset(permission.value for permission in Permission if rights.holds(permission)),
    }
