"""Looking up terms of the vocabularies: a GET form read from the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..vocabulary import VOCABULARIES, Match, search_terms

LONGEST = 100  # characters of a searched text


class LookupForm(forms.Form):
    """What is searched, and in which vocabulary; a kind that does not exist is left out."""

    q = forms.CharField(
        label=_("Name, synonym, code or abbreviation"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(
        label=_("Vocabulary"),
        required=False,
        choices=[("", _("All vocabularies")), *((kind, one.title) for kind, one in VOCABULARIES.items())],
    )

    def matches(self) -> tuple[Match, ...]:
        """The terms found, best first."""
        self.is_valid()
        found: dict[str, Any] = self.cleaned_data
        return search_terms(found.get("q", ""), found.get("kind", ""))
