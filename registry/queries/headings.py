"""What every page of a case says first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from centers import access

from .. import display
from ..dates import PartialDate
from ..models import Case, CaseGrant, Derived

DEPTHS = {"DEEP": gettext_lazy("deep"), "SUPERFICIAL": gettext_lazy("superficial")}


@dataclass(frozen=True)
class RelatedCase:
    """A further case of the same patient. `relation` says it when both are registrations of one tumor."""

    public_id: str
    histology: str
    diagnosed: str
    relation: str | Promise


@dataclass(frozen=True)
class Heading:
    """The strip on top of every page of a case. `visitors` counts people it was opened to by name; `voided`
    says why the case was taken out of the record, empty while it stands; `others` are the further cases of
    the patient that stand."""

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
    voided: str
    others: tuple[RelatedCase, ...]


def heading_of(case: Case, others: Iterable[Case] = ()) -> Heading:
    """The strip of one case; `others` are the further cases of its patient."""
    site, derived = display.value(case, "site_group"), Derived.of(case)
    return Heading(
        public_id=case.public_id,
        title=", ".join(filter(None, (display.value(case, "entity_id"), site.lower()))),
        group=display.value(case, "sarcoma_group"),
        patient=", ".join(
            filter(None, (display.value(case.patient, "sex"), display.age_band(case.age_at_diagnosis)))
        ),
        size=", ".join(
            str(part) for part in (display.value(case, "size_mm"), DEPTHS.get(case.depth or "")) if part
        ),
        grade=display.grade(case),
        stage=derived.stage or "",
        center=case.center.code,
        visitors=CaseGrant.objects.filter(content_object=case, until__gt=access.today()).count(),
        dates_shifted=case.dates_shifted,
        voided=case.void_reason,
        others=tuple(_related(case, other) for other in others),
    )


def _related(case: Case, other: Case) -> RelatedCase:
    histology = display.value(other, "entity_id")
    diagnosed = str(PartialDate.of(other, "diagnosis_date") or "")
    return RelatedCase(other.public_id, histology, diagnosed, _relation(case, other))


def _relation(case: Case, other: Case) -> str | Promise:
    if case.primary_case_id == other.pk:
        return _("first registration of this tumor")
    if other.primary_case_id == case.pk:
        return _("later registration of this tumor")
    return ""
