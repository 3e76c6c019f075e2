"""Reads cases off the models as the plain values that derivations take, a few queries for any number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from .codes import UNKNOWN
from .dates import PartialDate, Precision
from .derivations.chains.inputs import CaseInputs, Course, Event, Referral, Report
from .derivations.intervals import MILESTONES
from .models import (
    Biopsy,
    BoardDiscussion,
    Case,
    Imaging,
    MolecularTest,
    OtherLocal,
    PathologyReport,
    Radiotherapy,
    Recurrence,
    Surgery,
    SystemicLine,
)
from .models import Referral as ReferralRow
from .models.base import Entry

# Field of `Course` -> the entries it holds, their date, and the fields whose codes say what they were.
EVENTS: dict[str, tuple[type[Entry], str, tuple[str, ...]]] = {
    "biopsies": (Biopsy, "biopsy_date", ()),
    "boards": (BoardDiscussion, "meeting_date", ("phase", "decision")),
    "surgeries": (Surgery, "surgery_date", ("role",)),
    "radiotherapies": (Radiotherapy, "start_date", ("setting",)),
    "local_treatments": (OtherLocal, "start_date", ()),
    "lines": (SystemicLine, "start_date", ("setting",)),
    "recurrences": (Recurrence, "recurrence_date", ()),
}
REFERRAL_DATES = ("sent_date", "received_date", "first_seen_date")
# Milestones that are dates of the case itself.
CASE_DATES = {
    name: field.removeprefix("case.")
    for name, (_title, field) in MILESTONES.items()
    if field.startswith("case.")
}
_columns = {field.name for field in Case._meta.concrete_fields}
OF_CASE = [field.name for field in fields(CaseInputs) if field.name in _columns]
REPORT_COLUMNS = [field.name for field in fields(Report) if field.name != "label"]
ID_CODES = ("entity_id", "topography_icdo", "site_group")  # looked up in a vocabulary: UNKNOWN is not in it

Grouped = dict[int, list[Any]]


def read_cases(cases: Sequence[Case]) -> Iterator[tuple[Case, CaseInputs]]:
    """Each case with its plain values. Voided entries are left out; two entries of a day in their order."""
    ids = [case.pk for case in cases]
    events = {name: _events(ids, *kind) for name, kind in EVENTS.items()}
    referrals, reports = _referrals(ids), _reports(ids)
    measured = _values(ids, Imaging, "largest_diameter_mm", purpose="LOCAL_STAGING")
    sdh = _values(ids, MolecularTest, "sdh_status")
    for case in cases:
        course = Course(
            dates={name: PartialDate.of(case, field) for name, field in CASE_DATES.items()},
            referrals=tuple(referrals[case.pk]),
            **{name: tuple(found[case.pk]) for name, found in events.items()},
        )
        yield (
            case,
            replace(
                own_values(case),
                measured_mm=tuple(measured[case.pk]),
                sdh_status=frozenset(sdh[case.pk]),
                reports=tuple(reports[case.pk]),
                course=course,
            ),
        )


def own_values(case: Case) -> CaseInputs:
    """The plain values of a case and its patient as they are in memory, without any of its entries."""
    values: dict[str, Any] = {name: getattr(case, name) for name in OF_CASE}
    values |= {name: _known(values[name]) for name in ID_CODES}
    if case.morphology_icdo and _known(case.behavior):  # the code with its behavior: `8850/1`
        values["morphology_icdo"] = f"{case.morphology_icdo}/{case.behavior}"
    return CaseInputs(**values, sex=case.patient.sex)


def _rows(ids: Collection[int], kind: type[Entry], *columns: str, **chosen: Any) -> Iterable[tuple[Any, ...]]:
    standing = kind.objects.filter(case__in=ids, voided_at__isnull=True, **chosen)
    return standing.order_by("pk").values_list("case_id", *columns)


def _values(ids: Collection[int], kind: type[Entry], column: str, **chosen: Any) -> Grouped:
    """One value of each entry that has it, by case."""
    found: Grouped = defaultdict(list)
    for case, value in _rows(ids, kind, column, **chosen):
        if value is not None:
            found[case].append(value)
    return found


def _events(ids: Collection[int], kind: type[Entry], date: str, coded: tuple[str, ...]) -> Grouped:
    found: Grouped = defaultdict(list)
    for case, day, precision, *codes in _rows(ids, kind, date, f"{date}_precision", *coded):
        found[case].append(Event(_date(day, precision), frozenset(_flat(codes))))
    return found


def _referrals(ids: Collection[int]) -> Grouped:
    found: Grouped = defaultdict(list)
    columns = [part for name in REFERRAL_DATES for part in (name, f"{name}_precision")]
    for case, *parts in _rows(ids, ReferralRow, *columns):
        dates = (_date(day, precision) for day, precision in zip(parts[::2], parts[1::2], strict=True))
        found[case].append(Referral(*dates))
    return found


def _reports(ids: Collection[int]) -> Grouped:
    """Reports, oldest first. Their names are in the source language: pages translate on the way out."""
    found: Grouped = defaultdict(list)
    rows: QuerySet[PathologyReport] = QuerySet(PathologyReport).filter(case__in=ids, voided_at__isnull=True)
    with translation.override(None):
        for row in rows.only("case", *REPORT_COLUMNS).order_by("report_date", "pk"):
            values = {name: getattr(row, name) for name in REPORT_COLUMNS}
            values |= {name: _known(values[name]) for name in ("entity_id", "necrosis_cat")}
            values["diff_score"] = int(score) if (score := _known(row.diff_score)) else None
            found[row.case_id].append(Report(label=str(row), **values))
    return found


def _date(day: Any, precision: str | None) -> PartialDate | None:
    return None if day is None else PartialDate(day, Precision(precision or "DAY"))


def _flat(codes: Iterable[str | list[str] | None]) -> Iterator[str]:
    """Single codes and sets of codes, without those that say nothing."""
    for code in codes:
        yield from (one for one in ([code] if isinstance(code, str) else code or ()) if one != UNKNOWN)


def _known(code: str | None) -> str | None:
    return None if code == UNKNOWN else code
