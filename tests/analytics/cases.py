"""Cases for tests of rules, written the way clinical.md writes them and entered through the services."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from centers.actions import Actor
from centers.models import Center
from registry import codes
from registry.fields import PartialDateField
from registry.identity import Identity
from registry.models import BoardDiscussion, Case, Patient
from registry.models.base import Entry, Record
from registry.records import Values
from registry.sections import DOTTED, ENTRIES
from registry.services.cases import register_case
from registry.services.entries import add_entry
from tests.world import day

KINDS: dict[str, type[Entry]] = {
    "mtb" if section.model is BoardDiscussion else name: section.entry_model
    for section in ENTRIES
    for name, model in DOTTED.items()
    if model is section.model
}
# Names of clinical.md that the product spells otherwise; `date` is the one that places the entry in time.
RENAMED = {
    "behaviour": "behavior",
    "start": "start_date",
    "end": "end_date",
    "tumour_rupture_timing": "tumor_rupture_timing",
}
EVERYTHING = [code for code, _label in codes.SECTION]

# An adult with a first, localized soft tissue sarcoma; every section complete, nothing entered in any.
ADULT = {
    "sarcoma_group": "STS",
    "entity_id": "UPS",
    "behaviour": "3",
    "age_at_diagnosis": 55,
    "diagnosis_date": "2023-02-01",
    "disease_extent_dx": "LOCALIZED",
    "is_first_primary_episode": "Y",
    "sections_complete": EVERYTHING,
}


def enter(actor: Actor, center: Center, described: Mapping[str, Any]) -> Case:
    """Registers a case from `{"patient": {}, "case": {}, "surgery": [{}], "mtb": [{}], ...}`.

    Fields the product does not have yet are passed over; an absent key is not entered.
    """
    patient = described.get("patient", {})
    case = register_case(
        actor=actor,
        center=center,
        who=Identity(birth_date=patient.get("birth_date", "")),
        patient=Values(values(Patient, patient)),
        case=Values(values(Case, described["case"])),
    )
    for name, kind in KINDS.items():
        for row in described.get(name, ()):
            add_entry(actor=actor, case=case, kind=kind, values=Values(values(kind, row)))
    return case


def values(kind: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row that the model has, with dates read and lengths in mm."""
    fields = {field.name: field for field in kind._meta.concrete_fields}
    read = {}
    renamed = {**RENAMED, "date": kind.when} if issubclass(kind, Entry) else RENAMED
    for name, value in row.items():
        name, value = ("size_mm", value * 10) if name == "size_cm" else (renamed.get(name, name), value)
        if name in fields and value is not None:
            read[name] = day(value) if isinstance(fields[name], PartialDateField) else plain(value)
    return read


def plain(value: Any) -> Any:
    """Numbers that are codes are stored as text; a decimal is what is written, not the nearest binary one."""
    if isinstance(value, float):
        return Decimal(str(value))
    return str(value) if isinstance(value, int) and value in (0, 1, 2, 3) else value


def described(
    case: Mapping[str, Any] | None = None, **entries: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The adult of these tests, with some fields otherwise and some entries."""
    return {"case": {**ADULT, **(case or {})}, **entries}
