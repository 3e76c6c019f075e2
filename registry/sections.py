"""The sections of a case: the one table that pages, forms, timeline and API are made from.

A new kind of entry is a model, its fieldsets and one line here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import fieldsets
from .fieldsets import ONLY_FOR, Fieldset
from .models import (
    BoardDiscussion,
    Case,
    FollowUp,
    PathologyReport,
    Patient,
    Radiotherapy,
    Recurrence,
    Surgery,
    SystemicLine,
)
from .models.base import Entry, Record


@dataclass(frozen=True)
class Section:
    """One part of a case.

    With a `code` it holds dated entries, and the code in `case.sections_complete` says that all of them are
    entered: only then does an absent row mean "not done". Without, it is some fields of the case or patient.
    `summary` names the fields that tell an entry in one line; `until` the date that ends a dated span.
    """

    slug: str
    title: str | Promise
    model: type[Record]
    fieldsets: tuple[Fieldset, ...]
    code: str | None = None
    lane: str | Promise = ""
    summary: tuple[str, ...] = ()
    until: str | None = None

    @property
    def repeats(self) -> bool:
        """Whether it holds entries rather than fields of the case itself."""
        return issubclass(self.model, Entry)

    @property
    def entry_model(self) -> type[Entry]:
        """The model of a section that holds entries."""
        return cast("type[Entry]", self.model)

    def fields(self) -> Iterator[str]:
        """Names of all its fields, in order."""
        for fieldset in self.fieldsets:
            yield from fieldset.fields

    def asked(self, case: Case, record: Record) -> tuple[Fieldset, ...]:
        """The fieldsets for one case: without what makes no sense for its tumor group and holds nothing."""
        shown = (
            Fieldset(part.title, tuple(name for name in part.fields if _is_asked(name, case, record)))
            for part in self.fieldsets
        )
        return tuple(part for part in shown if part.fields)

    def url(self, public_id: str, field: str = "") -> str:
        """Its page, or one of its fields there."""
        page = reverse("registry:section", args=[public_id, self.slug])
        return f"{page}#id_{field}" if field else page

    def entry_url(self, public_id: str, pk: int, field: str = "") -> str:
        """The page of one entry, or one of its fields there."""
        page = reverse("registry:entry", args=[public_id, self.slug, pk])
        return f"{page}#id_{field}" if field else page

    def new_url(self, public_id: str) -> str:
        """The page of a new entry."""
        return reverse("registry:entry_new", args=[public_id, self.slug])


def _is_asked(name: str, case: Case, record: Record) -> bool:
    groups = ONLY_FOR.get(name)
    if groups is None or case.sarcoma_group is None or case.sarcoma_group in groups:
        return True
    return getattr(record, name) is not None or name in record.missing


_ALL = (
    Section("patient", _("Patient and consent"), Patient, fieldsets.PATIENT),
    Section("path", _("Path to diagnosis"), Case, fieldsets.PATH, lane=_("Diagnosis")),
    Section("tumor", _("Tumor"), Case, fieldsets.TUMOR),
    Section(
        *("pathology", _("Pathology"), PathologyReport, fieldsets.PATHOLOGY, "PATHOLOGY", _("Pathology")),
        summary=("specimen_type", "report_role", "entity_id"),
    ),
    Section("stage", _("Stage and grade"), Case, fieldsets.STAGE),
    Section(
        *("board", _("Tumor board"), BoardDiscussion, fieldsets.BOARD, "MTB", _("Board")),
        summary=("phase", "decision"),
    ),
    Section(
        *("surgery", _("Surgery"), Surgery, fieldsets.SURGERY, "SURGERY", _("Surgery")),
        summary=("role", "procedure", "r_status"),
    ),
    Section(
        *("radiotherapy", _("Radiotherapy"), Radiotherapy, fieldsets.RADIOTHERAPY, "RT", _("Radiotherapy")),
        summary=("setting", "total_dose_gy", "fractions"),
        until="end_date",
    ),
    Section(
        *("systemic", _("Systemic therapy"), SystemicLine, fieldsets.SYSTEMIC, "SYSTEMIC", _("Systemic")),
        summary=("setting", "regimen_code", "cycles"),
        until="end_date",
    ),
    Section(
        *("relapse", _("Relapse"), Recurrence, fieldsets.RELAPSE, "RECURRENCE", _("Course")),
        summary=("type", "sites"),
    ),
    Section(
        *("follow-up", _("Follow-up"), FollowUp, fieldsets.FOLLOW_UP, "FOLLOW_UP", _("Course")),
        summary=("status",),
    ),
    Section("status", _("Vital status"), Patient, fieldsets.STATUS, lane=_("Course")),
)

SECTIONS: dict[str, Section] = {section.slug: section for section in _ALL}
ENTRIES: tuple[Section, ...] = tuple(section for section in _ALL if section.repeats)

# The first word of a dotted field name (`pathology_report.diff_score`, clinical.md) and its model.
DOTTED: dict[str, type[Record]] = {
    "patient": Patient,
    "case": Case,
    "pathology_report": PathologyReport,
    "board_discussion": BoardDiscussion,
    "surgery": Surgery,
    "radiotherapy": Radiotherapy,
    "systemic_line": SystemicLine,
    "recurrence": Recurrence,
    "follow_up": FollowUp,
}


def locate(dotted: str) -> tuple[Section, str] | None:
    """Where a field is entered: `case.size_mm` is (tumor, "size_mm"); None when no section asks for it."""
    owner, _dot, name = dotted.partition(".")
    model = DOTTED.get(owner)
    return next(((s, name) for s in _ALL if s.model is model and name in s.fields()), None)
