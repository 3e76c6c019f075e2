"""The form of any clinical record, made from its model and a list of field names.

A draft always saves: nothing is required. What is stored is what changed; an empty field may say why.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from centers.actions import Conflict
from centers.models import Center, User

from .. import display
from ..fields import CodeField, CodeSetField, LinkField, NumberField, PartialDateField, WholeField
from ..fieldsets import Fieldset
from ..models import Case
from ..models.base import Record
from ..queries import RecordPage
from ..records import Values
from .inputs import CodeInput, CodeSetInput, NumberInput, PartialDateInput, TextListInput, missing_input
from .names import alteration_input, drugs_input, histology_input, site_input
from .saving import blame, save

MISSING = "_missing"
THEIRS = "theirs"  # the button that takes the stored value of a field after a conflict
HINTS = {
    "entity_id": gettext_lazy("name, synonym, abbreviation or ICD-O code"),
    "topography_icdo": gettext_lazy("name or ICD-O code"),
    "morphology_icdo": gettext_lazy("follows from the histology"),
    "site_group": gettext_lazy("follows from the site"),
    "age_at_diagnosis": gettext_lazy("follows from birth and diagnosis"),
    "country_residence": gettext_lazy("two letters, as PE or ES"),
    "primary_case": gettext_lazy("for a relapse registered as a case of its own"),
    "drugs": gettext_lazy("names or ATC codes, separated by commas"),
    "registry_id": gettext_lazy("as NCT04181970"),
    "gene_or_fusion": gettext_lazy("as KIT or EWSR1::FLI1"),
    "variant_hgvs": gettext_lazy("as p.Val559Asp"),
    "vaf": gettext_lazy("from 0 to 1"),
}


@dataclass(frozen=True)
class Advice:
    """A message at a field: what is stored now, and the button that takes it."""

    text: str
    actions: tuple[tuple[str, str, str], ...] = ()
    level: str = "check"


@dataclass(frozen=True)
class Group:
    """Bound fields under one heading, for the template."""

    title: str | Promise
    fields: tuple[forms.BoundField, ...]


class LinkInput(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Another row of the case, or case of the patient, which says what tumor it is."""

    def label_from_instance(self, obj: models.Model) -> str:
        told = display.summary(obj, ("entity_id", "diagnosis_date")) if isinstance(obj, Case) else ""
        return f"{obj} {told}".strip()


def _number(field: Any, **kwargs: Any) -> forms.Field:
    low, high = field.limits
    if isinstance(field, NumberField):
        kwargs |= {"max_digits": field.max_digits, "decimal_places": field.decimal_places}
    whole = isinstance(field, WholeField)
    return NumberInput(unit=display.unit(field.name), whole=whole, min_value=low, max_value=high, **kwargs)


def _center(field: Any, **kwargs: Any) -> forms.Field:
    kwargs.pop("label_suffix", None)
    made = forms.ModelChoiceField(Center.objects.all(), empty_label=_("Not entered"), **kwargs)
    made.span = 4  # type: ignore[attr-defined]
    return made


def _text(field: Any, **kwargs: Any) -> forms.Field:
    return forms.CharField(max_length=field.max_length, empty_value=None, **kwargs)


# The first class a model field is an instance of decides what people type into.
_KINDS: tuple[tuple[type[models.Field[Any, Any]], Callable[..., forms.Field]], ...] = (
    (PartialDateField, lambda field, **kwargs: PartialDateInput(**kwargs)),
    (CodeSetField, lambda field, **kwargs: CodeSetInput(choices=field.base_field.choices, **kwargs)),
    (ArrayField, lambda field, **kwargs: TextListInput(**kwargs)),
    (models.ForeignKey, _center),
    (WholeField, _number),
    (NumberField, _number),
    (models.CharField, _text),
)
# What holds terms of a vocabulary is typed as their names.
_TERMS: dict[str, Callable[..., forms.Field]] = {
    "entity_id": histology_input,
    "topography_icdo": site_input,
    "drugs": drugs_input,
    "gene_or_fusion": alteration_input,
}
# What has no code of its own for "unknown" says beside the field why it is empty.
_EXPLAINED = (PartialDateField, WholeField, NumberField, models.CharField)


def form_field(record: Record, name: str, group: str | None, *, compact: bool = False) -> forms.Field:
    """What people type into for one field of a record; `group` (STS, BS, GIST) narrows names offered."""
    field: Any = record._meta.get_field(name)
    kwargs: dict[str, Any] = {"label": display.label(type(record), name), "required": False}
    kwargs["help_text"] = HINTS.get(name, "")
    if name in _TERMS:
        return _TERMS[name](group, **kwargs)
    if isinstance(field, LinkField):
        return LinkInput(field.offered(record), empty_label=_("Not entered"), **kwargs)
    if isinstance(field, CodeField):
        return CodeInput(codes=field.flatchoices, stored=getattr(record, name), compact=compact, **kwargs)
    return next(make for kind, make in _KINDS if isinstance(field, kind))(field, **kwargs)


