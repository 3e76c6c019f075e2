"""Work that waits for a person. Each app writes its own; My work reads only these."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..permissions import Permission
from ..reach import Reach
from .center import Center
from .user import User


class Task(models.Model):
    """One thing to do: for a person, or for whoever may edit the cases of a center.

    `key` names what it is about, so that the app that wrote it can find and close it again. `case_number` is
    the case it shows, where there is one: no foreign key, for cases live in an app above.
    """

    reach = Reach(center="center", sight=Permission.READ_CASE)

    center = models.ForeignKey(Center, models.PROTECT, related_name="tasks")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="tasks")
    key = models.CharField(max_length=100, unique=True)
    verb = models.CharField(_("what to do"), max_length=60)
    title = models.CharField(_("about"), max_length=200)
    subject = models.CharField(_("object"), max_length=40, blank=True)
    case_number = models.BigIntegerField(null=True, blank=True)
    url = models.CharField(max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    due = models.DateField(_("due"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("task")
        indexes: ClassVar = [
            models.Index(fields=["center", "due"], condition=models.Q(done_at__isnull=True), name="task_open")
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.title}"
