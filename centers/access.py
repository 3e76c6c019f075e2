"""Who may do what, answered in one place.

`scope` is the only rule: `allows`, `obtain`, the database context and every list are made from it, so
"may I" and "which may I" cannot drift apart. Row security repeats the rule in PostgreSQL (`rls.py`).
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.contrib.auth.models import Permission as AuthPermission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Exists, Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from guardian.ctypes import get_content_type
from guardian.utils import get_user_obj_perms_model

from . import roles
from .binding import Context
from .models import Membership, User
from .permissions import Permission
from .reach import Reach

M = TypeVar("M", bound=Model)

# A source of single cases opened to a person beyond membership: (user, day) -> queryset of case ids.
# Apps register theirs when they load (a named visitor's grant, an open agenda item).
CaseSource = Callable[[User, datetime.date], "QuerySet[Any, Any]"]
_case_sources: list[CaseSource] = []


def opens_cases(source: CaseSource) -> CaseSource:
    """Registers a source of case ids that a person may read; usable as a decorator."""
    _case_sources.append(source)
    return source


def today() -> datetime.date:
    """The day on which memberships and grants are judged (UTC)."""
    return timezone.localdate(timezone=datetime.UTC)


def scope(queryset: "QuerySet[M]", user: User, permission: Permission) -> "QuerySet[M]":
    """The rows of `queryset` on which `user` holds `permission`. The model declares `reach`."""
    if not user.is_authenticated or not user.is_active:
        return queryset.none()
    reach: Reach = queryset.model.reach  # type: ignore[attr-defined]
    held = Membership.objects.held(today()).filter(user=user, role__in=roles.granting(permission))
    allowed = Q(**{f"{reach.center}__in": held.filter(center__isnull=False).values("center")})
    allowed |= Q(Exists(held.filter(network__isnull=False)))
    if reach.case and permission is Permission.READ_CASE:
        for source in _case_sources:
            allowed |= Q(**{f"{reach.case}__in": source(user, today())})
    return queryset.filter(allowed)


def allows(user: User, permission: Permission, obj: Model) -> bool:
    """Whether `user` holds `permission` on `obj`: it is in the scope, or not."""
    rows: QuerySet[Model] = type(obj)._default_manager.filter(pk=obj.pk)
    return scope(rows, user, permission).exists()


def obtain(queryset: "QuerySet[M]", user: User, permission: Permission, **lookup: Any) -> M:
    """The one object, or the answer why not: 404 out of sight, 403 in sight without the right.

    Raises Http404 or PermissionDenied. An object out of sight and one that does not exist are the same.
    """
    found = scope(queryset, user, permission).filter(**lookup).first()
    if found is not None:
        return found
    reach: Reach = queryset.model.reach  # type: ignore[attr-defined]
    if permission != reach.sight and scope(queryset, user, reach.sight).filter(**lookup).exists():
        raise PermissionDenied
    raise Http404


def require(user: User, permission: Permission, obj: Model) -> None:
    """Raises Http404 or PermissionDenied unless `user` holds `permission` on `obj`."""
    obtain(type(obj)._default_manager.all(), user, permission, pk=obj.pk)


def share(
    *, case: Model, center_id: int, user: User, permission: str, reason: str, until: datetime.date
) -> Model:
    """Opens one container to one named person until a day, with a reason; renews it when it is open.

    Called from inside an action with SHARE_CASE. `permission` is the codename of guardian's permission.
    """
    grants: Any = get_user_obj_perms_model(case)
    row, _created = grants.objects.update_or_create(
        permission=AuthPermission.objects.get(codename=permission, content_type=get_content_type(case)),
        user=user,
        content_object=case,
        defaults={"center_id": center_id, "reason": reason, "since": today(), "until": until},
    )
    return cast("Model", row)


def withdraw(*, case: Model, user: User) -> int:
    """Ends every open grant of a person on a container today. Returns how many were open."""
    grants: Any = get_user_obj_perms_model(case)
    ended: int = grants.objects.filter(user=user, content_object=case, until__gt=today()).update(
        until=today()
    )
    return ended


@dataclass(frozen=True)
class Rights:
    """What the memberships of one person add up to today."""

    user: User | None
    centers: dict[Permission, frozenset[int]]
    network: frozenset[Permission]
    cases: frozenset[int]
    titles: tuple[tuple[str, str], ...] = ()

    def holds(self, permission: Permission) -> bool:
        """Whether the permission is held anywhere at all; opens a page, never an object."""
        if permission is Permission.READ_CASE and self.cases:  # a named visitor
            return True
        return permission in self.network or bool(self.centers.get(permission))

    def reading(self, request_id: str = "", **journal: str) -> Context:
        """The context of a request: reads by right, writes nothing."""
        network = {permission.value for permission in self.network}
        if self.holds(Permission.NETWORK_FIGURES):  # figures of others are counts only, wherever it is held
            network.add(Permission.NETWORK_FIGURES.value)
        return Context(
            user=self.user.pk if self.user else None,
            read=self._at(Permission.READ_CASE),
            identity=self._at(Permission.READ_IDENTITY),
            people=self._at(Permission.MANAGE_PEOPLE),
            cases=self.cases,
            network=frozenset(network),
            request_id=request_id,
            journal=journal,
        )

    def _at(self, permission: Permission) -> frozenset[int]:
        return self.centers.get(permission, frozenset())


NO_RIGHTS = Rights(None, {}, frozenset(), frozenset())


def rights_of(user: User) -> Rights:
    """Adds up the memberships and open cases of a person; needs an open transaction.

    Memberships are themselves under row security, so the user alone is bound before they are read.
    """
    if not user.is_authenticated or not user.is_active:
        return NO_RIGHTS
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.user', %s, true)", [str(user.pk)])
    centers: dict[Permission, set[int]] = {}
    network: set[Permission] = set()
    titles: list[tuple[str, str]] = []
    held = Membership.objects.held(today()).filter(user=user).order_by("since", "pk")
    for role, center_id, code in held.values_list("role", "center_id", "center__code"):
        titles.append((str(roles.ROLES[role].title), code or ""))
        for permission in roles.ROLES[role].permissions:
            if center_id is None:
                network.add(permission)
            else:
                centers.setdefault(permission, set()).add(center_id)
    cases = {pk for source in _case_sources for pk in source(user, today())}
    return Rights(
        user,
        {permission: frozenset(ids) for permission, ids in centers.items()},
        frozenset(network),
        frozenset(cases),
        tuple(titles),
    )
