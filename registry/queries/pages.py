"""What each page of a case shows."""

import datetime
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from centers import access
from centers.models import User
from centers.permissions import Permission

from .. import display
from ..dates import PartialDate
from ..derivations import DERIVATIONS, Result
from ..derivations.intervals import days_between
from ..explained import DerivedValue, explain
from ..fieldsets import Fieldset
from ..findings import Finding
from ..identity import Identity
from ..models import Case, Derived, Patient, PatientIdentity
from ..models.base import Entry, Record
from ..persons import unsealed
from ..sections import ENTRIES, Section
from ..timeline import Event, events
from .attachments import FileRow, file_rows
from .headings import Heading, heading_of
from .reading import Entries, SectionState, entries_of, is_complete, open_record, states


@dataclass(frozen=True)
class Kind:
    """A kind of entry that can be added, where, and under which heading."""

    name: str
    url: str
    group: str | Promise


@dataclass(frozen=True)
class CasePage:
    """The case at a glance. Derived values that do not apply to this tumor stand apart in `inapplicable`;
    `intervals` is None where no interval can be told. `survivor` is the public id of the case it was merged
    into, where the reader may see that one; `merged` are those of the cases merged into this one."""

    heading: Heading
    sections: tuple[SectionState, ...]
    findings: tuple[Finding, ...]
    events: tuple[Event, ...]
    derived: tuple[DerivedValue, ...]
    inapplicable: tuple[DerivedValue, ...]
    intervals: DerivedValue | None
    derived_at: datetime.datetime
    kinds: tuple[Kind, ...]
    survivor: str
    merged: tuple[str, ...]
    files: tuple[FileRow, ...]
    may_edit: bool
    may_void: bool


@dataclass(frozen=True)
class AttachPage:
    """A case to which a file is added, and its entries, to which the file may belong."""

    heading: Heading
    sections: tuple[SectionState, ...]
    case: Case
    entries: Entries


@dataclass(frozen=True)
class Answer:
    """A field and what was entered, in words; empty text: not entered."""

    label: str
    text: str


@dataclass(frozen=True)
class Answers:
    """The answers under one heading."""

    title: str | Promise
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class RecordPage:
    """One record: the fields of case or patient that a section shows, or an entry, blank when it is new.

    `name` is empty for a section of the case itself. `who` is None for those who may not know it.
    """

    heading: Heading
    sections: tuple[SectionState, ...]
    section: Section
    case: Case
    record: Record
    fieldsets: tuple[Fieldset, ...]
    findings: tuple[Finding, ...]
    may_edit: bool
    name: str = ""
    may_restore: bool = False
    files: tuple[FileRow, ...] = ()
    may_identify: bool = False
    who: Identity | None = None

    @property
    def complete(self) -> bool:
        """Whether somebody said that everything of the section is entered."""
        return is_complete(self.case, self.section)

    @property
    def key(self) -> str:
        """What names a stored entry in the form that adds a file: `surgery:12`; else empty."""
        is_entry = self.section.repeats and self.record.pk
        return f"{self.section.slug}:{self.record.pk}" if is_entry else ""

    @property
    def born(self) -> PartialDate | None:
        """The birth date, as exactly as it is known, of a patient who may be identified."""
        return PartialDate.parse(self.who.birth_date) if self.who and self.who.birth_date else None

    def answers(self) -> tuple[Answers, ...]:
        """The values in words, for those who only read."""
        return tuple(
            Answers(part.title, tuple(self._answer(name) for name in part.fields)) for part in self.fieldsets
        )

    def _answer(self, name: str) -> Answer:
        return Answer(display.label(type(self.record), name), display.answer(self.record, name))


@dataclass(frozen=True)
class EntryRow:
    """One entry in the list of its section. `reason` says why it was taken out."""

    pk: int
    when: str
    text: str
    url: str
    reason: str = ""


@dataclass(frozen=True)
class EntriesPage:
    """The entries of a section, those that stand and those taken out."""

    heading: Heading
    sections: tuple[SectionState, ...]
    section: Section
    case: Case
    kind: str
    findings: tuple[Finding, ...]
    rows: tuple[EntryRow, ...]
    voided: tuple[EntryRow, ...]
    complete: bool
    may_edit: bool


@dataclass(frozen=True)
class IdentityPage:
    """Who the patient is, for the roles of the owning center that may know it; `version` 0: not entered."""

    heading: Heading
    sections: tuple[SectionState, ...]
    patient: Patient
    who: Identity
    version: int


def case_page(user: User, public_id: str) -> CasePage:
    """The home of a case. Raises Http404."""
    opened = open_record(user, public_id)
    derived = Derived.of(opened.case)
    explained = {
        name: explain(Result.from_json(derived.results[name]), opened.case, opened.entries)
        for name in DERIVATIONS
        if name in derived.results
    }
    intervals = explained.pop(days_between.name, None)
    return CasePage(
        heading=heading_of(opened.case, opened.others),
        sections=states(opened),
        findings=opened.findings,
        events=events(opened.case, opened.entries),
        derived=tuple(value for value in explained.values() if value.applies),
        inapplicable=tuple(value for value in explained.values() if not value.applies),
        intervals=intervals,
        derived_at=derived.computed_at,
        kinds=tuple(_kind(section, public_id) for section in ENTRIES) if opened.may_edit else (),
        survivor=_survivor(user, opened.case),
        merged=tuple(opened.case.merged.values_list("public_id", flat=True)),
        files=file_rows(user, opened),
        may_edit=opened.may_edit,
        may_void=access.allows(user, Permission.VOID_CASE, opened.case),
    )


