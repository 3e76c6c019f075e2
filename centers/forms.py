"""Forms of people and their settings."""

import zoneinfo
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from . import roles
from .models import Center, Network, User

REGIONS = [
    ("AR", _("Argentina")),
    ("BR", _("Brazil")),
    ("CR", _("Costa Rica")),
    ("FR", _("France")),
    ("IT", _("Italy")),
    ("MX", _("Mexico")),
    ("PE", _("Peru")),
    ("PT", _("Portugal")),
    ("ES", _("Spain")),
    ("GB", _("United Kingdom")),
    ("US", _("United States")),
]


def _zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones()) if "/" in name]


def _languages() -> list[tuple[str, Any]]:
    return [(code, name) for code, name in settings.LANGUAGES if code in settings.TRANSLATED]


class InvitationForm(forms.Form):
    """Who, where, as what, until when."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=150)
    place = forms.ChoiceField(label=_("Where"), required=False)
    role = forms.ChoiceField(label=_("Role"))
    until = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("First day it no longer holds; empty: no end."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, places: list[Center | Network], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where, role = (
            cast("forms.ChoiceField", self.fields["place"]),
            cast("forms.ChoiceField", self.fields["role"]),
        )
        where.choices = [(item.code if isinstance(item, Center) else "", str(item)) for item in places]
        levels = {roles.Level.CENTER if isinstance(item, Center) else roles.Level.NETWORK for item in places}
        role.choices = [(item.code, item.title) for item in roles.ROLES.values() if item.level in levels]


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class ProfileForm(forms.ModelForm[User]):
    """A person's own settings."""

    language = forms.ChoiceField(label=_("Language"), choices=_languages)
    region = forms.ChoiceField(
        label=_("Region"), choices=REGIONS, help_text=_("Decides how numbers are written.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=_zones)

    class Meta:
        model = User
        fields = ("name", "language", "region", "time_zone", "shortcuts")
