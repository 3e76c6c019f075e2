"""API shapes of the vocabularies and the data dictionary."""

from rest_framework import serializers

from centers.serializers import Code, Paging, Strict, Text, page_of

from ..codes import SARCOMA_GROUP
from ..dictionary import TYPES
from ..vocabulary import Kind, Level, Review

KINDS = [(kind.value, str(kind.label)) for kind in Kind]


class TermFilters(Paging):
    """What is searched. Without `q` everything is found, in the order of the files."""

    q = Text(
        max_length=100, required=False, allow_blank=True, help_text="Name, synonym, code or abbreviation."
    )
    kind = Code(choices=KINDS, required=False)
    group = Code(
        choices=SARCOMA_GROUP, required=False, help_text="Leaves out histologies of other tumor groups."
    )


class TermListed(Strict):
    """A term of a vocabulary, best match first."""

    kind = serializers.ChoiceField(choices=KINDS, source="term.kind")
    key = serializers.CharField(source="term.key", help_text="Its id, unique in its kind.")
    name = serializers.CharField(source="term.name")
    code = serializers.CharField(
        source="term.code", allow_blank=True, help_text="ICD-O-3.2 or ATC; empty for none."
    )
    matched = serializers.CharField(
        source="by", allow_blank=True, help_text="The other name or code that fits what was typed."
    )
    review = serializers.ChoiceField(choices=Review.choices, source="term.review")


TermPage = page_of(TermListed)


class CodeLabel(Strict):
    """A code and what it means."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class Variable(Strict):
    """One variable of the record. Null or an empty list: there is none."""

    name = serializers.CharField(help_text="As owner.field: case.size_mm.")
    section = serializers.CharField(help_text="The section of a case it is asked in.")
    heading = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    type = serializers.ChoiceField(choices=[(code, str(name)) for _cls, code, name in TYPES])
    unit = serializers.CharField(allow_null=True)
    codes = CodeLabel(many=True)
    vocabulary = serializers.ChoiceField(choices=KINDS, allow_null=True)
    lowest = serializers.FloatField(allow_null=True)
    highest = serializers.FloatField(allow_null=True)
    longest = serializers.IntegerField(allow_null=True, help_text="Characters of a text.")
    groups = serializers.ListField(
        child=serializers.CharField(), help_text="Tumor groups it is asked for; empty for all."
    )
    level = serializers.ChoiceField(choices=Level.choices, allow_null=True)
    when = serializers.CharField(allow_null=True, help_text="The cases the level holds for; null for all.")
    source = serializers.CharField(allow_null=True, help_text="Registry or paper it comes from.")  # type: ignore[assignment]
