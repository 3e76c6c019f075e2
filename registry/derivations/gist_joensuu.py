"""GIST risk by size, mitoses, site and rupture: modified NIH, Joensuu 2008 (clinical.md 3.8)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .ajcc8 import SIZE
from .bands import Bands
from .base import Fact, Result, Text
from .derivation import About, Derivation, Input, Table, derivation
from .gist_mitoses import MITOSES, gist_facts
from .readers import yes_no

SIZES = Bands.of("cm", 2, 5, 10)
RATES = Bands.of("/ 5 mm²", 5, 10)
HIGH = "HIGH"
# Stomach or not -> for each range of mitoses the class by range of size.
RISK = {
    True: (
        ("VERY_LOW", "LOW", "INTERMEDIATE", HIGH),
        ("INTERMEDIATE", "INTERMEDIATE", HIGH, HIGH),
        (HIGH, HIGH, HIGH, HIGH),
    ),
    False: (
        ("VERY_LOW", "LOW", HIGH, HIGH),
        (HIGH, HIGH, HIGH, HIGH),
        (HIGH, HIGH, HIGH, HIGH),
    ),
}
RISK_LABELS: dict[str, Text] = {
    "VERY_LOW": _("Very low"),
    "LOW": _("Low"),
    "INTERMEDIATE": _("Intermediate"),
    HIGH: _("High"),
}
TITLES: dict[bool, Text] = {True: _("Stomach, not ruptured"), False: _("Other sites, not ruptured")}


def _table(gastric: bool) -> Table:
    rows = (
        (rate, *(RISK_LABELS[risk] for risk in row))
        for rate, row in zip(RATES.labels, RISK[gastric], strict=True)
    )
    return Table(TITLES[gastric], (_("Mitoses"), *SIZES.labels), tuple(rows))


@derivation(
    "GIST_JOENSUU",
    "1",
    inputs={
        "gastric": Input(yes_no, _("Stomach"), ("case.gist_site", "case.topography_icdo")),
        "size_cm": SIZE,
        "mitoses_per_5mm2": MITOSES,
        "rupture": Input(yes_no, _("Tumor rupture"), ("case.gist_rupture_events",)),
    },
    about=About(
        title=_("GIST risk, modified NIH (Joensuu)"),
        words=_(
            "A ruptured tumor is high risk. Else size and mitoses decide, and where they leave it open the "
            "site: stomach or not (omentum and mesentery are not). What is missing is tried with every value "
            "it can have: one class for all of them is the answer. A rupture that is not recorded counts as "
            "none, and the class is then provisional."
        ),
        citation=(
            "Joensuu 2008 (modified NIH), in the later form with closed limits printed by"
            " medicalalgorithms.com, Risk categories of Joensuu"
        ),
        tables=(_table(True), _table(False)),
        examples=(
            {"gastric": True, "size_cm": 7.2, "mitoses_per_5mm2": 9, "rupture": False},
            {"gastric": True, "size_cm": 2.0, "mitoses_per_5mm2": 5, "rupture": None},
            {"gastric": False, "size_cm": 6.0, "mitoses_per_5mm2": None, "rupture": False},
            {"gastric": True, "size_cm": 6.0, "mitoses_per_5mm2": None, "rupture": False},
        ),
        doubts=(3,),
        memory=_("The later form of the table (Joensuu 2012)."),
    ),
)
def gist_joensuu(
    rule: Derivation,
    *,
    gastric: bool | None,
    size_cm: Decimal | None,
    mitoses_per_5mm2: Decimal | None,
    rupture: bool | None,
) -> Result:
    """Value: risk, and whether it is provisional for want of the rupture."""
    facts = (
        *(_yes_or_no(rule, "gastric", gastric)),
        *gist_facts(rule, SIZES, size_cm, RATES, mitoses_per_5mm2),
        *(_yes_or_no(rule, "rupture", rupture)),
    )
    possible = {HIGH} if rupture else _possible(gastric, size_cm, mitoses_per_5mm2)
    if len(possible) > 1:
        return rule.waiting(*facts, gastric=gastric, size_cm=size_cm, mitoses_per_5mm2=mitoses_per_5mm2)
    open_field = rule.fields_of("rupture") if rupture is None else ()
    return rule.derived({"risk": possible.pop(), "provisional": rupture is None}, *facts, missing=open_field)


def _possible(gastric: bool | None, size_cm: Decimal | None, mitoses: Decimal | None) -> set[str]:
    """The classes that what is known leaves open."""
    sites = RISK if gastric is None else (gastric,)
    columns = range(len(SIZES.labels)) if size_cm is None else (SIZES.band(size_cm),)
    rows = range(len(RATES.labels)) if mitoses is None else (RATES.band(mitoses),)
    return {RISK[site][row][column] for site in sites for row in rows for column in columns}


def _yes_or_no(rule: Derivation, name: str, value: bool | None) -> tuple[Fact, ...]:
    return () if value is None else (rule.fact(name, _("Yes") if value else _("No")),)
