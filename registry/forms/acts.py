"""Small forms of single acts: take an entry out, say a section is complete, say who the patient is."""

from dataclasses import asdict
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from centers.models import User

from ..dates import PartialDate
from ..identity import Identity
from ..models import Case, Patient
from ..models.base import Entry, Record
from ..sections import Section
from ..services.cases import change_identity, mark_section
from ..services.entries import void_entry
from .inputs import PartialDateInput
from .saving import blame


class VoidForm(forms.Form):
    """Why an entry is wrong."""

    reason = forms.CharField(
        label=_("Why is this entry wrong?"),
        help_text=_("The entry leaves the course of the case; it and your reason stay on record."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def void(self, actor: User, entry: Record) -> bool:
        """Whether the entry was taken out. Raises Conflict."""
        if not self.is_valid():
            return False
        cleaned, row = self.cleaned_data, cast("Entry", entry)
        void_entry(actor=actor, entry=row, version=cleaned["version"], reason=cleaned["reason"])
        return True


class CompleteForm(forms.Form):
    """All entries of a section are there, or no longer."""

    complete = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes"
    )
    version = forms.IntegerField()

    def mark(self, actor: User, case: Case, section: Section) -> bool:
        """Whether the form could be read. Raises Conflict."""
        if not self.is_valid() or section.code is None:
            return False
        mark_section(actor=actor, case=case, section=section.code, **self.cleaned_data)
        return True


class IdentityForm(forms.Form):
    """Who the patient is. Stored encrypted; seen by the roles of the owning center that may know it."""

    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    birth_date = PartialDateInput(
        label=_("Date of birth"), help_text=_("day month year, or the year"), required=False
    )
    record_number = forms.CharField(label=_("Local record number"), required=False, max_length=60)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, who: Identity, version: int) -> "IdentityForm":
        """Filled with what is known."""
        born = PartialDate.parse(who.birth_date) if who.birth_date else None
        return cls(initial={**asdict(who), "birth_date": born, "version": version})

    def change(self, actor: User, patient: Patient) -> bool:
        """Whether it was stored; if not, the form says why. Raises Conflict."""
        if not self.is_valid():
            return False
        said = dict(self.cleaned_data)
        born, version = said.pop("birth_date"), said.pop("version")
        who = Identity(**said, birth_date=born.isoformat() if born else "")
        try:
            change_identity(actor=actor, patient=patient, version=version, who=who)
        except ValidationError as error:
            blame(self, error)
            return False
        return True
