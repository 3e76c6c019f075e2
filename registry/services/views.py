"""What a person does with their own views of the case list."""

from urllib.parse import parse_qs

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from centers.actions import Actor, action
from centers.models import User

from ..models import SavedView

MOST = 20  # views of one person: they stand side by side above the list


@action("view.saved", None, on="user")
def save_view(*, actor: Actor, user: User, name: str, query: str) -> SavedView:
    """Keeps a list under a name. Raises ValidationError: name in use, searched text, too many views."""
    if "q" in parse_qs(query):
        raise ValidationError(_("A view keeps filters, not a searched text: it may name a patient."))
    if SavedView.objects.filter(user=user).count() >= MOST:
        raise ValidationError(_("You keep %(most)s views. Delete one first.") % {"most": MOST})
    _require_free(user, name)
    return SavedView.objects.create(user=user, name=name, query=query)


@action("view.renamed", None, on="user")
def rename_view(*, actor: Actor, user: User, view: SavedView, name: str) -> None:
    """Gives a view another name. Raises ValidationError for a name in use."""
    if name != view.name:
        _require_free(user, name)
    view.name = name
    view.save(update_fields=["name"])


@action("view.deleted", None, on="user")
def delete_view(*, actor: Actor, user: User, view: SavedView) -> None:
    """Throws a view away; the cases stay as they are."""
    view.delete()


def _require_free(user: User, name: str) -> None:
    if SavedView.objects.filter(user=user, name=name).exists():
        raise ValidationError({"name": _("You have a view of this name.")})
