"""A case opened by one person: its entries, the state of its sections, and single entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centers import access, reads
from centers.models import User
from centers.permissions import Permission

from .. import display
from ..findings import Finding, findings
from ..models import Case
from ..models.base import Entry, Record
from ..sections import ENTRIES, SECTIONS, Section
from .cases import find_case

Entries = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True)
class Opened:
    """A case as one person sees it. `entries` holds what stands (not voided) by section, oldest first;
    `others` are the further cases of the patient."""

    case: Case
    entries: Entries
    may_edit: bool
    others: tuple[Case, ...] = ()

    def record(self, section: Section) -> Record:
        """The record whose fields a section without entries shows."""
        return self.case if section.model is Case else self.case.patient

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What contradicts the plausibility rules."""
        return findings(self.case, chain.from_iterable(self.entries.values()))

    def findings_in(self, section: Section, record: Record | None = None) -> tuple[Finding, ...]:
        """Those of a section, or of one of its entries."""
        return tuple(found for found in self.findings if found.fields(section, record))


@dataclass(frozen=True)
class SectionState:
    """A section in the task list of a case: `state` is none, part or done, `detail` says it in words."""

    title: str | Promise
    url: str
    state: str
    detail: str
    group: str | Promise
    current: bool = False


def open_record(user: User, public_id: str, permission: Permission = Permission.READ_CASE) -> Opened:
    """A case with all its entries, in a fixed number of queries. Raises Http404, PermissionDenied."""
    case = find_case(user, public_id, permission)
    may_edit = permission is Permission.EDIT_CASE or access.allows(user, Permission.EDIT_CASE, case)
    entries = {section.slug: entries_of(case, section) for section in ENTRIES}
    return Opened(case, entries, may_edit and case.voided_at is None, related_cases(user, case))


def related_cases(user: User, case: Case) -> tuple[Case, ...]:
    """The further cases of the patient that stand and that this person sees, noted as shown."""
    others = Case.objects.standing().filter(patient=case.patient_id).exclude(pk=case.pk)
    found = tuple(access.scope(others.order_by("diagnosis_date", "pk"), user, Permission.READ_CASE))
    reads.note(other.pk for other in found)
    return found


def entries_of(case: Case, section: Section, *, voided: bool = False) -> tuple[Entry, ...]:
    """The entries of a section in order of time, undated last: those that stand, or those taken out."""
    model = section.entry_model
    named = [field.name for field in model._meta.concrete_fields if field.is_relation and field.editable]
    rows = model.objects.filter(case=case, voided_at__isnull=not voided).select_related(*named)
    return tuple(
        sorted(rows, key=lambda row: (getattr(row, row.when) is None, getattr(row, row.when), row.pk))
    )


def entry(
    user: User, public_id: str, slug: str, pk: int, permission: Permission = Permission.READ_CASE
) -> Entry:
    """One entry of a case, voided ones too. Raises Http404, PermissionDenied."""
    case = find_case(user, public_id, permission)
    model = SECTIONS[slug].entry_model
    return access.obtain(model.objects.select_related("case"), user, permission, pk=pk, case=case)


def states(opened: Opened, current: str = "") -> tuple[SectionState, ...]:
    """The task list of a case."""
    return tuple(
        SectionState(
            section.title,
            section.url(opened.case.public_id),
            *(_entered(opened, section) if section.repeats else _answered(opened, section)),
            section.group,
            section.slug == current,
        )
        for section in SECTIONS.values()
    )


def is_complete(case: Case, section: Section) -> bool:
    """Whether somebody said that all entries of the section are there."""
    return section.code in (case.sections_complete or ())


def _entered(opened: Opened, section: Section) -> tuple[str, str]:
    n = len(opened.entries[section.slug])
    count = ngettext("%(n)s entry", "%(n)s entries", n) % {"n": n}
    if is_complete(opened.case, section):
        return "done", _("Complete: %(count)s") % {"count": count if n else _("none")}
    return ("part", _("In progress, %(count)s") % {"count": count}) if n else ("none", _("Not started"))


def _answered(opened: Opened, section: Section) -> tuple[str, str]:
    record = opened.record(section)
    names = [name for part in section.asked(opened.case, record) for name in part.fields]
    done = sum(bool(display.answer(record, name)) for name in names)
    if done == len(names) or is_complete(opened.case, section):
        return "done", _("Complete")
    text = _("In progress, %(done)s of %(all)s") % {"done": done, "all": len(names)}
    return ("part", text) if done else ("none", _("Not started"))
