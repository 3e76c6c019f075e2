"""Survival from facts: one query, and for each case an observation or the reason why there is none.

Month precision counts from the 15th; a date known only to its year never enters an interval (clinical.md
section 2). Cases with shifted dates count: their intervals are true.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from centers.actions import Actor
from centers.permissions import Permission

from .knowledge.endpoints import ENDPOINTS, SPLITS, Endpoint
from .models import Facts
from .queries import UnknownCode, center_of, visible
from .statistics.confidence import ConfType
from .survival_report import Observation, SurvivalReport, survival_report


class Reason(StrEnum):
    """Why a case gives no observation. The value is the code of the JSON document."""

    NO_DIAGNOSIS_DATE = "no_diagnosis_date"
    VITAL_STATUS_UNKNOWN = "vital_status_unknown"
    NO_END_DATE = "no_follow_up_date"
    NO_RELAPSE_DATE = "no_relapse_date"
    YEAR_ONLY = "date_known_to_the_year_only"
    NEGATIVE = "negative_interval"
    CAUSE_UNKNOWN = "cause_of_death_unknown"


REASONS: dict[str, str | Promise] = {
    Reason.NO_DIAGNOSIS_DATE: _("The date of diagnosis is not entered"),
    Reason.VITAL_STATUS_UNKNOWN: _("Vital status is not known"),
    Reason.NO_END_DATE: _("Neither death nor last contact has a date"),
    Reason.NO_RELAPSE_DATE: _("A relapse has no date"),
    Reason.YEAR_ONLY: _("A date is known only to its year"),
    Reason.NEGATIVE: _("The end lies before the start"),
    Reason.CAUSE_UNKNOWN: _("The cause of death is not known"),
}


@dataclass(frozen=True)
class Question:
    """What is asked: end point, split, source of the cases, registering center, tumor group."""

    endpoint: Endpoint = ENDPOINTS["os"]
    by: str = ""
    source: str = ""
    center: str = ""
    group: str = ""


@dataclass
class Answer:
    """Observations, and what was left out. `origin` counts where time starts; `relapse_open` the cases taken
    as free of relapse although their section Relapse is not marked complete."""

    observations: list[Observation] = field(default_factory=list)
    excluded: "Counter[str]" = field(default_factory=Counter)
    origin: "Counter[str]" = field(default_factory=Counter)
    relapse_open: int = 0


@dataclass(frozen=True)
class _Day:
    """A dated fact: None is not entered, and a year is too coarse to count days from."""

    date: datetime.date | None
    precision: str | None

    def need(self, absent: Reason) -> datetime.date:
        """The day to count with. Raises _Excluded."""
        if self.date is None:
            raise _Excluded(absent)
        if self.precision == "YEAR":
            raise _Excluded(Reason.YEAR_ONLY)
        return self.date


class _Excluded(Exception):
    """Carries the Reason why a case gives no observation."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason


def observe(actor: Actor, question: Question) -> Answer:
    """The observations of the cases an actor sees. Raises UnknownCode for an unknown center or source."""
    answer, endpoint = Answer(), question.endpoint
    for row in _rows(actor, question):
        try:
            origin, start = _start(row, endpoint)
            end, event = _end(row, endpoint)
            if end < start:
                raise _Excluded(Reason.NEGATIVE)
        except _Excluded as left_out:
            answer.excluded[left_out.reason.value] += 1
            continue
        answer.observations.append(Observation((end - start).days, event, _group(row, question.by)))
        answer.origin[origin] += 1
        answer.relapse_open += endpoint.relapse is not None and getattr(row, f"{endpoint.relapse}d") is None
    return answer


def report(
    actor: Actor,
    question: Question,
    *,
    times: Sequence[int] = (12, 24, 36, 60),
    conf_type: ConfType = "log-log",
) -> dict[str, Any]:
    """The survival document of the command and the API, with where time starts."""
    answer = observe(actor, question)
    document: SurvivalReport = survival_report(
        answer.observations,
        endpoint=question.endpoint.code,
        by=question.by or None,
        times=times,
        conf_type=conf_type,
        excluded=answer.excluded,
    )
    return {**document, "origin": dict(answer.origin), "relapse_open": answer.relapse_open}


def _rows(actor: Actor, question: Question) -> Iterator[Facts]:
    """The cases asked about. Every column is read: the row is narrow, and one query serves all end points."""
    facts: QuerySet[Facts] = visible(Facts.objects.all(), actor, Permission.READ_FIGURES)
    if question.center:
        facts = facts.filter(center=center_of(question.center))
    if question.group:
        facts = facts.filter(sarcoma_group=question.group)
    if question.source:
        facts = facts.filter(sources__contains=[question.source])
        if not facts.exists():
            raise UnknownCode(f"No case was imported from {question.source}.")
    return facts.order_by("pk").iterator(chunk_size=2000)


def _start(row: Facts, endpoint: Endpoint) -> tuple[str, datetime.date]:
    """Where time starts: for relapse at the first resection if it is dated, otherwise at diagnosis."""
    if endpoint.relapse and row.resection_date:
        return "surgery", _Day(row.resection_date, row.resection_precision).need(Reason.NO_DIAGNOSIS_DATE)
    return "diagnosis", _Day(row.diagnosis_date, row.diagnosis_precision).need(Reason.NO_DIAGNOSIS_DATE)


def _end(row: Facts, endpoint: Endpoint) -> tuple[datetime.date, bool]:
    """The day of the event, or of the last contact without it."""
    relapse = _relapse(row, endpoint)
    if row.dead is None or row.end_date is None:
        if relapse is not None:
            return relapse, True
        raise _Excluded(Reason.VITAL_STATUS_UNKNOWN if row.dead is None else Reason.NO_END_DATE)
    if endpoint.of_disease and row.dead and row.dead_of_disease is None:
        raise _Excluded(Reason.CAUSE_UNKNOWN)
    end = _Day(row.end_date, row.end_precision).need(Reason.NO_END_DATE)
    died = bool(row.dead_of_disease if endpoint.of_disease else row.dead) and row.dead
    if relapse is not None and relapse <= end:
        return relapse, True
    return end, bool(died)


def _relapse(row: Facts, endpoint: Endpoint) -> datetime.date | None:
    """The day of the first relapse that counts, if there was one."""
    if not endpoint.relapse or not getattr(row, f"{endpoint.relapse}d"):
        return None
    date, precision = (getattr(row, f"{endpoint.relapse}_{part}") for part in ("date", "precision"))
    return _Day(date, precision).need(Reason.NO_RELAPSE_DATE)


def _group(row: Facts, by: str) -> str | None:
    """The value of the split; UNKNOWN where the record says so, None where it says nothing."""
    if not by:
        return None
    split = SPLITS[by]
    value: str | None = getattr(row, split.fact)
    return "UNKNOWN" if value is None and split.declared_as in row.declared else value
