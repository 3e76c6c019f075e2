"""What a person keeps for themselves: views of the case list."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from centers.models import User


class SavedView(models.Model):
    """A case list as one person wants to see it again, under a name of their own.

    `query` is the query string of the list: filters, columns and sort, as it stands in the address. It never
    holds searched text, which may be a record number.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(_("name of the view"), max_length=40)
    query = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved view")
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
