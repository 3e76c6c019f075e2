"""What the pages of people and work show."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from . import access, reads, roles
from .models import Center, Membership, Network, Task, User
from .permissions import Permission

SHOWN = 100  # tasks on one page; more is a sign that something else is wrong


@dataclass(frozen=True)
class Work:
    """The open tasks of a person, by urgency."""

    overdue: list[Task] = field(default_factory=list)
    this_week: list[Task] = field(default_factory=list)
    later: list[Task] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many tasks wait."""
        return len(self.overdue) + len(self.this_week) + len(self.later)


def work_of(user: User, today: datetime.date) -> Work:
    """Open tasks that are the person's own, or of a center whose cases they may edit."""
    mine = access.scope(Task.objects.filter(user__isnull=True), user, Permission.EDIT_CASE)
    tasks = Task.objects.filter(Q(pk__in=mine.values("pk")) | Q(user=user), done_at__isnull=True)
    work = Work()
    for task in tasks.order_by("due", "pk")[:SHOWN]:
        _group(work, task, today).append(task)
        reads.note([task.case_number] if task.case_number else [])
    return work


def _group(work: Work, task: Task, today: datetime.date) -> list[Task]:
    if task.due is None or task.due > today + datetime.timedelta(days=7):
        return work.later
    return work.overdue if task.due < today else work.this_week


@dataclass(frozen=True)
class Person:
    """One account with the roles the viewer may see: those that last, and those that have ended."""

    user: User
    lasting: list[Membership]
    ended: list[Membership]
    second_factors: int


def places(user: User) -> list[Center | Network]:
    """Where this person may give roles: their centers, or the network and all of them."""
    centers = access.scope(Center.objects.all(), user, Permission.MANAGE_PEOPLE)
    network = Network.objects.all() if manages_network(user) else Network.objects.none()
    return [*network, *centers]


def manages_network(user: User) -> bool:
    """Whether the person may disable accounts and give network-wide roles."""
    network = Membership.objects.held(access.today()).filter(user=user, network__isnull=False)
    return network.filter(role__in=roles.granting(Permission.MANAGE_PEOPLE)).exists()


def place(user: User, code: str) -> Center | Network:
    """The place named by a form: a center's code, or "" for the network. Raises Http404, PermissionDenied."""
    if code:
        return access.obtain(Center.objects.all(), user, Permission.MANAGE_PEOPLE, code=code)
    return network(user)


def network(user: User) -> Network:
    """The network, for those who manage it. Raises Http404."""
    if not manages_network(user):
        raise Http404
    return Network.objects.get()


def people(user: User) -> list[Person]:
    """Everyone with a role where the viewer manages people; managers of the network see every account."""
    rows = Membership.objects.select_related("user", "center", "network").order_by("-since", "pk")
    lasting, ended = (
        _by_user(access.scope(some, user, Permission.MANAGE_PEOPLE))
        for some in (rows.lasting(access.today()), rows.filter(until__lte=access.today()))
    )
    known = {*lasting, *ended}
    accounts = User.objects.all() if manages_network(user) else User.objects.filter(pk__in=known)
    counted = accounts.annotate(factors=Count("authenticator")).order_by("name", "pk")
    return [Person(one, lasting.get(one.pk, []), ended.get(one.pk, []), one.factors) for one in counted]


def membership(user: User, pk: int) -> Membership:
    """One role the viewer may end. Raises Http404."""
    rows = Membership.objects.select_related("user", "center", "network")
    return access.obtain(rows, user, Permission.MANAGE_PEOPLE, pk=pk)


def account(user: User, pk: int) -> User:
    """One account, for those who manage the network. Raises Http404."""
    found = User.objects.filter(pk=pk).first() if manages_network(user) else None
    if found is None:
        raise Http404
    return found


def own_account(user: User) -> User:
    """A fresh copy of the person's own account, to fill with a form."""
    return User.objects.get(pk=user.pk)


def _by_user(rows: Iterable[Membership]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for row in rows:
        found.setdefault(row.user_id, []).append(row)
    return found


@dataclass(frozen=True)
class HeldRole:
    """A role in force today. `center` is the center's code; None means across the network."""

    role: roles.Role
    center: str | None

    @property
    def permissions(self) -> list[Permission]:
        """What follows from it, in order of name."""
        return sorted(self.role.permissions)


def own_roles(user: User) -> tuple[HeldRole, ...]:
    """The roles a person holds today, oldest first."""
    held = Membership.objects.held(access.today()).filter(user=user).order_by("since", "pk")
    return tuple(
        HeldRole(roles.ROLES[role], center) for role, center in held.values_list("role", "center__code")
    )


def all_centers() -> QuerySet[Center]:
    """Every center of the network; which ones there are is no secret among its people."""
    return Center.objects.all()
