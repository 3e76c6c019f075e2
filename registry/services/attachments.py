"""Adding files to a case. Taking one out is `entries.void_entry`, as for every row of a case."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from centers.actions import Actor, action
from centers.permissions import Permission

from ..files.rebuilding import rebuild
from ..models import Attachment, Case
from ..records import Values, fill, require_standing
from ..sections import SECTIONS

NOTHING = Values()


@action("attachment.added", Permission.EDIT_CASE)
def add_attachment(
    *,
    actor: Actor,
    case: Case,
    content: bytes,
    names_patient: bool,
    about: Values = NOTHING,
    entry: str = "",
) -> Attachment:
    """Adds a JPEG, PNG or PDF to a case, rebuilt from its pixels; `content` itself is not kept.

    `names_patient` says whether one can read in it who the patient is. `about` holds kind, title, date and
    note; `entry` names the one of the case it belongs to (`surgery:12`). Raises ValidationError, at `file`
    when it is not taken, and Conflict for a voided case.
    """
    require_standing(case)
    sent = hashlib.sha256(content).hexdigest()
    if Attachment._default_manager.filter(case=case, sent_sha256=sent, voided_at=None).exists():
        raise _twice()
    attachment = Attachment(
        case=case, center_id=case.center_id, names_patient=names_patient, sent_sha256=sent
    )
    fill(attachment, about)
    if entry:
        _belong(attachment, entry)
    _store(attachment, content)
    return attachment


def _belong(attachment: Attachment, entry: str) -> None:
    slug, _colon, pk = entry.partition(":")
    section = SECTIONS.get(slug)
    if section is None or not section.repeats or not pk.isdecimal():
        raise _no_entry()
    if not section.entry_model.objects.standing().filter(case=attachment.case_id, pk=pk).exists():
        raise _no_entry()
    attachment.section, attachment.entry_id = slug, int(pk)


def _store(attachment: Attachment, content: bytes) -> None:
    """Stores file and row. Two of the same at a time: a constraint keeps the second out."""
    rebuilt = rebuild(content)
    attachment.content_type, attachment.pages = rebuilt.content_type, rebuilt.pages
    attachment.width, attachment.height = rebuilt.width, rebuilt.height
    attachment.size = len(rebuilt.content)
    attachment.sha256 = hashlib.sha256(rebuilt.content).hexdigest()
    attachment.file.save("", ContentFile(rebuilt.content), save=False)
    try:
        with transaction.atomic():
            attachment.save(force_insert=True)
    except IntegrityError as error:
        attachment.file.delete(save=False)
        if "attachment_once_per_case" not in str(error):
            raise
        raise _twice() from error


def _no_entry() -> ValidationError:
    return ValidationError({"entry": _("There is no such entry in this case.")})


def _twice() -> ValidationError:
    return ValidationError({"file": _("This file is among the files of this case already.")})
