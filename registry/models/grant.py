"""The exception to membership: one case opened to one named visitor."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from centers.access import opens_cases
from centers.journal import journaled
from centers.models import Center, User
from centers.permissions import Permission
from centers.reach import Reach

from .case import Case


@journaled()
class CaseGrant(UserObjectPermissionBase):
    """A guardian grant on one case: read only, with a reason, from one day until another.

    Made and withdrawn by `centers.access.share` and `withdraw` alone.
    """

    reach = Reach(center="center", case="content_object", sight=Permission.READ_CASE)

    content_object = models.ForeignKey(Case, models.PROTECT, related_name="grants", db_column="case_id")
    center = models.ForeignKey(Center, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), help_text=_("First day it no longer holds."))

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("visitor of a case")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="case_grant_ends_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="case_grant_reason"),
        ]

    @property
    def case_id(self) -> int:
        """The case, by the name every row of a case uses."""
        return self.content_object_id


@opens_cases
def granted(user: User, day: datetime.date) -> "models.QuerySet[Any, Any]":
    """Ids of the cases open to a visitor on a day."""
    return CaseGrant.objects.filter(
        user=user, user__is_active=True, since__lte=day, until__gt=day
    ).values_list("content_object_id", flat=True)
