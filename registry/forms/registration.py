"""Quick register: the fourteen registration fields of a tumor group on one screen."""

from collections.abc import Mapping
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
from ..registration import OF_GROUP, OF_IDENTITY, OF_PATH, OF_PATIENT, OF_TUMOR
from ..services.cases import register_case
from .clinical import Group, RecordFields
from .inputs import PartialDateInput
from .saving import blame

GROUPS = dict(SARCOMA_GROUP)
# Widths in twelfths, so that all fourteen fit one screen.
SPANS = dict.fromkeys((*OF_IDENTITY, *OF_PATIENT), 3) | {"entity_id": 6, "topography_icdo": 6}


class RegistrationForm(RecordFields):
    """A new case of one tumor group at a center of the person who registers."""

    center = forms.ModelChoiceField(Center.objects.none(), label=gettext_lazy("Center"), empty_label=None)
    record_number = forms.CharField(label=gettext_lazy("Local record number"), required=False, max_length=60)
    birth_date = PartialDateInput(label=gettext_lazy("Date of birth, or year"), required=False)

    def __init__(self, group: str, centers: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.group, self.centers = group, list(centers)
        self.tumor_names = (*OF_TUMOR, OF_GROUP[group])
        self._choose_center(centers)
        self.add_record(Patient(), OF_PATIENT, group, compact=True)
        self.add_record(Case(), (*self.tumor_names, *OF_PATH), group, compact=True)
        for name, span in SPANS.items():
            self.fields[name].span = span  # type: ignore[attr-defined]
        self.fields["presentation_status"].label = _("State on arrival")

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
        """The new case, or None when something is wrong: the form then says what."""
        if not self.is_valid():
            return None
        born, cleaned = self.cleaned_data["birth_date"], self.cleaned_data
        entered = self.values((*self.tumor_names, *OF_PATH))
        try:
            return register_case(
                actor=actor,
                center=cleaned["center"],
                who=Identity(
                    birth_date=born.isoformat() if born else "", record_number=cleaned["record_number"]
                ),
                patient=self.values(OF_PATIENT),
                case=Values({"sarcoma_group": self.group, **entered.fields}, entered.missing),
            )
        except ValidationError as error:
            blame(self, error)
            return None
