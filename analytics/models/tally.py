"""Figures that may leave a center: counts per indicator, center, year and group, and nothing else."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centers.models import Center
from registry import codes


class Tally(models.Model):
    """Counts of one indicator version at one center, written by the worker, read with NETWORK_FIGURES.

    Rows are disjoint: one per year of diagnosis and tumor group. `year` is null for cases whose date of
    diagnosis is missing or shifted; they count in undated figures, never in a calendar period.
    """

    code = models.CharField(_("indicator"), max_length=20)
    version = models.CharField(_("version"), max_length=10)
    center = models.ForeignKey(Center, models.PROTECT, related_name="+", verbose_name=_("attributed center"))
    year = models.IntegerField(_("year of diagnosis"), null=True)
    sarcoma_group = models.CharField(_("tumor group"), max_length=10, null=True, choices=codes.SARCOMA_GROUP)
    met = models.PositiveIntegerField(_("met"))
    not_met = models.PositiveIntegerField(_("not met"))
    not_assessable = models.PositiveIntegerField(_("cannot judge"))
    not_applicable = models.PositiveIntegerField(_("not concerned"))
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("figures of a center")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "version", "center", "year", "sarcoma_group"],
                nulls_distinct=False,
                name="tally_once",
            ),
            models.CheckConstraint(
                condition=Q(met__gt=0) | Q(not_met__gt=0) | Q(not_assessable__gt=0) | Q(not_applicable__gt=0),
                name="tally_counts_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.center_id} {self.year} {self.sarcoma_group}"
