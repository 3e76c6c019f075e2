"""Bibliography of the rules. The keys are those of the network's clinical content; nothing is asserted here
that was not read, and `access` says how much of the source was."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Access(TextChoices):
    """How much of a source the authors of the rules have read."""

    COMPLETE = "COMPLETE", _("complete list read")
    ABSTRACT = "ABSTRACT", _("abstract read")
    MEMORY = "MEMORY", _("cited from memory")
    LOCAL = "LOCAL", _("proposal of this network, no published source")


@dataclass(frozen=True)
class Source:
    """One entry of the bibliography."""

    key: str
    text: str | Promise
    access: Access

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


_ALL = (
    Source(
        "SWE",
        "Swedish national care program for bone and soft tissue sarcoma, quality indicators and targets "
        "(kunskapsbanken.cancercentrum.se)",
        Access.COMPLETE,
    ),
    Source("SWE-A", "Swedish care program for abdominal sarcoma, quality indicators", Access.COMPLETE),
    Source("NET17", "Blay et al., Ann Oncol 2017;28:2852 (NETSARC)", Access.ABSTRACT),
    Source(
        "NET-R", "Bonvalot et al., Ann Surg Oncol 2019;26:2286 (NETSARC, retroperitoneum)", Access.ABSTRACT
    ),
    Source("RC04", "Ray-Coquard et al., Ann Oncol 2004 (Lyon, 1999 to 2001)", Access.ABSTRACT),
    Source("GEIS19", "Martin-Broto et al., Oncologist 2019;24:e338", Access.ABSTRACT),
    Source(
        "DATECAN",
        "Bellera et al., Ann Oncol 2015;26:865 (DATECAN: time-to-event end points in sarcoma trials)",
        Access.MEMORY,
    ),
    Source("local", _("Proposal of this network; to be confirmed"), Access.LOCAL),
)
SOURCES: dict[str, Source] = {source.key: source for source in _ALL}
