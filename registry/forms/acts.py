"""Small forms of single acts: void and restore, say a section is complete, say who the patient is."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from centers.models import User

from ..dates import PartialDate
from ..identity import Identity
from ..models import Case, Patient
from ..models.base import Record
from ..sections import Section
from ..services.cases import change_identity, mark_section
from ..services.entries import restore_entry, void_entry
from ..services.voiding import restore_case, void_case
from .inputs import PartialDateInput
from .saving import blame


class ReasonForm(forms.Form):
    """Why something is taken out of the record, or put back."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Your reason stays on record."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Deed:
    """One such act: what its page says, and the service that does it to the argument `on`."""

    title: Promise
    consequence: Promise
    button: Promise
    done: Promise
    act: Callable[..., None]
    on: str
    dangerous: bool = True

    def do(self, actor: User, record: Record, form: ReasonForm) -> bool:
        """Whether it was done; if not, the form says why. Raises Conflict."""
        if not form.is_valid():
            return False
        self.act(actor=actor, **{self.on: record}, **form.cleaned_data)
        return True


VOID_ENTRY = Deed(
    _("Take out a wrong entry"),
    _("The entry leaves the course of the case; it can be put back."),
    _("Take this entry out"),
    _("The entry was taken out. It can be put back from the list below."),
    void_entry,
    "entry",
)
RESTORE_ENTRY = Deed(
    _("Put an entry back"),
    _("The entry counts again, as it was when it was taken out."),
    _("Put this entry back"),
    _("The entry was put back."),
    restore_entry,
    "entry",
    dangerous=False,
)
VOID_FILE = Deed(
    _("Take out a wrong file"),
    _("The file opens no more. It stays stored, with your reason, and can be added again."),
    _("Take this file out"),
    _("The file was taken out. Its reason stays on record."),
    void_entry,
    "entry",
)
VOID_CASE = Deed(
    _("Void a case registered in error"),
    _("The case leaves lists, figures and survival. It stays readable under its ID, and can be restored."),
    _("Void this case"),
    _("The case was voided. It can be restored from this page."),
    void_case,
    "case",
)
RESTORE_CASE = Deed(
    _("Restore a voided case"),
    _("The case returns to lists, figures and survival, as it was when it was voided."),
    _("Restore this case"),
    _("The case was restored."),
    restore_case,
    "case",
    dangerous=False,
)


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
