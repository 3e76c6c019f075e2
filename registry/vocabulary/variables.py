"""How much is asked of each variable of the record, and where it comes from."""

from dataclasses import dataclass
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .loader import read_rows, require_known, require_unique, version_of

FILE = "variables.tsv"
COLUMNS = ("variable", "level", "when", "source")


class Level(TextChoices):
    """How much a variable is asked for."""

    CORE = "C", _("Core")
    RECOMMENDED = "R", _("Recommended")
    OPTIONAL = "O", _("Optional")


@dataclass(frozen=True)
class Requirement:
    """Of one variable (`case.size_mm`). Empty `level`: the reference gives none; empty `when`: all cases."""

    variable: str
    level: str
    when: str
    source: str

    @property
    def level_name(self) -> str:
        """The level in words; empty when the reference gives none."""
        return str(Level(self.level).label) if self.level else ""


NOTHING_SAID = Requirement("", "", "", "")


@cache
def requirements() -> dict[str, Requirement]:
    """Every requirement by its variable. Raises VocabularyError when the file is broken."""
    version_of(FILE)
    rows = list(read_rows(FILE, COLUMNS))
    require_unique(FILE, (row["variable"] for row in rows))
    for row in rows:
        require_known(FILE, row["variable"], "level", row["level"], ["", *Level.values])
    return {row["variable"]: Requirement(**row) for row in rows}


def requirement_of(variable: str) -> Requirement:
    """What is asked of a variable; NOTHING_SAID for one that is not listed."""
    return requirements().get(variable, NOTHING_SAID)
