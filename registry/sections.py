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
from .fieldsets import ONLY_AT, ONLY_FOR, Fieldset
from .models import (
    Biopsy,
    Biospecimen,
    BoardDiscussion,
    Case,
    Complication,
    FollowUp,
    Imaging,
    MolecularTest,
    OtherLocal,
    PathologyReport,
    Patient,
    Pro,
    Radiotherapy,
    Recurrence,
    Referral,
    Response,
    Surgery,
    SystemicLine,
    Trial,
)
from .models.base import Entry, Record


@dataclass(frozen=True)
class Section:
    """One part of a case.

    It holds dated entries, or is some fields of the case or patient. `group` is the heading it stands under.
    Its `code` in `case.sections_complete` says that everything is entered: only then does an absent row mean
    "not done"; a section without a code never says so. `summary` names the fields that tell an entry in one
    line, `until` the date that ends a dated span, `apart` what beside its date tells two entries apart.
    """

    slug: str
    title: str | Promise
    model: type[Record]
    fieldsets: tuple[Fieldset, ...]
    group: str | Promise
    code: str | None = None
    lane: str | Promise = ""
    summary: tuple[str, ...] = ()
    until: str | None = None
    apart: tuple[str, ...] = ()

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
        """The fieldsets for one case: without what makes no sense for its tumor and holds nothing."""
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
    narrowed = ((case.sarcoma_group, ONLY_FOR.get(name)), (case.site_group, ONLY_AT.get(name)))
    if all(code is None or wanted is None or code in wanted for code, wanted in narrowed):
        return True
    return getattr(record, name) is not None or name in record.missing


PATIENT, DIAGNOSIS, TREATMENT, COURSE = _("Patient"), _("Diagnosis"), _("Treatment"), _("Course")

