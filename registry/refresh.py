"""Keeps the derivations of touched cases true: read as plain values, derived, stored in one row per case."""

from collections.abc import Collection

from django.utils.timezone import now

from .case_values import read_cases
from .derivations import Outcome, Result
from .derivations.case import derive
from .models import Case, Derived

BATCH = 500  # cases held in memory at a time
# Column of `Derived` -> the results and the key of their value it repeats, for lists and facts to ask for.
COLUMNS: dict[str, tuple[tuple[str, ...], str]] = {
    "fnclcc_grade": (("FNCLCC",), "grade"),
    "stage": (("AJCC8_STS_STAGE", "AJCC8_BONE_STAGE", "AJCC8_GIST_STAGE"), "stage"),
    "enneking_stage": (("ENNEKING",), "stage"),
    "gist_risk_afip": (("GIST_AFIP",), "risk"),
    "gist_risk_nih_mod": (("GIST_JOENSUU",), "risk"),
    "gist_rupture_class": (("GIST_RUPTURE",), "class"),
}
# Columns that tell "the rule has no answer" from "not known yet" (clinical.md 1.0, GIST_HIGH).
SAYS_WHY = {"gist_risk_afip"}


def refresh(case_ids: Collection[int]) -> None:
    """Recomputes the derivations of these cases; runs under the refresh context of the outermost action."""
    ids = sorted(case_ids)
    for start in range(0, len(ids), BATCH):
        cases = Case.objects.filter(pk__in=ids[start : start + BATCH]).select_related("patient")
        rows = [_derived(case, derive(inputs)) for case, inputs in read_cases(list(cases))]
        Derived.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["case"],
            update_fields=[*COLUMNS, "grade", "vital_status", "results", "computed_at"],
        )


def _derived(case: Case, results: dict[str, Result]) -> Derived:
    columns = {column: _column(column, results) for column in COLUMNS}
    return Derived(
        case=case,
        center_id=case.center_id,
        grade=case.grade_final or columns["fnclcc_grade"],
        vital_status=case.patient.vital_status,
        results={name: result.as_json() for name, result in results.items()},
        computed_at=now(),
        **columns,
    )


def _column(column: str, results: dict[str, Result]) -> str | None:
    names, key = COLUMNS[column]
    result = next((results[name] for name in names if name in results), None)
    if result is None:
        return None
    if result.outcome is Outcome.DERIVED:
        return str(result.value[key])
    settled = result.outcome is not Outcome.NOT_ASSESSABLE
    return result.outcome.value if settled and column in SAYS_WHY else None
