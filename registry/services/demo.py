"""Loading drawn patients into a demonstration network: whole tables at a time, through the tracked tables."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import ForeignKey

from centers import copying
from centers.actions import Actor, action
from centers.models import Center
from centers.permissions import Permission

from .. import coding, identity, models
from ..demo.plan import CasePlan, PatientPlan, Values
from ..fields import PartialDateField
from ..identity import Identity
from ..models import Case, Patient, PatientIdentity
from ..models.base import Record

Ids = Mapping[str, int]


@action("demo.loaded", Permission.IMPORT_CASES, on="center")
def load_demo(*, actor: Actor, center: Center, patients: Sequence[PatientPlan], centers: Ids) -> list[int]:
    """Creates drawn patients of one center with their cases and entries; returns the case ids.

    `centers` are the ids of all centers by code; one that is not there is not entered. The values are taken
    as drawn: a test holds that forms would accept them, and the database checks codes and limits. The caller
    refreshes what depends on the cases, so that it can be timed.
    """
    patient_ids = copying.next_ids(Patient, len(patients))
    persons = list(zip(patient_ids, patients, strict=True))
    cases = [(patient_id, case) for patient_id, patient in persons for case in patient.cases]
    case_ids = copying.next_ids(Case, len(cases))
    by_name = {case.public_id: pk for pk, (_patient, case) in zip(case_ids, cases, strict=True)}
    load = _Loader(center.pk, centers)
    load.rows(Patient, [({"id": pk}, patient.values) for pk, patient in persons])
    _seal(center, persons)
    load.rows(
        Case,
        [
            ({"id": pk, "patient": patient_id, "public_id": case.public_id}, _case(case, by_name))
            for pk, (patient_id, case) in zip(case_ids, cases, strict=True)
        ],
    )
    load.entries(case_ids, [case for _patient, case in cases])
    return case_ids


def _seal(center: Center, persons: Sequence[tuple[int, PatientPlan]]) -> None:
    who = [(pk, Identity(**patient.who)) for pk, patient in persons]
    rows = [
        (pk, center.pk, identity.seal(one, pk), identity.record_index(one.record_number, center.pk))
        for pk, one in who
    ]
    copying.insert(PatientIdentity, ("patient", "center", "sealed", "record_index"), rows)


def _case(plan: CasePlan, ids: Ids) -> Values:
    """The values of a case with what its codes imply, and its first registration by id."""
    values = plan.values
    implied = coding.implied(values)
    linked = {"primary_case": ids[values["primary_case"]]} if "primary_case" in values else {}
    return {**implied, **values, **linked}


class _Loader:
    """Writes rows of one center, a table at a time."""

    def __init__(self, center_id: int, centers: Ids) -> None:
        self.center_id, self.centers = center_id, centers

    def entries(self, case_ids: Sequence[int], plans: Sequence[CasePlan]) -> None:
        """All entries of the cases. Ids are taken first: a response names its line."""
        counts: dict[str, int] = {}
        for plan in plans:
            for kind, _values in plan.entries:
                counts[kind] = counts.get(kind, 0) + 1
        ids = {kind: iter(copying.next_ids(_kind(kind), count)) for kind, count in counts.items()}
        tables: dict[str, list[tuple[Values, Values]]] = {kind: [] for kind in counts}
        for case_id, plan in zip(case_ids, plans, strict=True):
            own = [next(ids[kind]) for kind, _values in plan.entries]
            for pk, (kind, values) in zip(own, plan.entries, strict=True):
                row: Values = {"id": pk, "case": case_id}
                if "systemic_line" in values:
                    row["systemic_line"] = own[values["systemic_line"]]
                tables[kind].append((row, values))
        for kind, rows in sorted(tables.items(), key=lambda table: "systemic_line" in table):
            self.rows(_kind(kind), rows)

    def rows(self, model: type[Record], rows: Sequence[tuple[Values, Values]]) -> None:
        """Rows as what they belong to and what was drawn; the former wins."""
        columns: dict[str, list[Any]] = {"center": [self.center_id] * len(rows)}
        for name in dict.fromkeys(name for own, _values in rows for name in own):
            columns[name] = [own.get(name) for own, _values in rows]
        for name in sorted({name for _own, values in rows for name in values} - set(columns)):
            columns |= self._column(model, name, [values.get(name) for _own, values in rows])
        columns.setdefault("missing", [None] * len(rows))
        columns["missing"] = [value or {} for value in columns["missing"]]
        copying.insert(model, list(columns), zip(*columns.values(), strict=True))

    def _column(self, model: type[Record], name: str, values: list[Any]) -> dict[str, list[Any]]:
        """A field's column; of a date two, of a center its ids."""
        field = model._meta.get_field(name)
        if isinstance(field, PartialDateField):
            days = [value and value.date for value in values]
            return {name: days, f"{name}_precision": [value and value.precision.value for value in values]}
        if isinstance(field, ForeignKey) and field.related_model is Center:
            return {name: [self.centers.get(value) for value in values]}
        return {name: values}


@cache
def _kind(name: str) -> type[Record]:
    kind: type[Record] = getattr(models, name)
    return kind
