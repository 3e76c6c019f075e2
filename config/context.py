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


@dataclass(frozen=True)
class Account:
    """The signed-in person, as the header shows them. `shortcuts` is "off" when they switched them off."""

    name: str
    initials: str
    role: str
    shortcuts: str = ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation`, `account`, `is_demo`, `can` (permission names held anywhere)."""
    rights: Rights | None = getattr(request, "rights", None)
    if rights is None or rights.user is None:
        return {"navigation": [], "account": None, "is_demo": settings.DEMO, "can": frozenset()}
    opened = [
        (label, reverse(route)) for label, route, needs in NAVIGATION if needs is None or rights.holds(needs)
    ]
    # The area of a page is the longest address it lies below.
    here = max((url for _label, url in opened if request.path.startswith(url)), key=len, default="")
    links = [Link(str(label), url, url == here) for label, url in opened]
    role = ", ".join(dict.fromkeys(f"{title}, {code}" if code else title for title, code in rights.titles))
    user = rights.user
    return {
        "navigation": links,
        "account": Account(str(user), user.initials, role, "" if user.shortcuts else "off"),
        "is_demo": settings.DEMO,
        "can": frozenset(permission.value for permission in Permission if rights.holds(permission)),
    }
