"""Who holds which role, where and when: the one rule of access."""

import datetime
from typing import ClassVar, cast

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .. import roles
from ..journal import journaled
from ..permissions import Permission
from ..reach import Reach
from .center import Center, Network
from .user import User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def lasting(self, day: datetime.date) -> "MembershipQuerySet":
        """Memberships that have not ended by a day, those that begin later included."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day))

    def held(self, day: datetime.date) -> "MembershipQuerySet":
        """Memberships in force on a day, of people who are not disabled."""
        return self.lasting(day).filter(since__lte=day, user__is_active=True)


@journaled()
class Membership(models.Model):
    """A role of one person at one center or in the network, between two dates.

    Never edited into another person's or center's: it is ended, and a new one begins.
    """

    reach = Reach(center="center", sight=Permission.MANAGE_PEOPLE)

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    center = models.ForeignKey(Center, models.PROTECT, null=True, blank=True, related_name="memberships")
    network = models.ForeignKey(Network, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=roles.CHOICES)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("First day it no longer holds."))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="membership_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(role__in=roles.at(roles.Level.CENTER), center__isnull=False, network__isnull=True)
                | Q(role__in=roles.at(roles.Level.NETWORK), center__isnull=True, network__isnull=False),
                name="membership_role_at_its_level",
            ),
            models.UniqueConstraint(
                fields=["user", "center", "network", "role"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} since {self.since}"

    @property
    def title(self) -> str:
        """The role in words."""
        return str(roles.ROLES[self.role].title)

    @property
    def place(self) -> Center | Network:
        """Where the role is held."""
        return cast("Center | Network", self.center or self.network)  # one of them, by constraint
