"""What every clinical row has in common."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from centers.models import Center
from centers.permissions import Permission
from centers.reach import Reach

from ..dates import PartialDate
from ..fields import MISSING_LABELS

R = TypeVar("R", bound="Record", covariant=True)


class RecordQuerySet(models.QuerySet[R]):
    def standing(self) -> Self:
        """Rows that were not voided."""
        return self.filter(voided_at__isnull=True)


class Record(models.Model):
    """A clinical row of a center, versioned for optimistic edits; voided with a reason, never deleted.

    `missing` says why a date, number or text has no value: {field name: UNKNOWN, NOT_DONE, ...}. A field
    that is null and not named there has not been entered; coded fields hold UNKNOWN themselves.
    """

    center = models.ForeignKey(Center, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    missing = models.JSONField(default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)
    void_reason = models.CharField(_("why voided"), max_length=300, blank=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def missing_label(self, name: str) -> str:
        """Why the field has no value, in words; empty when it has one or was not entered."""
        reason = self.missing.get(name)
        return str(MISSING_LABELS[reason]) if reason else ""


class Entry(Record):
    """A dated row in the course of a case: report, operation, relapse.

    `when` names the date that places it on the timeline. The database holds case and center by one key of
    both (`rls.py`): a key for each beside it would check every row twice more.
    """

    reach = Reach(center="center", case="case", sight=Permission.READ_CASE)
    when: ClassVar[str]

    center = models.ForeignKey(Center, models.PROTECT, related_name="+", editable=False, db_constraint=False)
    case = models.ForeignKey(
        "registry.Case", models.PROTECT, related_name="%(class)ss", editable=False, db_constraint=False
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """What it is and when: `operation, 12 Mar 2021`."""
        date = PartialDate.of(self, self.when)
        return f"{self._meta.verbose_name}, {date}" if date else str(self._meta.verbose_name)
