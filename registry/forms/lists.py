"""The filters of the case list, read from the address: what is not understood is said, never a failure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import codes
from ..columns import COLUMNS, DEFAULT_SORT, SORTS, Column
from ..dates import extent
from ..queries import Filters
from ..queries.lists import STAGES
from .inputs import NameInput, PartialDateInput
from .names import histology_input

OPENING = ("q", "group", "site", "since", "until")
MORE = ("entity", "extent", "stage", "grade", "status", "center")  # behind "More filters"


@dataclass(frozen=True)
class InUse:
    """A filter that narrows the list, in words; `query` is the list without it."""

    label: str | Promise
    value: str
    query: str


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
    since = PartialDateInput(label=_("Diagnosed from"), required=False)
    until = PartialDateInput(label=_("to"), required=False)
    entity = forms.CharField(required=False)  # offers names in the language of the reader: see __init__
    extent = forms.ChoiceField(
        label=_("Extent"), required=False, choices=[("", _("Any extent")), *codes.EXTENT]
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[("", _("Any stage")), *((stage, stage) for stage in STAGES)],
    )
    grade = forms.ChoiceField(label=_("Grade"), required=False, choices=[("", _("Any grade")), *codes.GRADE])
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Any status")), *codes.VITAL_STATUS]
    )
    center = forms.ChoiceField(label=_("Center"), required=False)
    column = forms.MultipleChoiceField(
        label=_("Columns beside the case"),
        required=False,
        choices=[(key, column.label) for key, column in COLUMNS.items() if key != "id"],
        widget=forms.CheckboxSelectMultiple,
    )
    sort = forms.ChoiceField(
        required=False,
        choices=[(key, key) for name in SORTS for key in (name, f"-{name}")],
        widget=forms.HiddenInput,
    )

    def __init__(self, data: QueryDict | None, centers: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.centers = centers
        self.fields["entity"] = histology_input(label=_("Histology"), required=False)
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
        columns = tuple(found.pop("column", ()))
        return Filters(**{"sort": DEFAULT_SORT, **found, "columns": columns})

    def ignored(self) -> list[str]:
        """`Group: XX` for every value that no filter has."""
        return [f"{self[name].label}: {self.data.get(name)}" for name in self.errors]

    def pairs(self, *without: str) -> list[tuple[str, str]]:
        """Name and text of what was understood, in the order of the fields; the usual order is not said."""
        found = self._understood()
        if found.get("sort") == DEFAULT_SORT:
            del found["sort"]
        said = {name: cast("QueryDict", self.data).getlist(name) for name in found}
        if "column" in found:
            said["column"] = [key for key in COLUMNS if key in found["column"]]
        names = [name for name in self.fields if name in said and name not in without]
        return [(name, text) for name in names for text in said[name]]

    def chosen(self) -> list[tuple[str, str]]:
        """The columns, where somebody chose them."""
        return [pair for pair in self.pairs() if pair[0] == "column"]

    def narrowing(self) -> list[tuple[str, str]]:
        """Everything but the columns."""
        return self.pairs("column")

    def query(self, *without: str) -> str:
        """The list as a query string, always the same for the same list."""
        return urlencode(self.pairs(*without))

    def in_use(self) -> list[InUse]:
        """The filters that narrow the list."""
        found = self._understood()
        return [
            InUse(self.fields[name].label or "", self._words(name, found[name]), self.query(name))
            for name in (*OPENING, *MORE)
            if name in found
        ]

    def words(self) -> str:
        """The filters in one line, for a file."""
        return "; ".join(f"{used.label}: {used.value}" for used in self.in_use()) or str(_("All cases"))

    def shown(self, columns: Iterable[Column]) -> "FilterForm":
        """The form to draw: what was understood, and the columns seen, ready to be changed."""
        initial = {**self._understood(), "column": [column.key for column in columns]}
        return FilterForm(None, self.centers, initial=initial)

    def opening(self) -> list[forms.BoundField]:
        """The filters that are always in sight."""
        return [self[name] for name in OPENING]

    def more(self) -> list[forms.BoundField]:
        """The filters that are opened when they are wanted."""
        return [self[name] for name in MORE if not self[name].is_hidden]

    def more_used(self) -> bool:
        """Whether one of those narrows the list."""
        return any(self.initial.get(name) for name in MORE)

    def _understood(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])  # type: ignore[arg-type]
        return field.name(value) if isinstance(field, NameInput) else str(value)


class ViewForm(forms.Form):
    """The name of a saved view."""

    name = forms.CharField(label=_("Name of the view"), max_length=40)
