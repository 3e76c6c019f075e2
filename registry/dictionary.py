"""The data dictionary: every variable of the record, read off the models and the table of sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import display
from .coding import VOCABULARY_OF
from .fields import CodeField, CodeSetField, LinkField, NumberField, PartialDateField, WholeField
from .fieldsets import ONLY_FOR
from .models.base import Record
from .sections import DOTTED, SECTIONS, Section
from .vocabulary import Kind, Requirement, requirement_of

# The first kind that fits: coded fields are character fields too. Code of the type, and its name for people.
TYPES: tuple[tuple[type[Any], str, Promise], ...] = (
    (PartialDateField, "partial_date", _("date: day, month or year")),
    (CodeSetField, "code_set", _("set of codes")),
    (ArrayField, "text_list", _("list of texts")),
    (CodeField, "code", _("code")),
    (WholeField, "whole_number", _("whole number")),
    (NumberField, "decimal_number", _("decimal number")),
    (LinkField, "link", _("another entry or case")),
    (models.ForeignKey, "center", _("center")),
    (models.CharField, "text", _("text")),
)
_OWNERS = {model: owner for owner, model in DOTTED.items()}


@dataclass(frozen=True)
class Variable:
    """One variable. `name` is dotted (`case.size_mm`) as in the API and the clinical reference.

    `limits` are the lowest and highest number, or None; `length` the most characters of a text. `groups`:
    the tumor groups it is asked for, empty for all. `vocabulary` holds its values where `codes` does not.
    """

    name: str
    label: str
    heading: str | Promise
    type: str
    type_name: str | Promise
    unit: str
    codes: tuple[tuple[str, str | Promise], ...]
    vocabulary: Kind | None
    limits: tuple[float, float] | None
    length: int | None
    groups: tuple[str, ...]
    asked: Requirement


@dataclass(frozen=True)
class Chapter:
    """The variables of one section of the record."""

    section: Section
    variables: tuple[Variable, ...]


def dictionary() -> tuple[Chapter, ...]:
    """Every section with its variables, in the order people are asked; labels in the reader's language."""
    return tuple(Chapter(section, tuple(_variables(section))) for section in SECTIONS.values())


def variables_of(kind: Kind) -> list[tuple[Section, Variable]]:
    """The variables that hold keys of a vocabulary, with their sections."""
    return [
        (chapter.section, variable)
        for chapter in dictionary()
        for variable in chapter.variables
        if variable.vocabulary is kind
    ]


def rows() -> Iterator[dict[str, Any]]:
    """The dictionary for files and the API, one variable after the other; None where there is nothing."""
    for chapter in dictionary():
        for variable in chapter.variables:
            low, high = variable.limits or (None, None)
            yield {
                "name": variable.name,
                "section": chapter.section.slug,
                "heading": str(variable.heading),
                "label": variable.label,
                "type": variable.type,
                "unit": variable.unit or None,
                "codes": [{"code": code, "label": str(label)} for code, label in variable.codes],
                "vocabulary": variable.vocabulary,
                "lowest": low,
                "highest": high,
                "longest": variable.length,
                "groups": list(variable.groups),
                "level": variable.asked.level or None,
                "when": variable.asked.when or None,
                "source": variable.asked.source or None,
            }


def _variables(section: Section) -> Iterator[Variable]:
    for fieldset in section.fieldsets:
        for name in fieldset.fields:
            yield _variable(section.model, name, fieldset.title)


def _variable(model: type[Record], name: str, heading: str | Promise) -> Variable:
    declared: Any = model._meta.get_field(name)
    dotted = f"{_OWNERS[model]}.{name}"
    kind, type_name = next((kind, title) for cls, kind, title in TYPES if isinstance(declared, cls))
    coded = getattr(declared, "base_field", declared)
    return Variable(
        name=dotted,
        label=display.label(model, name),
        heading=heading,
        type=kind,
        type_name=type_name,
        unit=display.unit(name),
        codes=tuple(coded.flatchoices),
        vocabulary=VOCABULARY_OF.get(name),
        limits=getattr(declared, "limits", None),
        length=coded.max_length if kind in ("text", "text_list") else None,
        groups=tuple(sorted(ONLY_FOR.get(name, ()))),
        asked=requirement_of(dotted),
    )
