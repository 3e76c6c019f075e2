"""The case list: narrowed by filters, found by what people type, in pages that stay fast however many
cases there are: counts and pages end at BOUND, and every order and filter has its index."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from centers import access, binding, reads
from centers.models import Center, User
from centers.permissions import Permission

from .. import identity, pseudonym
from ..columns import COLUMNS, DEFAULT, DEFAULT_SORT, SORTS, Column
from ..models import Case, Derived, PatientIdentity
from ..vocabulary import Kind, search_terms
from .cases import readable_centers, visible_cases

PER_PAGE = 50
BOUND = 2_000  # how far cases are counted and paged; beyond, filters narrow and files hold all
CHUNK = 500  # cases held in memory at a time while a file is written
# A stage holds its subgroups: III is III, IIIA and IIIB.
STAGES = {stage: (stage, *(f"{stage}{part}" for part in "ABC")) for stage in ("I", "II", "III", "IV")}


@dataclass(frozen=True)
class Filters:
    """What narrows the case list. Empty means any. `since` and `until` are days of diagnosis, both included.

    `stage` is a key of STAGES, `grade` the grade as shown (final, else derived), `status` the vital status.
    `sort` is a key of SORTS, descending with a minus. `columns` are keys of COLUMNS; empty: the usual ones.
    """

    q: str = ""
    group: str = ""
    entity: str = ""
    site: str = ""
    extent: str = ""
    stage: str = ""
    grade: str = ""
    status: str = ""
    center: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    sort: str = DEFAULT_SORT
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many there are, counted no further than BOUND: then `more` says that there are others."""

    number: int
    more: bool


@dataclass(frozen=True)
class CaseRow:
    """One case in the list: a text for every column, in their order; never who the patient is."""

    public_id: str
    cells: tuple[tuple[Column, str], ...]


@dataclass(frozen=True)
class CaseList:
    """One page of the list; `matching` counts the cases that match, `total` all that the person sees. `exact`
    is the public id of the one case that a typed id or record number means."""

    page: Page[int]
    columns: tuple[Column, ...]
    rows: tuple[CaseRow, ...]
    matching: Count
    total: Count
    exact: str | None = None


@dataclass(frozen=True)
class CaseTable:
    """The whole list for a file: all pages, the columns seen. Rows are read and noted as they are taken."""

    columns: tuple[Column, ...]
    rows: Iterator[list[object]]


@dataclass(frozen=True)
class Found:
    """A slice of the cases that match; `total` counts all of them."""

    cases: tuple[Case, ...]
    total: int


def case_list(user: User, filters: Filters, number: int | str = 1) -> CaseList:
    """One page of the cases a person sees. A page number out of range gives the nearest page."""
    everything, many_centers = _reach(user, Permission.READ_CASE)
    columns, total = _columns(filters, many_centers), _counted(everything)
    named = _named(user, everything, filters.q)
    if named is not None:
        page = Paginator(range(1), 1).page(1)
        return CaseList(page, columns, (), Count(1, more=False), total, exact=named.public_id)
    found = filtered(everything, filters)
    matching = _counted(found)
    page = Paginator(range(matching.number), PER_PAGE).get_page(number)
    start = max(page.start_index() - 1, 0)
    cases = _slice(found, filters.sort, start, page.end_index() - start)
    reads.note(case.pk for case in cases)
    rows = tuple(CaseRow(case.public_id, _cells(case, columns)) for case in cases)
    return CaseList(page, columns, rows, matching, total)


def case_table(user: User, filters: Filters) -> CaseTable:
    """The same list, whole, of the cases that a person may take away in a file."""
    everything, many_centers = _reach(user, Permission.EXPORT_CASES)
    columns = _columns(filters, many_centers)
    named = _named(user, everything, filters.q)
    found = filtered(everything, filters) if named is None else everything.filter(pk=named.pk)
    return CaseTable(columns, _plain(found, filters.sort, columns))


def found_cases(user: User, filters: Filters, page: int, size: int) -> Found:
    """The cases a person sees that match, `size` a page; a page after the last is empty. A typed public id or
    own record number finds that one case. Raises ValidationError for a center the person does not read."""
    if filters.center and not readable_centers(user).filter(code=filters.center).exists():
        raise ValidationError({"center": _("This is none of the centers whose cases you read.")})
    everything, _many = _reach(user, Permission.READ_CASE)
    named = _named(user, everything, filters.q)
    found = filtered(everything, filters) if named is None else everything.filter(pk=named.pk)
    cases = _slice(found, filters.sort, (page - 1) * size, size)
    reads.note(case.pk for case in cases)
    return Found(cases, found.count())


