"""Whether somebody has compared an entry of a vocabulary with a source."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Review(TextChoices):
    """What the mark of a row says. Only CHECKED is reviewed; the rest is shown as it is, and says so."""

    CHECKED = "CHECKED", _("compared with a source")
    PARTLY = "PARTLY", _("in part from memory, not yet checked")
    MEMORY = "MEMORY", _("from memory, not yet checked")
    NO_CODE = "NO_CODE", _("no code is known")


def review_of(mark: str) -> Review:
    """Reads a mark such as `checked:IDEA4RC+DO`, `memory (second reader)`, `no-code`."""
    if mark.startswith("memory"):
        return Review.MEMORY
    if mark.startswith("no-code"):
        return Review.NO_CODE
    in_part = "memory" in mark or mark.startswith("checked(partly)")
    return Review.PARTLY if in_part else Review.CHECKED
