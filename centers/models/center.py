"""Places: the network and its centers."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from ..journal import journaled
from ..permissions import Permission
from ..reach import Reach


class DateRange(Func):
    """`daterange(since, until, '[)')`: the days a dated row holds; no end means still."""

    function = "daterange"
    output_field = DateRangeField()


@journaled()
class Network(models.Model):
    """The one network this installation serves. Network-wide roles are held here."""

    name = models.CharField(_("name"), max_length=150)
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Madrid")
    is_demo = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("network")

    def __str__(self) -> str:
        return self.name


@journaled()
class Center(models.Model):
    """A hospital that owns cases."""

    reach = Reach(center="pk", sight=Permission.READ_FIGURES)

    code = models.SlugField(_("code"), max_length=12, unique=True, help_text=_("For example ES07."))
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166 code."))
    admin1 = models.CharField(_("region or state"), max_length=100, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50)

    class Meta:
        verbose_name = _("center")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@journaled()
class CenterType(models.Model):
    """What a center was, and when: expert care is judged by the type on the day of the procedure.

    Source: clinical.md 2.1, `centre_type (dated history)`.
    """

    class Kind(models.TextChoices):
        REFERENCE = "REFERENCE", _("Reference center")
        NETWORK_PARTNER = "NETWORK_PARTNER", _("Network partner")
        LOCAL_HOSPITAL = "LOCAL_HOSPITAL", _("Local hospital")
        PRIVATE = "PRIVATE", _("Private practice")
        PRIMARY_CARE = "PRIMARY_CARE", _("Primary care")
        UNKNOWN = "UNKNOWN", _("Unknown")

    center = models.ForeignKey(Center, models.PROTECT, related_name="types")
    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("First day it no longer holds."))

    class Meta:
        verbose_name = _("center type")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="center_type_ends_later"
            ),
            ExclusionConstraint(
                name="center_type_one_at_a_time",
                expressions=[
                    ("center", RangeOperators.EQUAL),
                    (DateRange("since", "until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} since {self.since}"