def filtered(cases: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    """The cases that match. Shifted dates lie in no period."""
    wanted = _all(
        sarcoma_group=filters.group,
        entity_id=filters.entity,
        site_group=filters.site,
        disease_extent_dx=filters.extent,
        center__code=filters.center,
        diagnosis_date__gte=filters.since,
        diagnosis_date__lte=filters.until,
    )
    if filters.since or filters.until:
        wanted &= Q(dates_shifted=False)
    if derived := _all(stage__in=STAGES.get(filters.stage), grade=filters.grade, vital_status=filters.status):
        wanted &= Q(pk__in=Derived.objects.filter(derived).values("case"))
    if filters.q:
        wanted &= _described(filters.q)
    return cases.filter(wanted)


def _all(**conditions: object) -> Q:
    """Every condition that asks for something."""
    return Q(**{name: value for name, value in conditions.items() if value})


def _reach(user: User, permission: Permission) -> tuple[QuerySet[Case], bool]:
    """The cases on which a person holds a permission, and whether they may be of several centers.

    `scope` is the rule. What is bound for row security is said beside it, in a form that an index answers.
    """
    cases, bound = visible_cases(user, permission).defer("derived__results"), binding.current()
    if Permission.READ_CASE in bound.network:
        return cases, True
    within = Q(center__in=bound.read) | Q(pk__in=bound.cases)
    return cases.filter(within), len(bound.read) > 1 or bool(bound.cases)


def _columns(filters: Filters, many_centers: bool) -> tuple[Column, ...]:
    keys = filters.columns or (*(["center"] if many_centers else []), *DEFAULT)
    return tuple(column for key, column in COLUMNS.items() if key == "id" or key in keys)


def _counted(cases: QuerySet[Case]) -> Count:
    number = cases.order_by("pk").values("pk")[: BOUND + 1].count()
    return Count(min(number, BOUND), number > BOUND)


def _ordered(cases: QuerySet[Case], sort: str) -> tuple[QuerySet[Case], QuerySet[Case]]:
    """The cases that have a value to sort by, and after them those that have none, whichever way it is
    sorted: two questions, which one index answers both ways."""
    name, minus = SORTS.get(sort.lstrip("-"), SORTS["diagnosed"]), "-" if sort.startswith("-") else ""
    blank = Q(**{f"{name}__isnull": True})
    return cases.exclude(blank).order_by(f"{minus}{name}", f"{minus}pk"), cases.filter(blank).order_by("-pk")


def _slice(cases: QuerySet[Case], sort: str, start: int, size: int) -> tuple[Case, ...]:
    """A page in order. Only the keys are walked to its start; the rows are read when they are known."""
    known, blank = (part.values_list("pk", flat=True) for part in _ordered(cases, sort))
    keys = list(known[start : start + size])
    if len(keys) < size:
        before = start + len(keys) if keys else known[:start].count()
        keys += blank[start + len(keys) - before : start + size - before]
    rows = cases.in_bulk(keys)
    return tuple(rows[key] for key in keys)


def _plain(cases: QuerySet[Case], sort: str, columns: tuple[Column, ...]) -> Iterator[list[object]]:
    for case in chain.from_iterable(part.iterator(CHUNK) for part in _ordered(cases, sort)):
        reads.note([case.pk])
        yield [column.plain(case) for column in columns]


def _cells(case: Case, columns: tuple[Column, ...]) -> tuple[tuple[Column, str], ...]:
    return tuple((column, column.text(case)) for column in columns if column.key != "id")


def _named(user: User, cases: QuerySet[Case], text: str) -> Case | None:
    """The one case whose public id, or that of a case merged into it, or own record number was typed."""
    if not text:
        return None
    if public_id := pseudonym.normalize(text):
        for name in ("public_id", "merged__public_id"):
            if case := cases.filter(**{name: public_id}).first():
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
    """Histology by any of its names or codes, or site by its name or code."""
    terms = [match.term for match in search_terms(text)]
    histologies = [term.key for term in terms if term.kind is Kind.HISTOLOGY]
    sites = [code for term in terms if term.kind is Kind.SITE for code in term.codes]
    return Q(entity_id__in=histologies) | Q(topography_icdo__in=sites)
