"""Quick register: the fourteen registration fields of a tumor group on one screen, or, for a patient who is
known already, those of the tumor."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from centers.models import Center, User

from ..codes import SARCOMA_GROUP
from ..fieldsets import Fieldset
from ..identity import Identity
from ..models import Case, Patient
from ..records import Values
from ..registration import OF_EPISODE, OF_GROUP, OF_IDENTITY, OF_PATH, OF_PATIENT, OF_TUMOR
from ..services.cases import register_another, register_case
from .clinical import Group, RecordFields
from .inputs import PartialDateInput
from .saving import blame

GROUPS = dict(SARCOMA_GROUP)
# Widths in twelfths, so that all fourteen fit one screen.
SPANS = dict.fromkeys((*OF_IDENTITY, *OF_PATIENT), 3) | {"entity_id": 6, "topography_icdo": 6}


class NewCaseForm(RecordFields):
    """The fields of a new case of one tumor group, and what a subclass asks besides."""

    def __init__(self, group: str, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.group = group
        self.tumor_names = (*OF_TUMOR, OF_GROUP[group])

    def add_case(self, case: Case, more: Iterable[str] = ()) -> None:
        """Adds the fields of the case, at their width."""
        self.add_record(case, (*self.tumor_names, *OF_PATH, *more), self.group, compact=True)
        for name in SPANS.keys() & self.fields.keys():
            self.fields[name].span = SPANS[name]  # type: ignore[attr-defined]
        self.fields["presentation_status"].label = _("State on arrival")

    def tried(self, register: Callable[[], Case]) -> Case | None:
        """The new case, or None when something is wrong: the form then says what."""
        if not self.is_valid():
            return None
        try:
            return register()
        except ValidationError as error:
            blame(self, error)
            return None

    def entered(self, more: Iterable[str] = ()) -> Values:
        """What was entered of the case."""
        entered = self.values((*self.tumor_names, *OF_PATH, *more))
        return Values({"sarcoma_group": self.group, **entered.fields}, entered.missing)


class RegistrationForm(NewCaseForm):
    """A new patient with a first case, at a center of the person who registers."""

    center = forms.ModelChoiceField(Center.objects.none(), label=gettext_lazy("Center"), empty_label=None)
    record_number = forms.CharField(label=gettext_lazy("Local record number"), required=False, max_length=60)
    birth_date = PartialDateInput(label=gettext_lazy("Date of birth, or year"), required=False)

    def __init__(self, group: str, centers: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(group, data)
        self.centers = list(centers)
        self._choose_center(centers)
        self.add_record(Patient(), OF_PATIENT, group, compact=True)
        self.add_case(Case())

    def _choose_center(self, centers: Any) -> None:
        """Asked only of a person who registers for several centers."""
        field = cast("forms.ModelChoiceField[Center]", self.fields["center"])
        field.queryset = centers
        if len(self.centers) == 1:
            self.initial["center"] = self.centers[0].pk
            field.widget = forms.HiddenInput()

    def grouped(self) -> list[Group]:
        """For the template."""
        center = ("center",) if len(self.centers) > 1 else ()
        return self.groups(
            (
                Fieldset(_("Patient and consent"), (*center, *OF_IDENTITY, *OF_PATIENT)),
                Fieldset(_("Tumor"), self.tumor_names),
                Fieldset(_("On arrival"), OF_PATH),
            )
        )

    def register(self, actor: User) -> Case | None:
        """See `tried`."""
        return self.tried(
            lambda: register_case(
                actor=actor,
                center=self.cleaned_data["center"],
                who=self._who(),
                patient=self.values(OF_PATIENT),
                case=self.entered(),
            )
        )

    def _who(self) -> Identity:
        born, number = self.cleaned_data["birth_date"], self.cleaned_data["record_number"]
        return Identity(birth_date=born.isoformat() if born else "", record_number=number)


class AnotherCaseForm(NewCaseForm):
    """A further case of the patient of `known`: another tumor, or a relapse as a case of its own."""

    def __init__(self, group: str, known: Case, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(group, data)
        self.known = known
        self.add_case(Case(patient=known.patient), OF_EPISODE)

    def grouped(self) -> list[Group]:
        """For the template."""
        return self.groups(
            (
                Fieldset(_("Tumor"), self.tumor_names),
                Fieldset(_("On arrival"), OF_PATH),
                Fieldset(_("Which tumor it is"), OF_EPISODE),
            )
        )

    def register(self, actor: User) -> Case | None:
        """See `tried`."""
        return self.tried(
            lambda: register_another(actor=actor, patient=self.known.patient, case=self.entered(OF_EPISODE))
        )
