"""The files of a case: which of them a person sees, and what is in one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centers import access
from centers.actions import Conflict
from centers.models import Center, User
from centers.permissions import Permission

from .. import display
from ..dates import PartialDate
from ..models import Attachment, Case
from ..models.attachment import CONTENT_TYPES as CONTENT_TYPES
from ..models.base import Entry
from ..sections import SECTIONS
from .cases import find_case
from .headings import Heading, heading_of
from .reading import Opened


@dataclass(frozen=True)
class FileRow:
    """A file in a list, in words. `about` is the entry it belongs to; `reason` says why it was taken out."""

    pk: int
    title: str
    kind: str
    when: str
    extent: str
    note: str
    names_patient: bool
    about: str
    about_url: str
    reason: str


@dataclass(frozen=True)
class FilePage:
    """A file that somebody who may edit the case is about to take out."""

    heading: Heading
    file: Attachment

    @property
    def name(self) -> str:
        """What it is called on pages."""
        return _title(self.file)


@dataclass(frozen=True)
class Download:
    """A file as it is taken along."""

    name: str
    content_type: str
    content: bytes


def attachments_of(user: User, public_id: str) -> tuple[Attachment, ...]:
    """The files of a case that stand, in order of their dates. Raises Http404."""
    case = find_case(user, public_id)
    return tuple(_in_order(_visible(user).filter(case=case, voided_at__isnull=True)))


def attachment(
    user: User, public_id: str, pk: int, permission: Permission = Permission.READ_CASE
) -> Attachment:
    """One file of a case, taken out or not. Raises Http404, PermissionDenied."""
    case = find_case(user, public_id, permission)
    return access.obtain(_visible(user), user, permission, pk=pk, case=case)


def file_page(user: User, public_id: str, pk: int) -> FilePage:
    """A file that a person may take out. Raises Http404, PermissionDenied."""
    found = attachment(user, public_id, pk, Permission.EDIT_CASE)
    return FilePage(heading_of(found.case), found)


def download(user: User, public_id: str, pk: int) -> Download:
    """What is in a file of a case. Raises Http404, and Conflict for one that was taken out."""
    found = attachment(user, public_id, pk)
    if found.voided_at is not None:
        raise Conflict(_("This file was taken out."))
    with found.file.open() as stored:
        return Download(found.name, found.content_type, stored.read())


def file_rows(user: User, opened: Opened, **narrowed: Any) -> tuple[FileRow, ...]:
    """The files of a case in words, those taken out too; of one entry with `section` and `entry_id`."""
    entries = {(slug, row.pk): row for slug, rows in opened.entries.items() for row in rows}
    files = _in_order(_visible(user).filter(case=opened.case, **narrowed))
    return tuple(_row(opened.case, found, entries) for found in files)


def files_url(public_id: str) -> str:
    """The files on the page of a case."""
    return f"{reverse('registry:case', args=[public_id])}#files"


def _visible(user: User) -> QuerySet[Attachment]:
    """The files a person may see: one that names the patient only where the person may know the name."""
    files: QuerySet[Attachment] = QuerySet(Attachment).select_related("case")
    own = access.scope(Center.objects.all(), user, Permission.READ_IDENTITY)
    return access.scope(files.filter(Q(names_patient=False) | Q(center__in=own)), user, Permission.READ_CASE)


def _in_order(files: QuerySet[Attachment]) -> Iterator[Attachment]:
    yield from files.order_by("date", "pk")  # undated last


def _row(case: Case, found: Attachment, entries: dict[Any, Entry]) -> FileRow:
    section = SECTIONS[found.section] if found.section else None
    entry = entries.get((found.section, found.entry_id))
    return FileRow(
        pk=found.pk,
        title=_title(found),
        kind=display.value(found, "kind") if found.title else "",
        when=str(PartialDate.of(found, "date") or ""),
        extent=f"{_extent(found)}, {filesizeformat(found.size)}",
        note=found.note or "",
        names_patient=found.names_patient,
        about=str(entry or (section.title if section else "")),
        about_url=section.entry_url(case.public_id, entry.pk) if section and entry else "",
        reason=found.void_reason,
    )


def _title(found: Attachment) -> str:
    return found.title or display.value(found, "kind") or _("File")


def _extent(found: Attachment) -> str:
    if found.content_type == "application/pdf":
        return ngettext("%(n)s page", "%(n)s pages", found.pages) % {"n": found.pages}
    return _("%(width)s × %(height)s pixels") % {"width": found.width, "height": found.height}