def is_explained(record: Record, name: str) -> bool:
    """Whether the field has a companion that says why it is empty."""
    field = record._meta.get_field(name)
    return isinstance(field, _EXPLAINED) and not isinstance(field, CodeField) and name not in display.NAMES


class RecordFields(forms.Form):
    """A form over fields of one or more records, with their companions."""

    def add_record(
        self, record: Record, names: Iterable[str], group: str | None, *, compact: bool = False
    ) -> None:
        """Adds the fields of a record with what is stored."""
        for name in names:
            field: Any = record._meta.get_field(name)
            self.fields[name] = form_field(record, name, group, compact=compact)
            self.initial[name] = field.value_from_object(record)
            if is_explained(record, name):
                self.fields[name + MISSING] = missing_input(str(self.fields[name].label))
                self.initial[name + MISSING] = record.missing.get(name, "")

    def clean(self) -> dict[str, Any]:
        """A value and a reason for none cannot both stand; a newly typed value takes the old reason back."""
        cleaned = super().clean() or self.cleaned_data
        for name in [name for name in self.fields if name + MISSING in self.fields]:
            reason = cleaned.get(name + MISSING)
            if cleaned.get(name) is None or not reason:
                continue
            if name in self.changed_data and name + MISSING not in self.changed_data:
                cleaned[name + MISSING] = ""
            else:
                self.add_error(name, _("A value and a reason for having none cannot both stand. Clear one."))
        return cleaned

    def values(self, names: Iterable[str]) -> Values:
        """What changed, for the services."""
        names = list(names)
        fields = {name: self.cleaned_data[name] for name in names if name in self.changed_data}
        missing = {
            name: self.cleaned_data[name + MISSING]
            for name in names
            if name + MISSING in self.changed_data and self.cleaned_data[name] is None
        }
        return Values(fields, missing)

    def groups(self, fieldsets: Iterable[Fieldset]) -> list[Group]:
        """The bound fields in the order of the fieldsets."""
        return [Group(part.title, tuple(self[name] for name in part.fields)) for part in fieldsets]


class ClinicalForm(RecordFields):
    """One record of a case: fields of the case or patient, or an entry, new when it is not saved yet.

    After a conflict `advice` says at each field that differs what is stored; saving again keeps one's own.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, page: RecordPage, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"version": page.record.version})
        self.case, self.record, self.fieldsets = page.case, page.record, page.fieldsets
        self.names = [name for part in self.fieldsets for name in part.fields]
        self.advice: dict[str, list[Advice]] = {}
        self.add_record(self.record, self.names, self.case.sarcoma_group)

    def grouped(self) -> list[Group]:
        """For the template."""
        return self.groups(self.fieldsets)

    def submit(self, actor: User) -> HTTPStatus:
        """Saves. OK, or why not: 422 when values are wrong, 409 when the record changed meanwhile.

        Raises Conflict for an entry that was voided.
        """
        if THEIRS in self.data:
            return self._take(str(self.data[THEIRS]))
        if not self.is_valid():
            return HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            save(actor, self.case, self.record, self.cleaned_data["version"], self.values(self.names))
        except ValidationError as error:
            blame(self, error)
            return HTTPStatus.UNPROCESSABLE_ENTITY
        except Conflict:
            self._compare(reload=True)
            return HTTPStatus.CONFLICT
        return HTTPStatus.OK

    def _compare(self, *, reload: bool) -> None:
        """Shows what is stored now wherever it differs from what was typed; the next save is on top of it."""
        stored = type(self.record)._default_manager.get(pk=self.record.pk) if reload else self.record
        if getattr(stored, "voided_at", None):
            raise Conflict(_("This entry was voided meanwhile. What you typed was not saved."))
        for name in self.names:
            field: Any = stored._meta.get_field(name)
            if _plain(self.cleaned_data.get(name)) != field.value_from_object(stored):
                text = display.answer(stored, name) or _("not entered")
                button = (THEIRS, name, _("Take what is stored"))
                self.advice[name] = [Advice(_("Stored meanwhile: %(value)s.") % {"value": text}, (button,))]
        self.data = data = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(stored.version)

    def _take(self, name: str) -> HTTPStatus:
        """Puts what is stored into one field and saves nothing."""
        self.data = data = self.data.copy()  # type: ignore[attr-defined]
        if name in self.names:
            stored = self.fields[name].prepare_value(self.initial[name])
            data.setlist(name, stored if isinstance(stored, list) else ["" if stored is None else stored])
            data[name + MISSING] = self.initial.get(name + MISSING, "")
        self.is_valid()
        self._compare(reload=False)
        return HTTPStatus.CONFLICT


def _plain(value: Any) -> Any:
    """A cleaned value as the database column holds it: a center by its key."""
    return value.pk if isinstance(value, models.Model) else value
