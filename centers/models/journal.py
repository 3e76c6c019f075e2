"""Reads of patient data. Writes are journaled by triggers (django-pghistory)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .user import User


class ReadEvent(models.Model):
    """One response that showed patient-level data: who, when, through which route, of which cases.

    Holds no payload; the application writes it and never decides anything by it.
    """

    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    route = models.CharField(max_length=100)
    request_id = models.UUIDField(default=uuid.uuid4)
    cases = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name = _("read of patient data")
        indexes: ClassVar = [models.Index(fields=["user", "at"], name="read_event_user_at")]

    def __str__(self) -> str:
        return f"{self.route} {self.at:%Y-%m-%d %H:%M}"
