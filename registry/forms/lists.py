"""The filters of the case list, read from the address: what is not understood is said, never a failure."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import codes
from ..dates import extent
from ..queries.cases import DEFAULT_SORT, SORTS, Filters
from .inputs import PartialDateInput


class FilterForm(forms.Form):
    """A GET form over `Filters`."""

    q = forms.CharField(
        label=_("Case or text"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("ID, histology, site")}),
    )
    group = forms.ChoiceField(
        label=_("Group"), required=False, choices=[("", _("All groups")), *codes.SARCOMA_GROUP]
    )
    site = forms.ChoiceField(
        label=_("Site"), required=False, choices=[("", _("Any site")), *codes.SITE_GROUP]
    )
    extent = forms.ChoiceField(
        label=_("Extent"), required=False, choices=[("", _("Any extent")), *codes.EXTENT]
    )
    center = forms.ChoiceField(label=_("Center"), required=False)
    since = PartialDateInput(label=_("Diagnosed from"), required=False)
    until = PartialDateInput(label=_("to"), required=False)
    sort = forms.ChoiceField(
        required=False,
        choices=[(key, key) for name in SORTS for key in (name, f"-{name}")],
        widget=forms.HiddenInput,
    )

    def __init__(self, data: Mapping[str, Any] | None, centers: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.centers = centers
        choices = [(center.code, center.code) for center in centers]
        field = cast("forms.ChoiceField", self.fields["center"])
        field.choices = [("", _("All centers")), *choices]
        if len(choices) < 2:
            field.widget = forms.HiddenInput()
        for name in ("since", "until"):
            self.fields[name].echo = ""  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was understood; a value that was not is left out and named in `ignored`."""
        found = self._understood()
        if "since" in found:
            found["since"] = extent(found["since"])[0]
        if "until" in found:
            found["until"] = extent(found["until"])[1]
        return Filters(**{"sort": DEFAULT_SORT, **found})

    def ignored(self) -> list[str]:
        """`Group: XX` for every value that no filter has."""
        return [f"{self[name].label}: {self.data.get(name)}" for name in self.errors]

    def shown(self) -> "FilterForm":
        """The form to draw: what was understood, ready to be changed."""
        return FilterForm(None, self.centers, initial=self._understood())

    def _understood(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
