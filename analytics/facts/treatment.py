"""Facts of treatment: which was the first, and between which days it began (clinical.md 1.0,
FIRST_TREATMENT_DATE). Biopsies are no treatment. Local ablation has no table yet."""

from typing import Any

from django.db.models import CharField, DateField, Exists, Q, QuerySet, Value, When
from django.db.models.functions import Least
from django.db.models.lookups import Exact

from registry.models import BoardDiscussion, Radiotherapy, SystemicLine

from .dates import earliest, latest
from .fact import NULL, Fact, attributed, choose, complete, fact, first, lowest, standing, twin
from .surgery import possible_resections, primary_resections, resections

radiotherapy = standing(Radiotherapy)
lines = standing(SystemicLine)
surveillance = standing(BoardDiscussion).filter(decision__contains=["SURVEILLANCE"])

Rows = QuerySet[Any, Any]
# Kind of treatment, rows that are it, rows that may be it, its date. Each kind but the last is a section.
_KINDS: tuple[tuple[str, Rows, Rows, str], ...] = (
    ("SURGERY", resections, possible_resections, "surgery_date"),
    ("RT", radiotherapy, radiotherapy, "start_date"),
    ("SYSTEMIC", lines, lines, "start_date"),
    ("SURVEILLANCE", surveillance, surveillance, "meeting_date"),
)
_begun_by = {kind: lowest(rows, latest(date)) for kind, rows, _maybe, date in _KINDS}


def _undated(rows: Rows, date: str) -> Exists:
    """Whether some row has no date, or only a year: what came first then cannot be told."""
    return Exists(rows.filter(Q(**{f"{date}__isnull": True}) | Q(**{f"{date}_precision": "YEAR"})))


_none_given = Q()
_each_kind_told = Q()
for _kind, _rows, _maybe, _date in _KINDS[:-1]:
    _none_given &= Q(~Exists(_maybe)) & complete(_kind)
    _each_kind_told &= Q(Exists(_maybe)) | complete(_kind)

_begun_from = choose(
    *(When(_undated(maybe, date), then=NULL) for _kind, _rows, maybe, date in _KINDS),
    # A re-excision proves an earlier resection that is not entered.
    When(Q(Exists(resections), ~Exists(primary_resections)), then=NULL),
    When(
        _each_kind_told, then=Least(*(lowest(maybe, earliest(date)) for _kind, _rows, maybe, date in _KINDS))
    ),
    output=DateField(),
)
_RESTS_ON = ("surgery.surgery_date", "radiotherapy.start_date", "systemic_line.start_date")

FACTS = (
    Fact("irradiated", twin(radiotherapy, "RT"), ("radiotherapy.start_date",)),
    Fact("rt_date", first(radiotherapy, "start_date", "start_date"), ("radiotherapy.start_date",)),
    Fact("rt_center", attributed(radiotherapy, "start_date", "rt_center"), ("radiotherapy.rt_center",)),
    Fact("systemic", twin(lines, "SYSTEMIC"), ("systemic_line.start_date",)),
    Fact("systemic_date", first(lines, "start_date", "start_date"), ("systemic_line.start_date",)),
    Fact(
        "systemic_center",
        attributed(lines, "start_date", "treating_center"),
        ("systemic_line.treating_center",),
    ),
    Fact(
        "treated",
        choose(
            When(Exists(resections) | Exists(radiotherapy) | Exists(lines), then=Value(True)),
            When(_none_given, then=Value(False)),
        ),
        _RESTS_ON,
    ),
    Fact("treatment_from", _begun_from, _RESTS_ON),
    Fact("treatment_by", Least(*_begun_by.values()), _RESTS_ON),
    Fact(
        "treatment_kind",
        choose(
            *(When(Exact(by, fact("treatment_by")), then=Value(kind)) for kind, by in _begun_by.items()),
            output=CharField(),
        ),
        _RESTS_ON,
    ),
)
