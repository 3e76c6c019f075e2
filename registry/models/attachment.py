"""A file of a case: a scanned report, an operation note, a clinical photo."""

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from .. import event_codes as codes
from ..fields import CodeField, partial_date
from .base import Entry

CONTENT_TYPES = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


def random_name(_attachment: models.Model, _sent: str) -> str:
    """Where a file is stored: nothing of what it was called, of its kind or of its case."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name}"


@journaled()
class Attachment(Entry):
    """One file of a case, rebuilt from the pixels of what was sent; what was sent is not kept.

    One in which the patient's name can be read (`names_patient`) is seen by those who may know it, no others.
    `section` and `entry_id` name the entry it belongs to, where it belongs to one. `sha256` and `size` (in
    bytes) are those of the stored file, `sent_sha256` that of what was sent. `width` and `height` are pixels,
    of the largest page.
    """

    when = "date"

    kind = CodeField(_("what it is"), choices=codes.ATTACHMENT_KIND)
    title = models.CharField(_("title"), max_length=100, null=True, blank=True)
    date, date_precision = partial_date(_("date of the document"))
    note = models.CharField(_("note"), max_length=500, null=True, blank=True)
    names_patient = models.BooleanField(_("shows who the patient is"))
    section = models.CharField(max_length=20, null=True, editable=False)
    entry_id = models.BigIntegerField(null=True, editable=False)

    file = models.FileField(upload_to=random_name, editable=False)
    content_type = models.CharField(max_length=20, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    sent_sha256 = models.CharField(max_length=64, editable=False)
    pages = models.PositiveSmallIntegerField(editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(content_type__in=CONTENT_TYPES), name="attachment_content_type"
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=True, entry_id__isnull=True)
                | Q(section__isnull=False, entry_id__isnull=False),
                name="attachment_entry_whole",
            ),
            models.UniqueConstraint(
                fields=["case", "sent_sha256"],
                condition=Q(voided_at__isnull=True),
                name="attachment_once_per_case",
            ),
        ]

    @property
    def entry(self) -> str | None:
        """Names the entry it belongs to: `surgery:12`."""
        return f"{self.section}:{self.entry_id}" if self.section else None

    @property
    def name(self) -> str:
        """What it is called when it is taken along: nothing that anybody typed."""
        kind = (self.kind or "file").lower().replace("_", "-")
        return f"{self.case.public_id}-{kind}-{self.pk}.{CONTENT_TYPES[self.content_type]}"