def record_page(
    user: User, public_id: str, section: Section, permission: Permission = Permission.READ_CASE
) -> RecordPage:
    """A section that is fields of the case or patient. Raises Http404, PermissionDenied."""
    opened = open_record(user, public_id, permission)
    record = opened.record(section)
    page = RecordPage(
        heading=heading_of(opened.case, opened.others),
        sections=states(opened, section.slug),
        section=section,
        case=opened.case,
        record=record,
        fieldsets=section.asked(opened.case, record),
        findings=opened.findings_in(section),
        may_edit=opened.may_edit,
    )
    if section.slug != "patient" or not _may_identify(user, opened.case):
        return page
    return replace(page, may_identify=True, who=_who(user, opened.case.patient))


def entries_page(
    user: User, public_id: str, section: Section, permission: Permission = Permission.READ_CASE
) -> EntriesPage:
    """A section that holds entries. Raises Http404, PermissionDenied."""
    opened = open_record(user, public_id, permission)
    case = opened.case
    return EntriesPage(
        heading=heading_of(opened.case, opened.others),
        sections=states(opened, section.slug),
        section=section,
        case=case,
        kind=str(section.model._meta.verbose_name),
        findings=opened.findings_in(section),
        rows=tuple(_row(section, case, row) for row in opened.entries[section.slug]),
        voided=tuple(_row(section, case, row) for row in entries_of(case, section, voided=True)),
        complete=is_complete(case, section),
        may_edit=opened.may_edit,
    )


def entry_page(
    user: User,
    public_id: str,
    section: Section,
    pk: int | None = None,
    permission: Permission = Permission.READ_CASE,
) -> RecordPage:
    """One entry of a section; without `pk` a blank one to fill in. Raises Http404, PermissionDenied."""
    opened = open_record(user, public_id, permission)
    model = section.entry_model
    case = opened.case
    blank = model(case=case, center_id=case.center_id)
    record = blank if pk is None else access.obtain(model.objects.all(), user, permission, pk=pk, case=case)
    files = () if pk is None else file_rows(user, opened, section=section.slug, entry_id=pk)
    return RecordPage(
        heading=heading_of(opened.case, opened.others),
        sections=states(opened, section.slug),
        section=section,
        case=case,
        record=record,
        fieldsets=section.asked(case, record),
        findings=opened.findings_in(section, record),
        may_edit=opened.may_edit and record.voided_at is None,
        may_restore=opened.may_edit and record.voided_at is not None,
        name=_("New: %(kind)s") % {"kind": model._meta.verbose_name} if pk is None else capfirst(str(record)),
        files=files,
    )


def attach_page(user: User, public_id: str) -> AttachPage:
    """A case to which a person adds a file. Raises Http404, PermissionDenied."""
    opened = open_record(user, public_id, Permission.EDIT_CASE)
    return AttachPage(heading_of(opened.case, opened.others), states(opened), opened.case, opened.entries)


def identity_page(user: User, public_id: str) -> IdentityPage:
    """Who the patient of a case is, to be changed. Raises Http404, PermissionDenied."""
    opened = open_record(user, public_id, Permission.EDIT_CASE)
    if not _may_identify(user, opened.case):
        raise PermissionDenied
    patient = opened.case.patient
    row = _identity(user, patient)
    who, version = (unsealed(row), row.version) if row else (Identity(), 0)
    return IdentityPage(
        heading_of(opened.case, opened.others), states(opened, "patient"), patient, who, version
    )


def _survivor(user: User, case: Case) -> str:
    """The case it was merged into, where the person may read it."""
    other = case.merged_into
    return other.public_id if other and access.allows(user, Permission.READ_CASE, other) else ""


def _kind(section: Section, public_id: str) -> Kind:
    return Kind(str(section.entry_model._meta.verbose_name), section.new_url(public_id), section.group)


def _row(section: Section, case: Case, row: Entry) -> EntryRow:
    text = display.summary(row, section.summary) or capfirst(str(row._meta.verbose_name))
    when = str(PartialDate.of(row, row.when) or "")
    return EntryRow(row.pk, when, text, section.entry_url(case.public_id, row.pk), row.void_reason)


def _may_identify(user: User, case: Case) -> bool:
    """Whether a person may know who the patient is: only with the right at the owning center itself."""
    return access.allows(user, Permission.READ_IDENTITY, case)


def _who(user: User, patient: Patient) -> Identity | None:
    """Who the patient is, or None for those who may not know or when nothing was entered."""
    row = _identity(user, patient)
    return unsealed(row) if row else None


def _identity(user: User, patient: Patient) -> PatientIdentity | None:
    rows = access.scope(PatientIdentity.objects.all(), user, Permission.READ_IDENTITY)
    return rows.filter(patient=patient).first()
