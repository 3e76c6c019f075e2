"""Who changed what, when and why: the journal of a case in words. Nothing is ever decided by it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import ForeignKey, Model, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from centers import access
from centers.models import User
from centers.permissions import Permission

from .. import display
from ..models import Attachment, Case, Patient, PatientIdentity
from ..models.base import Entry, Record
from ..sections import ENTRIES, SECTIONS, Section
from .attachments import files_url
from .headings import Heading, heading_of
from .reading import Opened, SectionState, open_record, states

PER_PAGE = 50
VERBS: dict[str, str | Promise] = {
    "case.registered": gettext_lazy("registered"),
    "case.added": gettext_lazy("registered"),
    "case.voided": gettext_lazy("voided"),
    "case.restored": gettext_lazy("restored"),
    "cases.imported": gettext_lazy("imported"),
    "cases.merged": gettext_lazy("merged"),
    "patients.merged": gettext_lazy("merged"),
    "entry.voided": gettext_lazy("taken out"),
    "entry.restored": gettext_lazy("put back"),
    "section.completed": gettext_lazy("section marked"),
}
LABELS = {"insert": gettext_lazy("added"), "update": gettext_lazy("changed")}
# Acts that are told even when they changed no field that people enter.
ALWAYS = {verb for verb in VERBS if verb.endswith(("voided", "restored", "merged"))}
# Fields that no section asks for, and yet say something.
BESIDE: dict[type[Record], tuple[str, ...]] = {
    Case: ("sections_complete",),
    Attachment: ("kind", "title", "date", "note"),
}


@dataclass(frozen=True)
class Change:
    """One field, before and after, in words; empty: not entered."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Act:
    """One change of one record. `who` is a name, or what the installation called itself."""

    when: datetime.datetime
    who: str
    verb: str | Promise
    what: str
    url: str
    reason: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class HistoryPage:
    """The journal of a case, or of one of its sections or entries, newest first."""

    heading: Heading
    sections: tuple[SectionState, ...]
    section: Section | None
    name: str
    page: Page[Act]


def history_page(
    user: User,
    public_id: str,
    section: Section | None = None,
    pk: int | None = None,
    number: int | str = 1,
) -> HistoryPage:
    """What happened to a case, or to one of its sections, or to one entry. Raises Http404."""
    opened = open_record(user, public_id)
    name = str(section.title) if section else ""
    if section and pk is not None:
        rows = section.entry_model.objects.all()
        name = capfirst(str(access.obtain(rows, user, Permission.READ_CASE, pk=pk, case=opened.case)))
    acts = sorted(_acts(opened, section, pk), key=lambda act: act.when, reverse=True)
    return HistoryPage(
        heading=heading_of(opened.case, opened.others),
        sections=states(opened, section.slug if section else ""),
        section=section,
        name=name,
        page=Paginator(_named(acts), PER_PAGE).get_page(number),
    )


def _acts(opened: Opened, section: Section | None, pk: int | None) -> Iterator[Act]:
    case = opened.case
    chosen = (section,) if section else tuple(SECTIONS.values())
    for kind, ours in ((Case, {"pk": case.pk}), (Patient, {"pk": case.patient_id})):
        shown = [one for one in chosen if one.model is kind]
        if shown:
            yield from _of_record(opened, kind, shown, ours, () if section else BESIDE.get(kind, ()))
    if section is None or section.model is Patient:
        yield from _of_identity(opened)
    of_case: dict[str, Any] = {"case": case} if pk is None else {"case": case, "pk": pk}
    for one in ENTRIES:
        if one in chosen:
            yield from _of_record(opened, one.entry_model, [one], of_case)
    if section is None:
        yield from _of_record(opened, Attachment, (), of_case, BESIDE[Attachment])


def _of_record(
    opened: Opened,
    kind: type[Record],
    sections: Iterable[Section],
    ours: Mapping[str, Any],
    beside: Iterable[str] = (),
) -> Iterator[Act]:
    """The acts on records of one kind, each compared with the one before it on the same record."""
    names = [*(name for section in sections for name in section.fields()), *beside]
    events = _events(kind, ours)
    related = _related(kind, events, names)
    before: dict[int, Record] = {}
    for event in events:
        record = _as_record(kind, event, related)
        earlier = before.get(record.pk)
        before[record.pk] = record
        changes = tuple(_changes(earlier, record, names))
        if changes or earlier is None or _verb(event) in ALWAYS:
            yield _act(event, capfirst(str(_name(record))), _url(opened.case, sections, record), changes)


def _of_identity(opened: Opened) -> Iterator[Act]:
    """That who the patient is was changed, never to what."""
    for event in _events(PatientIdentity, {"patient": opened.case.patient_id}):
        yield _act(event, _("Who the patient is"), SECTIONS["patient"].url(opened.case.public_id), ())


def _events(kind: type[Any], ours: Mapping[str, Any]) -> list[Any]:
    """Rows of the journal of one table, oldest first; row security shows those of rows one may read."""
    events: QuerySet[Any] = kind.pgh_event_model.objects.all()
    wanted = {f"pgh_obj__{name}": value for name, value in ours.items()}
    return list(events.filter(**wanted).order_by("pgh_id"))


def _related(kind: type[Record], events: Iterable[Any], names: Iterable[str]) -> dict[str, dict[Any, Model]]:
    """What the links of all events name, in one query for each link."""
    found: dict[str, dict[Any, Model]] = {}
    for name in names:
        field = kind._meta.get_field(name)
        if isinstance(field, ForeignKey):
            keys = {getattr(event, field.attname) for event in events} - {None}
            found[name] = field.related_model._default_manager.in_bulk(keys) if keys else {}
    return found


def _as_record(kind: type[Record], event: Any, related: Mapping[str, Mapping[Any, Model]]) -> Record:
    """The row as it stood after an event, never to be saved."""
    columns = [field.attname for field in kind._meta.concrete_fields]
    record = kind(**{column: getattr(event, column) for column in columns})
    for name, rows in related.items():
        setattr(record, name, rows.get(getattr(event, f"{name}_id")))
    return record


def _changes(earlier: Record | None, record: Record, names: Iterable[str]) -> Iterator[Change]:
    for name in names:
        before, after = (display.answer(one, name) if one else "" for one in (earlier, record))
        if before != after:
            yield Change(display.label(type(record), name), before, after)


def _act(event: Any, what: str, url: str, changes: tuple[Change, ...]) -> Act:
    context = event.pgh_context or {}
    verb = VERBS.get(_verb(event)) or LABELS[event.pgh_label]
    who, reason = context.get("actor", ""), context.get("reason", "")
    return Act(event.pgh_created_at, who, verb, what, url, reason, changes)


def _verb(event: Any) -> str:
    """What the action that made the change is called."""
    return str((event.pgh_context or {}).get("verb", ""))


def _named(acts: list[Act]) -> list[Act]:
    """People by their names instead of their addresses."""
    names = dict(User.objects.filter(email__in={act.who for act in acts}).values_list("email", "name"))
    return [Act(**{**vars(act), "who": names.get(act.who) or act.who}) for act in acts]


def _name(record: Record) -> str | Promise:
    return str(record) if isinstance(record, Entry) else record._meta.verbose_name or ""


def _url(case: Case, sections: Iterable[Section], record: Record) -> str:
    section = next(iter(sections), None)
    if section is None:
        return files_url(case.public_id)
    if isinstance(record, Entry):
        return section.entry_url(case.public_id, record.pk)
    return section.url(case.public_id)
