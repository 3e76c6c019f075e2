"""What each page of a case shows."""

from dataclasses import dataclass

from centers import access
from centers.models import User
from centers.permissions import Permission

from .. import display
from ..derivations import Result
from ..explained import DerivedValue, explain
from ..identity import Identity, open_seal
from ..models import Case, CaseGrant, Patient, PatientIdentity
from ..models.base import Entry, Record
from ..sections import Section
from ..timeline import Event, events
from .reading import Opened, SectionState, entries_of, is_complete, open_record, states


@dataclass(frozen=True)
class Heading:
    """The strip on top of every page of a case. `visitors` counts people it was opened to by name."""

    public_id: str
    title: str
    group: str
    patient: str
    size: str
    grade: str
    stage: str
    center: str
    visitors: int
    dates_shifted: bool


@dataclass(frozen=True)
class CasePage:
    """The case at a glance. Derived values that do not apply to this tumor stand apart in `inapplicable`."""

    heading: Heading
    sections: tuple[SectionState, ...]
    events: tuple[Event, ...]
    derived: tuple[DerivedValue, ...]
    inapplicable: tuple[DerivedValue, ...]
    may_edit: bool


@dataclass(frozen=True)
class SectionPage:
    """One section: the record whose fields it shows, or its entries. `who` only with READ_IDENTITY."""

    heading: Heading
    sections: tuple[SectionState, ...]
    section: Section
    case: Case
    record: Record | None
    entries: tuple[Entry, ...]
    voided: tuple[Entry, ...]
    complete: bool
    may_edit: bool
    who: Identity | None = None


@dataclass(frozen=True)
class EntryPage:
    """One entry, or a new one that is not saved yet."""

    heading: Heading
    sections: tuple[SectionState, ...]
    section: Section
    case: Case
    record: Entry
    may_edit: bool


@dataclass(frozen=True)
class IdentityPage:
    """Who the patient is, for the roles of the owning center that may know it."""

    heading: Heading
    sections: tuple[SectionState, ...]
    patient: Patient
    who: Identity


def case_page(user: User, public_id: str) -> CasePage:
    """The home of a case. Raises Http404."""
    opened = open_record(user, public_id)
    stored = opened.case.derived.results.values() if hasattr(opened.case, "derived") else ()
    explained = [explain(Result.from_json(result), opened.case, opened.entries) for result in stored]
    return CasePage(
        heading=_heading(opened),
        sections=states(opened),
        events=events(opened.case, opened.entries),
        derived=tuple(value for value in explained if value.applies),
        inapplicable=tuple(value for value in explained if not value.applies),
        may_edit=opened.may_edit,
    )


def section_page(
    user: User, public_id: str, section: Section, permission: Permission = Permission.READ_CASE
) -> SectionPage:
    """One section of a case. Raises Http404, PermissionDenied."""
    opened = open_record(user, public_id, permission)
    return SectionPage(
        heading=_heading(opened),
        sections=states(opened, section.slug),
        section=section,
        case=opened.case,
        record=None if section.repeats else opened.record(section),
        entries=opened.entries.get(section.slug, ()),
        voided=entries_of(opened.case, section, voided=True) if section.repeats else (),
        complete=section.repeats and is_complete(opened.case, section),
        may_edit=opened.may_edit,
        who=_who(user, opened.case.patient) if section.slug == "patient" else None,
    )


def entry_page(
    user: User,
    public_id: str,
    section: Section,
    pk: int | None = None,
    permission: Permission = Permission.READ_CASE,
) -> EntryPage:
    """One entry of a section; without `pk` a blank one to fill in. Raises Http404, PermissionDenied."""
    opened = open_record(user, public_id, permission)
    model = section.model
    assert issubclass(model, Entry)
    case = opened.case
    blank = model(case=case, center_id=case.center_id)
    record = blank if pk is None else access.obtain(model.objects.all(), user, permission, pk=pk, case=case)
    record.case = case
    shown = states(opened, section.slug)
    return EntryPage(_heading(opened), shown, section, case, record, opened.may_edit and record.voided_at is None)


def identity_page(user: User, public_id: str) -> IdentityPage:
    """Who the patient of a case is, to be changed. Raises Http404, PermissionDenied."""
    opened = open_record(user, public_id, Permission.EDIT_CASE)
    access.require(user, Permission.READ_IDENTITY, opened.case)
    who = _who(user, opened.case.patient) or Identity()
    return IdentityPage(_heading(opened), states(opened, "patient"), opened.case.patient, who)


def _who(user: User, patient: Patient) -> Identity | None:
    """Who the patient is, or None for those who may not know or when nothing was entered."""
    rows = access.scope(PatientIdentity.objects.all(), user, Permission.READ_IDENTITY)
    row = rows.filter(patient=patient).first()
    return open_seal(row.sealed, patient.pk) if row else None


def _heading(opened: Opened) -> Heading:
    case = opened.case
    site = display.value(case, "site_group")
    return Heading(
        public_id=case.public_id,
        title=", ".join(filter(None, (display.value(case, "entity_id"), site.lower()))),
        group=case.sarcoma_group or "",
        patient=", ".join(filter(None, (display.value(case.patient, "sex"), age_band(case.age_at_diagnosis)))),
        size=", ".join(filter(None, (display.value(case, "size_mm"), (case.depth or "").lower()))),
        grade=display.value(case, "grade_final") or case.derived.fnclcc_grade or "",
        stage=case.derived.stage or "",
        center=case.center.code,
        visitors=CaseGrant.objects.filter(content_object=case, until__gt=access.today()).count(),
        dates_shifted=case.dates_shifted,
    )


def age_band(age: int | None) -> str:
    """Ten years wide: `60 to 69`. Exact ages are for the forms of the case."""
    return "" if age is None else f"{age // 10 * 10} to {age // 10 * 10 + 9}"
