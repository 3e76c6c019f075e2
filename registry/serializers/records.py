"""API shapes of clinical rows, generated from the table of sections: what is shown, entered and changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from centers.serializers import Code, Strict, Text, Whole, shape

from ..fields import MISSING_LABELS
from ..models import Case, Patient
from ..models.base import Record
from ..records import Values
from ..sections import ENTRIES, SECTIONS
from .fields import field, needs_reason

REASONS = [(code, str(label)) for code, label in MISSING_LABELS.items()]
ABOUT = {"version", "missing", "change_reason"}  # keys of a body that are no clinical fields
VERSION = "As last read; refused with 409 when somebody changed the row meanwhile."
MISSING = "Why a date, number or text has no value. A field that is null and not named here was not entered."


@dataclass(frozen=True)
class Shapes:
    """The shapes of one model: `shown` is answered, `entered` makes a row, `changed` changes one."""

    shown: type[Strict]
    entered: type[Strict]
    changed: type[Strict]


def values_of(body: Mapping[str, Any]) -> Values:
    """What a checked body says about a row: fields named, and reasons given or (null) taken back."""
    missing = {name: reason or "" for name, reason in (body.get("missing") or {}).items()}
    return Values({name: value for name, value in body.items() if name not in ABOUT}, missing)


def shapes_of(model: type[Record], names: Iterable[str], head: Mapping[str, Any]) -> Shapes:
    """Makes the shapes of a model from the names of its fields; `head` are the first fields it shows."""
    names, kind, what = tuple(names), model.__name__, str(model._meta.verbose_name)
    asked = [name for name in names if needs_reason(model, name)]
    entered = shape(
        f"{kind}Entered", f"A new {what}. Fields left out are not entered.", _writable(model, names, asked)
    )
    given: dict[str, Any] = {
        "version": Whole(min_value=1, help_text=VERSION),
        "change_reason": Text(max_length=300, required=False, help_text="Kept in the journal."),
    }
    return Shapes(
        shown=shape(
            kind, f"{what.capitalize()}. Null is not entered.", {**head, **_shown(model, names, asked)}
        ),
        entered=entered,
        changed=shape(f"{kind}Changed", f"Changes to a {what}: only the fields named.", given, base=entered),
    )


def _writable(model: type[Record], names: Iterable[str], asked: Iterable[str]) -> dict[str, Any]:
    reasons = {name: Code(choices=REASONS, required=False, allow_null=True) for name in asked}
    missing = shape(f"{model.__name__}MissingEntered", "Null takes a reason back.", reasons)
    return {
        **{name: field(model, name, required=False) for name in names},
        "missing": missing(required=False, help_text=MISSING),
    }


def _shown(model: type[Record], names: Iterable[str], asked: Iterable[str]) -> dict[str, Any]:
    reasons = {name: Code(choices=REASONS, required=False) for name in asked}
    missing = shape(f"{model.__name__}Missing", "Reasons by field.", reasons)
    return {
        **{name: field(model, name, required=True) for name in names},
        "missing": missing(help_text=MISSING),
    }


def _names(model: type[Record]) -> list[str]:
    return [name for section in SECTIONS.values() if section.model is model for name in section.fields()]


def _standing() -> dict[str, Any]:
    return {
        "voided_at": serializers.DateTimeField(allow_null=True, help_text="When it was taken out as wrong."),
        "void_reason": serializers.CharField(help_text="Why; empty while it stands."),
    }


def _entry_head() -> dict[str, Any]:
    return {"id": serializers.IntegerField(), "version": serializers.IntegerField(), **_standing()}


CASE = shapes_of(
    Case,
    _names(Case),
    {
        "public_id": serializers.CharField(help_text="The pseudonym: the only name of the case outside."),
        "version": serializers.IntegerField(),
        "center": serializers.CharField(source="center.code"),
        "dates_shifted": serializers.BooleanField(
            help_text="De-identified: intervals are true, days are not."
        ),
        **_standing(),
        "merged_into": serializers.CharField(
            source="merged_into.public_id",
            default=None,
            allow_null=True,
            help_text="The case that holds its entries, where it was registered twice.",
        ),
        "sections_complete": serializers.ListField(
            child=serializers.CharField(),
            allow_null=True,
            help_text="Sections whose entries are all there: only then does an absent entry mean no.",
        ),
    },
)
PATIENT = shapes_of(Patient, _names(Patient), {"version": serializers.IntegerField()})
ENTRY: dict[str, Shapes] = {
    section.slug: shapes_of(section.model, section.fields(), _entry_head()) for section in ENTRIES
}


class Voiding(Strict):
    """Takes something entered in error out of the record, or puts it back; it stays readable."""

    version = Whole(min_value=1, help_text=VERSION)
    reason = Text(max_length=300)


class Completion(Strict):
    """Says that all entries of a section are there, or takes it back."""

    version = Whole(min_value=1, help_text="Version of the case. " + VERSION)
    complete = serializers.BooleanField()
