"""End points of survival: what counts as the event, and from when it is counted."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .sources import SOURCES, Source


@dataclass(frozen=True)
class Endpoint:
    """One time-to-event end point.

    `relapse` is the prefix of the relapse facts that count besides death (`relapse`, `local_relapse`); None:
    death alone. `of_disease`: only death of the sarcoma; deaths of unknown cause are left out and counted.
    Relapse is counted from the first resection where its date is entered, else from diagnosis.
    """

    code: str
    title: str | Promise
    event: str | Promise
    relapse: str | None = None
    of_disease: bool = False
    reviewed: str = ""

    @property
    def source(self) -> Source:
        """DATECAN consensus for sarcoma; not yet compared with the paper by a clinician."""
        return SOURCES["DATECAN"]


ENDPOINTS: dict[str, Endpoint] = {
    item.code: item
    for item in (
        Endpoint("os", _("Overall survival"), _("death of any cause")),
        Endpoint("dss", _("Disease-specific survival"), _("death of the sarcoma"), of_disease=True),
        Endpoint("rfs", _("Relapse-free survival"), _("any relapse, or death"), "relapse"),
        Endpoint("lrfs", _("Local relapse-free survival"), _("local relapse, or death"), "local_relapse"),
        Endpoint("mfs", _("Metastasis-free survival"), _("distant relapse, or death"), "distant_relapse"),
    )
}


@dataclass(frozen=True)
class Split:
    """A field that survival may be split by: its label and the fact that holds it."""

    label: str | Promise
    fact: str
    declared: str = ""

    @property
    def declared_as(self) -> str:
        """The name under which `Facts.declared` lists it."""
        return self.declared or self.fact


SPLITS: dict[str, Split] = {
    "margin": Split(_("Residual tumor (R) of the first resection"), "margin", "residual"),
    "grade": Split(_("Final grade"), "grade"),
    "group": Split(_("Tumor group"), "sarcoma_group"),
    "entity": Split(_("Histology"), "entity"),
    "site_group": Split(_("Site group"), "site_group"),
    "extent": Split(_("Extent at diagnosis"), "extent"),
    "depth": Split(_("Depth"), "depth"),
    "sex": Split(_("Sex"), "sex"),
}
