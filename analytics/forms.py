"""Filters of the quality pages. They live in the address; an unknown value is a message, never an error."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from centers.models import User
from registry import codes, display

from . import queries
from .knowledge.endpoints import ENDPOINTS, SPLITS
from .outcomes import Outcome
from .queries import NETWORK, Selection
from .survival import Question

GROUPS = [("", _("All groups")), *codes.SARCOMA_GROUP]
REVIEW = "review"  # the cases to look at: not met, or cannot be judged
SHOWN: dict[str, tuple[Outcome, ...]] = {
    REVIEW: (Outcome.NOT_MET, Outcome.NOT_ASSESSABLE),
    **{outcome.value: (outcome,) for outcome in Outcome},
}


def _places(user: User) -> list[tuple[str, Any]]:
    """The centers a person sees live, one by one where there are several."""
    centers = queries.centers_with_figures(user)
    if len(centers) == 1:
        return [("", str(centers[0]))]
    return [("", _("All centers you see")), *((center.code, str(center)) for center in centers)]


class FigureFilter(forms.Form):
    """Center, tumor group and year of diagnosis."""

    center = forms.ChoiceField(label=_("Center"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False, choices=GROUPS)
    period = forms.TypedChoiceField(
        label=_("Diagnosed in"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("You see no case that was diagnosed in %(value)s.")},
    )

    def __init__(self, user: User, *args: Any, network: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, year) for year in queries.years_of_diagnosis(user, network=network)]
        self.fields["period"].choices = [("", _("Any year")), *years]  # type: ignore[attr-defined]
        places = _places(user)
        if network and queries.sees_network(user):
            places.append((NETWORK, _("Network, all centers together")))
        self.fields["center"].choices = places  # type: ignore[attr-defined]

    def selection(self) -> Selection:
        """What was chosen; call it on a valid form."""
        chosen = self.cleaned_data
        return Selection(center=chosen["center"], group=chosen["group"], period=chosen["period"])

    @property
    def words(self) -> str:
        """The choice in one line, inside a sentence: center, group, year."""
        year = self.cleaned_data["period"]
        when = _("diagnosed in %(year)s") % {"year": year} if year else _("all years of diagnosis")
        return ", ".join([_chosen(self, "center"), _chosen(self, "group"), str(when)])


class WorklistFilter(FigureFilter):
    """The same, and which outcomes to list."""

    outcome = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(key, key) for key in SHOWN]
    )

    def outcomes(self) -> tuple[Outcome, ...]:
        return SHOWN[self.cleaned_data["outcome"] or REVIEW]


class SurvivalFilter(forms.Form):
    """End point, split, center and tumor group."""

    endpoint = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[(item.code, item.title) for item in ENDPOINTS.values()]
    )
    by = forms.ChoiceField(
        label=_("Split by"),
        required=False,
        choices=[("", _("No split")), *((code, split.label) for code, split in SPLITS.items())],
    )
    center = forms.ChoiceField(label=_("Center"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False, choices=GROUPS)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["center"].choices = _places(user)  # type: ignore[attr-defined]

    def question(self) -> Question:
        """What was chosen; call it on a valid form."""
        chosen = self.cleaned_data
        return Question(
            endpoint=ENDPOINTS[chosen["endpoint"] or "os"],
            by=chosen["by"],
            center=chosen["center"],
            group=chosen["group"],
        )

    @property
    def words(self) -> str:
        """The choice in one line, inside a sentence: center, group, and split where there is one."""
        split = _("split by %(field)s") % {"field": _chosen(self, "by")} if self.cleaned_data["by"] else ""
        return ", ".join(filter(None, [_chosen(self, "center"), _chosen(self, "group"), str(split)]))


def _chosen(form: forms.Form, name: str) -> str:
    """The label of what was chosen in a valid form, as it stands inside a sentence."""
    field: Any = form.fields[name]
    return display.within(dict(field.choices)[form.cleaned_data[name]])
