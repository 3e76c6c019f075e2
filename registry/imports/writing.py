"""From plans to the record: every case of the file at once, so that thousands of rows are few statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from centers.models import Center

from .. import ages, pseudonym
from ..dates import PartialDate
from ..models import Case, CaseSource, Patient
from ..models.base import Entry, Record
from ..records import save_changes
from . import merging
from .mapping import Mapping
from .plans import Part, Plan
from .problems import Problem
from .targets import KINDS

BATCH = 500
CREATED, CHANGED, UNCHANGED, REFUSED = RESULTS = ("created", "changed", "unchanged", "refused")


@dataclass
class Stored:
    """A case as the record has it, or will have it."""

    case: Case
    patient: Patient
    entries: list[Entry] = field(default_factory=list)
    is_new: bool = False


@dataclass
class Outcome:
    """What becomes of one row: its result, that of each of its entries, and all that is to be said.

    `case` is the public id of a case that was in the record before.
    """

    plan: Plan
    result: str = UNCHANGED
    case: str = ""
    entries: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Writer:
    """Holds the plans of one file against the record of one center and collects what to write."""

    def __init__(self, center: Center, mapping: Mapping, prefer_file: bool) -> None:
        self.center, self.mapping, self.prefer_file = center, mapping, prefer_file
        self.known: dict[str, Stored] = {}
        self.linked: set[str] = set()  # ids that this source has given
        self.new_links: dict[str, Stored] = {}
        self.new_entries: list[Entry] = []
        self.changes: dict[int, tuple[Record, dict[str, None]]] = {}
        self.touched: list[Case] = []
        self.births: dict[int, PartialDate] = {}  # of patients who are identified
        self.born: list[tuple[Patient, PartialDate | None]] = []  # with the birth known before

    @property
    def met(self) -> list[int]:
        """Ids of the cases that were in the record before."""
        return [stored.case.pk for stored in self.known.values() if not stored.is_new]

    def run(self, plans: Sequence[Plan]) -> list[Outcome]:
        """The outcome of every plan. Nothing is written before `write`."""
        self.known, self.linked = load(self.center, self.mapping, {plan.external_id for plan in plans})
        self.births = ages.identified_births(stored.patient for stored in self.known.values())
        return [self._take(plan) for plan in plans]

    def write(self) -> None:
        """Stores everything that was collected."""
        new = [stored for stored in self.new_links.values() if stored.is_new]
        _create(Patient, [one.patient for one in new])
        _create(Case, [one.case for one in new])
        _create(CaseSource, [self._source(one.case, name) for name, one in self.new_links.items()])
        for kind in KINDS.values():
            _create(kind, [entry for entry in self.new_entries if type(entry) is kind])
        for record, columns in self.changes.values():
            save_changes(record, list(columns))
        for patient, before in self.born:
            ages.follow_birth(patient, before, self._birth(patient))

    def _take(self, plan: Plan) -> Outcome:
        outcome = Outcome(plan, problems=list(plan.problems))
        if plan.refused:
            outcome.result = REFUSED
            outcome.entries = [(part.owner, REFUSED) for part in plan.entries]
            return outcome
        stored = self.known.get(plan.external_id) or self._open(plan)
        if stored.case.voided_at is not None:
            outcome.problems.append(merging.voided(plan.case))
            return outcome
        outcome.case = "" if stored.is_new else stored.case.public_id
        outcome.problems += merging.refuse_shift(stored.case, plan)
        pairs = zip(plan.entries, merging.pair(stored.entries, plan.entries), strict=True)
        changed = [
            self._link(stored, plan.external_id),
            self._merge_person_and_case(outcome, stored),
            *[self._merge_entry(outcome, stored, part, entry) for part, entry in pairs],
        ]
        if any(problem.refuses for problem in outcome.problems):
            outcome.result = REFUSED
        elif stored.is_new:
            outcome.result = CREATED
        elif any(changed):
            outcome.result = CHANGED
            self.touched.append(stored.case)
        if outcome.result in (CREATED, CHANGED):
            outcome.problems += merging.contradictions(stored.case, stored.entries)
        return outcome

    def _open(self, plan: Plan) -> Stored:
        patient = Patient(center=self.center)
        case = Case(
            center=self.center, patient=patient, public_id=pseudonym.generate(), dates_shifted=plan.shifted
        )
        stored = self.known[plan.external_id] = Stored(case, patient, is_new=True)
        self.touched.append(case)
        return stored

    def _link(self, stored: Stored, external_id: str) -> bool:
        """Notes the id a case has in this source; returns whether the record did not know it."""
        if external_id in self.linked:
            return False
        self.linked.add(external_id)
        self.new_links[external_id] = stored
        return True

    def _source(self, case: Case, external_id: str) -> CaseSource:
        return CaseSource(case=case, center=self.center, source=self.mapping.source, external_id=external_id)

    def _birth(self, patient: Patient) -> PartialDate | None:
        return self.births.get(patient.pk) or ages.by_year(patient)

    def _merge_person_and_case(self, outcome: Outcome, stored: Stored) -> bool:
        """Fills both; the age follows birth and diagnosis, unless the file names it."""
        plan, patient, case = outcome.plan, stored.patient, stored.case
        birth = self._birth(patient)
        age = ages.at_diagnosis(case, birth)
        changed = [*self._merge(outcome, patient, plan.patient), *self._merge(outcome, case, plan.case)]
        if ages.RESTS_ON & set(changed) and "age_at_diagnosis" not in plan.case.origins:
            self._note(case, ages.follow(case, age, self._birth(patient)))
        if patient.pk is not None and "birth_year" in changed:
            self.born.append((patient, birth))
        return bool(changed)

    def _merge(self, outcome: Outcome, record: Record, part: Part) -> list[str]:
        """Fills one record from one part; returns the columns that changed."""
        news = merging.news(record, part, self.prefer_file)
        outcome.problems += news.problems
        columns, refused = merging.apply(record, part, news.values) if news.values else ([], [])
        outcome.problems += refused
        self._note(record, columns)
        return columns

    def _note(self, record: Record, columns: list[str]) -> None:
        """Remembers changed columns of a record that is stored already."""
        if columns and record.pk is not None:
            self.changes.setdefault(id(record), (record, {}))[1].update(dict.fromkeys(columns))

    def _merge_entry(self, outcome: Outcome, stored: Stored, part: Part, entry: Entry | None) -> bool:
        result = UNCHANGED
        if entry is None:
            entry, result = KINDS[part.owner](case=stored.case, center=self.center), CREATED
            self._merge(outcome, entry, part)
            stored.entries.append(entry)
            self.new_entries.append(entry)
        elif entry.voided_at is not None:
            outcome.problems.append(merging.voided(part))
        elif self._merge(outcome, entry, part):
            result = CHANGED
        outcome.entries.append((part.owner, result))
        return result != UNCHANGED


def load(center: Center, mapping: Mapping, external_ids: Iterable[str]) -> tuple[dict[str, Stored], set[str]]:
    """The cases of a center that ids of a mapping name, with their entries, in the same few queries.

    What this source has named comes first, then the sources that the key is the same as, in order. The
    second value is the ids that this source has named.
    """
    order = [mapping.source, *mapping.key.same_as]
    found = CaseSource.objects.filter(center=center, source__in=order, external_id__in=list(external_ids))
    known: dict[str, Stored] = {}
    by_case: dict[int, Stored] = {}  # two ids may mean one case (merged), two cases one patient
    patients: dict[int, Patient] = {}
    for row in sorted(found.select_related("case__patient"), key=lambda row: order.index(row.source)):
        if row.external_id not in known:
            row.case.patient = patients.setdefault(row.case.patient_id, row.case.patient)
            stored = by_case.setdefault(row.case.pk, Stored(row.case, row.case.patient))
            known[row.external_id] = stored
    for kind in KINDS.values():
        for entry in kind._default_manager.filter(case__in=by_case).order_by("pk"):
            by_case[entry.case_id].entries.append(entry)
    return known, {row.external_id for row in found if row.source == mapping.source}


def _create(model: Any, rows: list[Any]) -> None:
    if rows:
        model._default_manager.bulk_create(rows, batch_size=BATCH)
