"""The form that adds a file to a case."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from centers.models import User

from ..event_codes import ATTACHMENT_KIND
from ..files.rebuilding import MAX_BYTES, refusal
from ..models import Case
from ..queries.reading import Entries
from ..records import Values
from ..sections import SECTIONS
from ..services.attachments import add_attachment
from .inputs import CodeInput, PartialDateInput
from .saving import blame

ABOUT = ("kind", "title", "date", "note")  # fields of the row that may stay empty


class AttachForm(forms.Form):
    """A file, what it is, and who may see it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG or PDF, up to 15 MB and 50 pages"),
        allow_empty_file=True,  # the service says what is wrong with it
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        error_messages={"required": _("Choose a JPEG, PNG or PDF of at most 15 MB.")},
    )
    names_patient = forms.TypedChoiceField(
        label=_("Can one read in it who the patient is?"),
        help_text=_("A name, a date of birth or a record number; also in a margin or on a label."),
        choices=[
            ("yes", _("Yes: only people of your center who may know it see the file")),
            ("no", _("No: everyone who may read the case sees the file")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Look through the file and say whether it shows who the patient is.")},
    )
    kind = CodeInput(codes=ATTACHMENT_KIND, stored=None, compact=True, label=_("What it is"), required=False)
    date = PartialDateInput(
        label=_("Date of the document"), help_text=_("day month year, or the year"), required=False
    )
    entry = forms.ChoiceField(label=_("Belongs to"), required=False)
    title = forms.CharField(
        label=_("Title"), help_text=_("never the patient’s name"), required=False, max_length=100
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, entries: Entries, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (SECTIONS[slug].title, [(f"{slug}:{row.pk}", capfirst(str(row))) for row in rows])
            for slug, rows in entries.items()
            if rows
        ]
        cast("forms.ChoiceField", self.fields["entry"]).choices = [("", gettext("The case")), *groups]

    def clean_file(self) -> bytes:
        """What was sent; refused before it is read when it is too large."""
        sent = self.cleaned_data["file"]
        if sent.size > MAX_BYTES:
            raise forms.ValidationError(refusal("size").message_dict["file"])
        content: bytes = sent.read()
        return content

    def attach(self, actor: User, case: Case) -> bool:
        """Whether the file was added; if not, the form says why. Raises Http404, PermissionDenied."""
        if not self.is_valid():
            return False
        said = self.cleaned_data
        about = Values({name: said[name] for name in ABOUT if said[name]})
        try:
            add_attachment(
                actor=actor,
                case=case,
                content=said["file"],
                names_patient=said["names_patient"],
                about=about,
                entry=said["entry"],
            )
        except ValidationError as error:
            blame(self, error)
            return False
        return True
