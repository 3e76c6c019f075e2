"""The case list: which cases a person sees, narrowed by filters, found by what people type."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, Q, QuerySet
from django.utils.translation import gettext as _

from centers import access, reads
from centers.models import Center, User
from centers.permissions import Permission

from .. import display, identity, pseudonym
from ..dates import PartialDate
from ..models import Case, Derived, PatientIdentity
from ..vocabulary import search_entities, site_group_label, topographies

PER_PAGE = 50
SORTS = {
    "id": "public_id",
    "center": "center__code",
    "group": "sarcoma_group",
    "histology": "entity_id",
    "site": "site_group",
    "size": "size_mm",
    "stage": "derived__stage",
    "diagnosed": "diagnosis_date",
}
DEFAULT_SORT = "-diagnosed"


@dataclass(frozen=True)
class Filters:
    """What narrows the case list. Empty means any. `since` and `until` are days of diagnosis, both included.

    `sort` is a key of SORTS, descending with a minus.
    """

    q: str = ""
    group: str = ""
    site: str = ""
    extent: str = ""
    center: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    sort: str = DEFAULT_SORT


@dataclass(frozen=True)
class CaseRow:
    """One case in the list, in words; never who the patient is."""

    public_id: str
    center: str
    group: str
    histology: str
    site: str
    size: str
    grade: str
    stage: str
    diagnosed: str


@dataclass(frozen=True)
class CaseList:
    """One page of the list; `total` counts all cases the person sees. `exact` is the public id of the one
    case that a typed id or record number means."""

    page: Page[Case]
    rows: tuple[CaseRow, ...]
    total: int
    many_centers: bool
    exact: str | None = None


def visible_cases(user: User, permission: Permission = Permission.READ_CASE) -> QuerySet[Case]:
    """The cases on which a person holds a permission, with center, patient and derived values at hand."""
    cases = Case.objects.select_related("center", "patient", "derived")
    return access.scope(cases, user, permission)


def find_case(user: User, public_id: str, permission: Permission = Permission.READ_CASE) -> Case:
    """One case, noted as shown. Raises Http404 out of sight, PermissionDenied without the right."""
    cases = Case.objects.select_related("center", "patient", "derived")
    case = access.obtain(cases, user, permission, public_id=pseudonym.normalize(public_id))
    reads.note([case.pk])
    return case


def own_centers(user: User) -> QuerySet[Center]:
    """The centers at which a person may register cases."""
    return access.scope(Center.objects.all(), user, Permission.EDIT_CASE)


def readable_centers(user: User) -> QuerySet[Center]:
    """The centers whose cases a person reads by role."""
    return access.scope(Center.objects.all(), user, Permission.READ_CASE)


def case_list(user: User, filters: Filters, number: int | str = 1) -> CaseList:
    """One page of the cases a person sees. A page number out of range gives the nearest page."""
    everything = visible_cases(user)
    total = everything.count()
    named = _named(user, everything, filters.q)
    if named is not None:
        return CaseList(Paginator([named], 1).page(1), (), total, False, exact=named.public_id)
    found = filtered(everything, filters).defer("derived__results")
    page = Paginator(found, PER_PAGE).get_page(number)
    reads.note(case.pk for case in page.object_list)
    rows = tuple(_row(case) for case in page.object_list)
    return CaseList(page, rows, total, len({row.center for row in rows}) > 1)


@dataclass(frozen=True)
class Found:
    """A slice of the cases that match; `total` counts all of them."""

    cases: tuple[Case, ...]
    total: int


def found_cases(user: User, filters: Filters, page: int, size: int) -> Found:
    """The cases a person sees that match, `size` a page; a page after the last is empty. A typed public id or
    own record number finds that one case. Raises ValidationError for a center the person does not read."""
    if filters.center and not readable_centers(user).filter(code=filters.center).exists():
        raise ValidationError({"center": _("This is none of the centers whose cases you read.")})
    everything = visible_cases(user).defer("derived__results")
    named = _named(user, everything, filters.q)
    found = filtered(everything, filters) if named is None else everything.filter(pk=named.pk)
    rows = tuple(found[(page - 1) * size : page * size])
    reads.note(case.pk for case in rows)
    return Found(rows, found.count())


def filtered(cases: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    """The cases that match, in the order asked for. Shifted dates lie in no period."""
    wanted = Q()
    for name, code in (
        ("sarcoma_group", filters.group),
        ("site_group", filters.site),
        ("disease_extent_dx", filters.extent),
        ("center__code", filters.center),
    ):
        if code:
            wanted &= Q(**{name: code})
    if filters.since:
        wanted &= Q(diagnosis_date__gte=filters.since, dates_shifted=False)
    if filters.until:
        wanted &= Q(diagnosis_date__lte=filters.until, dates_shifted=False)
    if filters.q:
        wanted &= _described(filters.q)
    name = SORTS.get(filters.sort.lstrip("-"), SORTS["diagnosed"])
    order = OrderBy(F(name), descending=filters.sort.startswith("-"), nulls_last=True)
    return cases.filter(wanted).order_by(order, "-pk")


def _named(user: User, cases: QuerySet[Case], text: str) -> Case | None:
    """The one case whose public id or own record number was typed."""
    if not text:
        return None
    public_id = pseudonym.normalize(text)
    if public_id and (case := cases.filter(public_id=public_id).first()):
        return case
    found = list(cases.filter(patient__in=_patients_by_record(user, text))[:2])
    return found[0] if len(found) == 1 else None


def _patients_by_record(user: User, text: str) -> list[int]:
    """Patients of the person's own centers with this hospital record number."""
    centers = access.scope(Center.objects.all(), user, Permission.READ_IDENTITY)
    indexes = [identity.record_index(text, pk) for pk in centers.values_list("pk", flat=True)]
    rows = access.scope(PatientIdentity.objects.all(), user, Permission.READ_IDENTITY)
    return list(rows.filter(record_index__in=indexes).values_list("patient_id", flat=True)) if indexes else []


def _described(text: str) -> Q:
    """Histology by any of its names, or site by a part of its name."""
    histologies = [entity.entity_id for entity in search_entities(text)]
    part = text.casefold()
    sites = [code for row in topographies() if part in row.label.casefold() for code in row.codes]
    return Q(entity_id__in=histologies) | Q(topography_icdo__in=sites)


def _row(case: Case) -> CaseRow:
    derived = Derived.of(case)
    diagnosed = _("shifted") if case.dates_shifted else str(PartialDate.of(case, "diagnosis_date") or "")
    return CaseRow(
        public_id=case.public_id,
        center=case.center.code,
        group=display.value(case, "sarcoma_group"),
        histology=display.value(case, "entity_id"),
        site=str(site_group_label(case.site_group)),
        size=display.number(case.size_mm) if case.size_mm is not None else "",
        grade=display.value(case, "grade_final") or derived.fnclcc_grade or "",
        stage=derived.stage or "",
        diagnosed=diagnosed,
    )
