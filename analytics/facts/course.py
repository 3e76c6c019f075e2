"""Facts of the course: relapse and death."""

from typing import Any

from django.db.models import CharField, DateField, F, Field, Q, QuerySet, Value, When

from registry.models import Recurrence

from .fact import UNKNOWN, Fact, choose, dated, standing, twin

# COMBINED counts as local and as distant (clinical.md 2.13); PROGRESSION was never free of disease.
LOCAL = ("LOCAL", "COMBINED")
DISTANT = ("DISTANT", "COMBINED")
RELAPSE = ("LOCAL", "REGIONAL_NODAL", "DISTANT", "COMBINED")

_relapses = standing(Recurrence)
_of_unknown_type = _relapses.filter(Q(type__isnull=True) | Q(type=UNKNOWN))
_dead = Q(patient__vital_status="DEAD") | Q(patient__death_date__isnull=False)


def _relapse(prefix: str, types: tuple[str, ...]) -> tuple[Fact, ...]:
    """Yes, no or unknown, the first date and its precision."""
    rows: QuerySet[Any, Any] = _relapses.filter(type__in=types)
    return (
        Fact(f"{prefix}d", twin(rows, "RECURRENCE", _of_unknown_type), ("recurrence.type",)),
        *dated(f"{prefix}_date", prefix, rows, "recurrence.recurrence_date"),
    )


def _end(suffix: str, output: Field[Any, Any]) -> Any:
    """Of the date of death, or of the last contact while alive."""
    return choose(
        When(_dead, then=F(f"patient__death_date{suffix}")),
        When(patient__vital_status="ALIVE", then=F(f"patient__last_contact_date{suffix}")),
        output=output,
    )


FACTS = (
    Fact(
        "dead",
        choose(
            When(_dead, then=Value(True)),
            When(patient__vital_status="ALIVE", then=Value(False)),
        ),
        ("patient.vital_status",),
        Q(patient__vital_status="UNKNOWN"),
    ),
    Fact(
        "dead_of_disease",
        choose(
            When(patient__death_cause="DOD", then=Value(True)),
            When(patient__death_cause__in=("DOC", "TREATMENT_RELATED"), then=Value(False)),
        ),
        ("patient.death_cause",),
        Q(patient__death_cause="UNKNOWN"),
    ),
    Fact("end_date", _end("", DateField()), ("patient.last_contact_date", "patient.death_date")),
    Fact(
        "end_precision", _end("_precision", CharField()), ("patient.last_contact_date", "patient.death_date")
    ),
    *_relapse("relapse", RELAPSE),
    *_relapse("local_relapse", LOCAL),
    *_relapse("distant_relapse", DISTANT),
)
