"""Two cases or patients side by side, before they become one: where they differ, which entries would move.

A person decides on what is shown here; `stamp` says later whether it is still so.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from django.utils.translation import gettext_lazy as _

from . import display
from .dates import PartialDate
from .identity import Identity
from .models import Case, Patient, PatientIdentity
from .models.base import Entry, Record
from .persons import NOBODY, unsealed
from .records import held, rank, same
from .sections import ENTRIES, KIND_OF, SECTIONS, Section
from .validation.rule import is_after

IDENTITY_LABELS = {
    "name": _("Name"),
    "birth_date": _("Date of birth"),
    "record_number": _("Local record number"),
}


@dataclass(frozen=True)
class Difference:
    """A field in which the two differ, in words. `key` is its dotted name (`case.size_mm`, `identity.name`);
    `knows_less`: what stays knows less than the other."""

    key: str
    label: str
    ours: str
    theirs: str
    knows_less: bool


@dataclass(frozen=True)
class Moving:
    """An entry of the other case. `twin` is an entry of the case that stays which may be the same;
    `adds_nothing`: the twin says all that it says."""

    section: Section
    entry: Entry
    twin: Entry | None
    adds_nothing: bool

    @property
    def key(self) -> str:
        """`surgery.12`."""
        return f"{self.section.slug}.{self.entry.pk}"


@dataclass(frozen=True)
class Comparison:
    """What a merge is decided on."""

    differences: tuple[Difference, ...]
    moving: tuple[Moving, ...]
    stamp: str

    def names(self, kind: str, taken: Iterable[str]) -> list[str]:
        """The fields of one kind of record among differences named by their keys."""
        keys = {one.key for one in self.differences} & set(taken)
        return [key.removeprefix(f"{kind}.") for key in sorted(keys) if key.startswith(f"{kind}.")]


def compare_patients(ours: Patient, theirs: Patient) -> Comparison:
    """Two patients, and who they are as far as the reader may know it."""
    rows = {row.patient_id: row for row in PatientIdentity.objects.filter(patient__in=[ours, theirs])}
    differences = (*_identities(*(rows.get(one.pk) for one in (ours, theirs))), *_fields(ours, theirs))
    return Comparison(differences, (), _stamp(ours, theirs, *rows.values()))


def compare_cases(ours: Case, theirs: Case) -> Comparison:
    """Two cases with their entries and, where they are two, their patients."""
    entries = [[*section.entry_model.objects.filter(case__in=[ours, theirs])] for section in ENTRIES]
    moving = [
        _moving(section, row, [own for own in rows if own.case_id == ours.pk and own.voided_at is None])
        for section, rows in zip(ENTRIES, entries, strict=True)
        for row in rows
        if row.case_id == theirs.pk and row.voided_at is None
    ]
    persons = Comparison((), (), "")
    if ours.patient_id != theirs.patient_id:
        persons = compare_patients(ours.patient, theirs.patient)
    return Comparison(
        (*persons.differences, *_fields(ours, theirs)),
        tuple(moving),
        persons.stamp + _stamp(ours, theirs, *(row for rows in entries for row in rows)),
    )


def _fields(ours: Record, theirs: Record) -> Iterator[Difference]:
    """Every field of the sections, but for a link from one of the two cases to the other."""
    kind = type(ours)
    for name in (name for section in SECTIONS.values() if section.model is kind for name in section.fields()):
        values = [held(record, name) for record in (ours, theirs)]
        reasons = [record.missing.get(name) for record in (ours, theirs)]
        if (reasons[0] == reasons[1] and same(*values)) or any(value in (ours, theirs) for value in values):
            continue
        yield Difference(
            f"{KIND_OF[kind]}.{name}",
            display.label(kind, name),
            display.answer(ours, name),
            display.answer(theirs, name),
            rank(values[0], reasons[0]) < rank(values[1], reasons[1]),
        )


def _identities(ours: PatientIdentity | None, theirs: PatientIdentity | None) -> Iterator[Difference]:
    pair = [unsealed(row) if row else NOBODY for row in (ours, theirs)]
    for field in fields(Identity):
        own, other = (getattr(who, field.name) for who in pair)
        if own != other:
            label = str(IDENTITY_LABELS[field.name])
            words = [_date(text) if field.name == "birth_date" else text for text in (own, other)]
            yield Difference(f"identity.{field.name}", label, words[0], words[1], knows_less=not own)


def _date(text: str) -> str:
    return str(PartialDate.parse(text)) if text else ""


def _moving(section: Section, entry: Entry, own: list[Entry]) -> Moving:
    twin = next((one for one in own if _alike(section, entry, one)), None)
    names = section.fields()
    adds_nothing = twin is not None and all(
        held(entry, name) is None or same(held(entry, name), held(twin, name)) for name in names
    )
    return Moving(section, entry, twin, adds_nothing)


def _alike(section: Section, entry: Entry, other: Entry) -> bool:
    """Whether two entries may be the same: nothing that tells entries apart differs, and something agrees."""
    pairs = [
        (a, b)
        for name in (entry.when, *section.apart)
        if (a := held(entry, name)) is not None and (b := held(other, name)) is not None
    ]
    return bool(pairs) and not any(_differ(a, b) for a, b in pairs)


def _differ(a: object, b: object) -> bool:
    if isinstance(a, PartialDate) and isinstance(b, PartialDate):
        return is_after(a, b) or is_after(b, a)
    return not same(a, b)


def _stamp(*rows: Record | PatientIdentity) -> str:
    """Changes when any of the rows does."""
    seen = sorted((type(row).__name__, row.pk, row.version) for row in rows)
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
