"""What a mapping may write to: the fields of patient and case, and the entries of a case."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from ..fields import CodeField, CodeSetField, LinkField
from ..models.base import Entry, Record
from ..sections import DOTTED, ENTRIES

KINDS: dict[str, type[Entry]] = {name: model for name, model in DOTTED.items() if issubclass(model, Entry)}
OWNERS: dict[str, type[Record]] = {name: model for name, model in DOTTED.items() if name not in KINDS}
MODELS: dict[str, type[Record]] = {**OWNERS, **KINDS}
# What tells two entries of one kind apart, unless the mapping says `identified_by` (docs/mapping-guide.md).
IDENTIFIED_BY: dict[str, tuple[str, ...]] = {
    name: (section.entry_model.when, *section.apart)
    for section in ENTRIES
    for name, model in KINDS.items()
    if model is section.model
}
VOCABULARY = ("entity_id", "topography_icdo")  # text columns whose values are codes of a vocabulary
Field = models.Field[Any, Any]


@dataclass(frozen=True)
class Target:
    """A field of the record that a column may fill."""

    owner: str
    field: Field

    @property
    def name(self) -> str:
        """The name of the field on its model."""
        return self.field.name

    @property
    def codes(self) -> list[str]:
        """The codes it takes; empty for dates, numbers and texts."""
        field = self.field.base_field if isinstance(self.field, CodeSetField) else self.field
        return [code for code, _label in field.flatchoices] if self.is_coded else []

    @property
    def is_coded(self) -> bool:
        """Whether it holds codes of a list in `codes.py`."""
        return isinstance(self.field, CodeField | CodeSetField)

    @property
    def is_vocabulary(self) -> bool:
        """Whether it holds an id of a vocabulary file."""
        return self.name in VOCABULARY

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"


def fields_of(owner: str) -> dict[str, Target]:
    """The fields an import may fill, by name. What the registry keeps for itself is not among them, nor are
    links to other rows: a file has no name for those."""
    return {
        field.name: Target(owner, field)
        for field in MODELS[owner]._meta.concrete_fields
        if field.editable and not field.primary_key and not isinstance(field, LinkField)
    }