_ALL = (
    Section("patient", _("Patient and consent"), Patient, fieldsets.PATIENT, PATIENT),
    Section("path", _("Path to diagnosis"), Case, fieldsets.PATH, DIAGNOSIS, lane=_("Diagnosis")),
    Section(
        *("referral", _("Referral path"), Referral, fieldsets.REFERRAL, DIAGNOSIS, "REFERRAL"),
        lane=_("Referral"),
        summary=("to_center", "reason", "outcome"),
        apart=("to_center",),
    ),
    Section(
        *("imaging", _("Imaging"), Imaging, fieldsets.IMAGING, DIAGNOSIS, "IMAGING"),
        lane=_("Imaging"),
        summary=("modality", "region", "purpose"),
        apart=("modality", "region"),
    ),
    Section(
        *("biopsy", _("Biopsy"), Biopsy, fieldsets.BIOPSY, DIAGNOSIS, "BIOPSY"),
        lane=_("Pathology"),
        summary=("type", "guidance"),
        apart=("type",),
    ),
    Section("tumor", _("Tumor"), Case, fieldsets.TUMOR, DIAGNOSIS),
    Section(
        *("pathology", _("Pathology"), PathologyReport, fieldsets.PATHOLOGY, DIAGNOSIS, "PATHOLOGY"),
        lane=_("Pathology"),
        summary=("specimen_type", "report_role", "entity_id"),
        apart=("specimen_type", "report_role"),
    ),
    Section(
        *("molecular", _("Molecular tests"), MolecularTest, fieldsets.MOLECULAR, DIAGNOSIS, "MOLECULAR"),
        lane=_("Pathology"),
        summary=("gene_or_fusion", "result", "kit_exon", "pdgfra_exon"),
        apart=("method", "gene_or_fusion"),
    ),
    Section("stage", _("Stage and grade"), Case, fieldsets.STAGE, DIAGNOSIS),
    Section(
        *("board", _("Tumor board"), BoardDiscussion, fieldsets.BOARD, TREATMENT, "MTB"),
        lane=_("Board"),
        summary=("phase", "decision"),
        apart=("phase",),
    ),
    Section(
        *("surgery", _("Surgery"), Surgery, fieldsets.SURGERY, TREATMENT, "SURGERY"),
        lane=_("Surgery"),
        summary=("role", "procedure", "r_status"),
        apart=("role",),
    ),
    Section(
        *("radiotherapy", _("Radiotherapy"), Radiotherapy, fieldsets.RADIOTHERAPY, TREATMENT, "RT"),
        lane=_("Radiotherapy"),
        summary=("setting", "total_dose_gy", "fractions"),
        until="end_date",
        apart=("setting", "target"),
    ),
    Section(
        *("local", _("Other local treatment"), OtherLocal, fieldsets.OTHER_LOCAL, TREATMENT),
        lane=_("Local"),
        summary=("type",),
        until="end_date",
        apart=("type",),
    ),
    Section(
        *("systemic", _("Systemic therapy"), SystemicLine, fieldsets.SYSTEMIC, TREATMENT, "SYSTEMIC"),
        lane=_("Systemic"),
        summary=("setting", "regimen_code", "cycles"),
        until="end_date",
        apart=("setting", "line_no"),
    ),
    Section(
        *("response", _("Response"), Response, fieldsets.RESPONSE, TREATMENT),
        lane=_("Response"),
        summary=("treatment", "category", "system"),
        apart=("treatment", "system"),
    ),
    Section(
        *("complication", _("Complications"), Complication, fieldsets.COMPLICATION, TREATMENT),
        code="COMPLICATION",
        lane=_("Complications"),
        summary=("type", "clavien_dindo"),
        apart=("type",),
    ),
    Section("support", _("Support"), Case, fieldsets.SUPPORT, TREATMENT, "SUPPORT", _("Support")),
    Section(
        *("trial", _("Trials"), Trial, fieldsets.TRIAL, TREATMENT, "TRIAL"),
        lane=_("Research"),
        summary=("registry_id", "arm"),
        apart=("registry_id",),
    ),
    Section(
        *("relapse", _("Relapse"), Recurrence, fieldsets.RELAPSE, COURSE, "RECURRENCE"),
        lane=_("Course"),
        summary=("type", "sites"),
        apart=("type",),
    ),
    Section(
        *("follow-up", _("Follow-up"), FollowUp, fieldsets.FOLLOW_UP, COURSE, "FOLLOW_UP"),
        lane=_("Course"),
        summary=("status",),
    ),
    Section(
        *("scores", _("Patient-reported scores"), Pro, fieldsets.PRO, COURSE),
        lane=_("Scores"),
        summary=("instrument", "score"),
        apart=("instrument",),
    ),
    Section(
        *("samples", _("Samples"), Biospecimen, fieldsets.BIOSPECIMEN, COURSE),
        lane=_("Research"),
        summary=("type", "biobank_id"),
        apart=("type", "biobank_id"),
    ),
    Section("status", _("Vital status"), Patient, fieldsets.STATUS, COURSE, lane=_("Course")),
)

SECTIONS: dict[str, Section] = {section.slug: section for section in _ALL}
ENTRIES: tuple[Section, ...] = tuple(section for section in _ALL if section.repeats)
CODED: tuple[Section, ...] = tuple(section for section in _ALL if section.code)


def _dotted(model: type[Record]) -> str:
    """`PathologyReport` is `pathology_report`."""
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in model.__name__).strip("_")


# The first word of a dotted field name (`pathology_report.diff_score`, clinical.md) and its model.
DOTTED: dict[str, type[Record]] = {_dotted(section.model): section.model for section in _ALL}
KIND_OF: dict[type[Record], str] = {model: kind for kind, model in DOTTED.items()}


def locate(dotted: str) -> tuple[Section, str] | None:
    """Where a field is entered: `case.size_mm` is (tumor, "size_mm"); None when no section asks for it."""
    owner, _dot, name = dotted.partition(".")
    model = DOTTED.get(owner)
    return next(((s, name) for s in _ALL if s.model is model and name in s.fields()), None)
