"""Two registrations side by side: a choice for each field that differs, and for each entry found twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from centers.models import User

from ..comparison import Difference, Moving
from ..queries import MergePage
from ..services.merging import merge_cases, merge_patients
from .saving import blame

OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True)
class Choice:
    """A difference and its two radio buttons."""

    difference: Difference
    field: forms.BoundField


@dataclass(frozen=True)
class Arrival:
    """An entry that will move, and the box that leaves it out where the case has its twin."""

    moving: Moving
    field: forms.BoundField | None


class MergeForm(forms.Form):
    """What a person decides before two cases, or the patients of both, become one."""

    reason = forms.CharField(
        label=_("How do you know that they are the same?"),
        help_text=_("Your reason stays on record."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, page: MergePage, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.page = page
        if page.comparison is None:
            return
        self.initial["seen"] = page.comparison.stamp
        for one in page.comparison.differences:
            self.fields[one.key] = forms.ChoiceField(
                label=one.label,
                choices=[(OURS, one.ours or _("not entered")), (THEIRS, one.theirs or _("not entered"))],
                widget=forms.RadioSelect,
                initial=THEIRS if one.knows_less else OURS,
            )
        for moving in page.comparison.moving:
            if moving.twin:
                label = _("Leave it out: it is the same")
                self.fields[moving.key] = forms.BooleanField(
                    label=label, required=False, initial=moving.adds_nothing
                )

    def choices(self) -> list[Choice]:
        """For the template."""
        found = self.page.comparison
        return [Choice(one, self[one.key]) for one in found.differences] if found else []

    def arrivals(self) -> list[Arrival]:
        """For the template."""
        found = self.page.comparison
        return [Arrival(one, self[one.key] if one.twin else None) for one in found.moving] if found else []

    def merge(self, actor: User, *, patients: bool) -> bool:
        """Whether they are one now; if not, the form says why. Raises Conflict."""
        other = self.page.other
        if other is None or not self.is_valid():
            return False
        chosen = {name for name, value in self.cleaned_data.items() if value in (THEIRS, True)}
        about = {"seen": self.cleaned_data["seen"], "reason": self.cleaned_data["reason"], "take": chosen}
        case = self.page.case
        try:
            if patients:
                merge_patients(actor=actor, patient=case.patient, other=other.patient, **about)
            else:
                merge_cases(actor=actor, case=case, other=other, drop=chosen, **about)
        except ValidationError as error:
            blame(self, error)
            return False
        return True


class OtherCaseForm(forms.Form):
    """Which case is the other one; a GET form."""

    other = forms.CharField(label=_("ID of the other registration"), required=False, max_length=20)
