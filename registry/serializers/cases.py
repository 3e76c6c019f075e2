"""API shapes of whole cases: the list, the record, the registration."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from centers.serializers import Code, Paging, Strict, Text, page_of, shape

from .. import codes
from ..columns import SORTS
from ..dates import extent
from ..derivations import Result
from ..identity import Identity
from ..models import Case, Derived
from ..queries import Filters, Opened
from ..queries.lists import STAGES
from ..sections import ENTRIES
from ..vocabulary import find_entity
from .fields import PartialDateText, field
from .records import CASE, ENTRY, PATIENT

SORT_KEYS = [sign + key for key in SORTS for sign in ("", "-")]


class CaseFilters(Paging):
    """What narrows the list of cases. Each may be left out."""

    q = Text(max_length=200, required=False, help_text="Public id, own record number, histology or site.")
    group = Code(choices=codes.SARCOMA_GROUP, required=False)
    site = Code(choices=codes.SITE_GROUP, required=False)
    entity = Text(max_length=40, required=False, help_text="Id of a histology.")
    extent = Code(choices=codes.EXTENT, required=False)
    stage = Code(choices=[*STAGES], required=False, help_text="Derived (AJCC 8), with its subgroups.")
    grade = Code(choices=codes.GRADE, required=False, help_text="Final grade, else the derived one.")
    status = Code(choices=codes.VITAL_STATUS, required=False)
    center = Text(max_length=12, required=False, help_text="Code of the owning center.")
    since = PartialDateText(required=False, help_text="Diagnosed from this day, month or year on.")
    until = PartialDateText(required=False, help_text="Diagnosed up to the end of this day, month or year.")
    sort = Code(choices=SORT_KEYS, required=False, help_text="Descending with a minus.")

    def validate_entity(self, value: str) -> str:
        if find_entity(value) is None:
            raise serializers.ValidationError(_("This histology is not in the vocabulary."))
        return value


_LISTED = (
    "sarcoma_group",
    "entity_id",
    "topography_icdo",
    "site_group",
    "size_mm",
    "disease_extent_dx",
    "grade_final",
)
CaseListed = shape(
    "CaseListed",
    "A case in a list.",
    {
        "public_id": serializers.CharField(),
        "center": serializers.CharField(source="center.code"),
        **{name: field(Case, name, required=True) for name in (*_LISTED, "diagnosis_date")},
        "dates_shifted": serializers.BooleanField(),
        "fnclcc_grade": serializers.CharField(
            source="derived.fnclcc_grade", allow_null=True, help_text="Derived."
        ),
        "stage": serializers.CharField(
            source="derived.stage", allow_null=True, help_text="Derived (AJCC 8)."
        ),
    },
)
CasePage = page_of(CaseListed)


class FactUsed(Strict):
    """One line of the explanation of a derived value."""

    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.CharField(allow_blank=True, help_text="A number is in the unit of its field.")
    points = serializers.CharField(allow_null=True, help_text="What the rule made of the value.")
    field = serializers.CharField(allow_null=True, help_text="Where it was entered, as case.size_mm.")


class CheckedValue(Strict):
    """One of the values that contradict each other."""

    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.CharField()


class Derivation(Strict):
    """What a published rule makes of the case, what it rests on, and where it stands in the literature."""

    name = serializers.CharField()
    outcome = serializers.ChoiceField(choices=["DERIVED", "NOT_ASSESSABLE", "NOT_APPLICABLE"])
    value = serializers.DictField(child=serializers.JSONField(), help_text="Empty unless DERIVED.")
    reason = serializers.CharField(allow_null=True)
    reason_text = serializers.CharField(allow_blank=True, help_text="The reason in words.")
    facts = FactUsed(many=True)
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="Fields to fill, as case.size_mm."
    )
    version = serializers.CharField()
    citation = serializers.CharField()
    unreviewed = serializers.ListField(
        child=serializers.CharField(), help_text="What no clinician has confirmed yet; see the documentation."
    )
    inputs = serializers.DictField(
        child=serializers.JSONField(), help_text="What the rule was given; empty when it was not asked."
    )


class Check(Strict):
    """What contradicts a plausibility rule: stored all the same, to be looked at."""

    code = serializers.CharField(help_text="The rule's.")
    level = serializers.ChoiceField(choices=["check", "note"])
    sentence = serializers.CharField()
    values = CheckedValue(many=True, source="lines")


def derivations_of(case: Case) -> list[dict[str, Any]]:
    """The stored derivations of a case."""
    rows: list[dict[str, Any]] = [
        dict(Derivation(Result.from_json(result)).data) for result in Derived.of(case).results.values()
    ]
    return rows


Events = shape(
    "Events",
    "The entries of a case that stand, oldest first, by section.",
    {section.slug: ENTRY[section.slug].shown(many=True) for section in ENTRIES},
)


class IdentityEntered(Strict):
    """Who the patient is. Stored encrypted, readable by the own center alone, never answered by the API."""

    name = Text(max_length=200, required=False)
    birth_date = PartialDateText(required=False)
    record_number = Text(max_length=60, required=False, help_text="Local record number; once per center.")


def identity_of(given: dict[str, Any]) -> Identity:
    """Checked values as the services take them."""
    born = given.get("birth_date")
    return Identity(given.get("name", ""), born.isoformat() if born else "", given.get("record_number", ""))


class Registration(Strict):
    """A new patient with a first case, at one of the caller's own centers."""

    center = Text(max_length=12, help_text="Code of the center that will own the case.")
    case = CASE.entered()
    patient = PATIENT.entered(required=False)
    identity = IdentityEntered(required=False)


class CaseRecord(Strict):
    """A case with everything that is known of it, except who the patient is."""

    case = CASE.shown()
    patient = PATIENT.shown(source="case.patient")
    events = Events(source="entries")
    derivations = serializers.SerializerMethodField()
    checks = Check(many=True, source="findings")

    @extend_schema_field(Derivation(many=True))
    def get_derivations(self, opened: Opened) -> list[dict[str, Any]]:
        return derivations_of(opened.case)


def filters_of(asked: Mapping[str, Any]) -> Filters:
    """Checked query parameters as the queries take them; a partial date stands for all its days."""
    found = {name: value for name, value in asked.items() if name not in ("page", "size")}
    for name, end in (("since", 0), ("until", 1)):
        if name in found:
            found[name] = extent(found[name])[end]
    return Filters(**found)
