"""Work that waits in the registry: a case entered by hand asks for its missing registration fields."""

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centers.models import Task

from . import display
from .models import Case, CaseSource
from .registration import gaps
from .vocabulary import entity_label


def remind(case_ids: Collection[int]) -> None:
    """Opens, updates or closes the task of each touched case; imported cases ask for nothing."""
    imported = CaseSource.objects.values("case")
    by_hand = Case.objects.standing().filter(pk__in=case_ids).exclude(pk__in=imported)
    rows = list(by_hand.select_related("patient"))
    open_tasks = [task for case in rows if (task := _task(case)) is not None]
    Task.objects.bulk_create(
        open_tasks,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["title", "reason", "done_at"],
    )
    asked = {task.key for task in open_tasks}
    answered = [key for pk in case_ids if (key := _key(pk)) not in asked]
    Task.objects.filter(key__in=answered, done_at__isnull=True).update(done_at=timezone.now())


def _task(case: Case) -> Task | None:
    """What is missing, in the source language: a task is read by people of several."""
    missing = gaps(case)
    if not missing:
        return None
    with translation.override(None):
        record, name = missing[0]
        first = display.label(type(record), name)
        count = ngettext("One registration field is open", "%(n)s registration fields are open", len(missing))
        return Task(
            center_id=case.center_id,
            key=_key(case.pk),
            verb=_("Continue"),
            title=entity_label(case.entity_id) or _("Histology not yet known"),
            subject=case.public_id,
            case_number=case.pk,
            url=reverse("registry:case", args=[case.public_id]),
            reason=f"{count % {'n': len(missing)}}. " + _("Next: %(field)s") % {"field": first},
        )


def _key(case_id: int) -> str:
    return f"registration:{case_id}"
