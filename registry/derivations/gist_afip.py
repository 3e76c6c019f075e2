"""GIST risk of progression by site, size and mitoses: AFIP, Miettinen and Lasota 2006 (clinical.md 3.7)."""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from registry import codes

from .ajcc8 import SIZE
from .bands import Bands
from .base import Fact, Outcome, Reason, Refusal, Result, Text
from .derivation import About, Derivation, Input, Table, derivation
from .gist_mitoses import MITOSES, gist_facts
from .readers import code

SIZES = Bands.of("cm", 2, 5, 10)
RATES = Bands.of("/ 5 mm²", 5)
Cell = tuple[str, float] | None  # risk and share with progression in %; None: insufficient data

# Site -> for each range of mitoses the cells by range of size. The most copied version of this table has
# the columns of duodenum and jejunum/ileum swapped, and prints 10 % and 7 % for 12 % and 71 %.
RISK: dict[str, tuple[tuple[Cell, ...], tuple[Cell, ...]]] = {
    "STOMACH": (
        (("NONE", 0.0), ("VERY_LOW", 1.9), ("LOW", 3.6), ("MODERATE", 12.0)),
        (("NONE", 0.0), ("MODERATE", 16.0), ("HIGH", 55.0), ("HIGH", 86.0)),
    ),
    "JEJUNUM_ILEUM": (
        (("NONE", 0.0), ("LOW", 4.3), ("MODERATE", 24.0), ("HIGH", 52.0)),
        (("HIGH", 50.0), ("HIGH", 73.0), ("HIGH", 85.0), ("HIGH", 90.0)),
    ),
    "DUODENUM": (
        (("NONE", 0.0), ("LOW", 8.3), None, ("HIGH", 34.0)),
        (None, ("HIGH", 50.0), None, ("HIGH", 86.0)),
    ),
    "RECTUM": (
        (("NONE", 0.0), ("LOW", 8.5), None, ("HIGH", 57.0)),
        (("HIGH", 54.0), ("HIGH", 52.0), None, ("HIGH", 71.0)),
    ),
}
# (site, mitoses, size) that the series saw a few times only.
FEW = {("STOMACH", 1, 0), ("JEJUNUM_ILEUM", 1, 0)}
# The original paper merges all tumors > 5 cm of duodenum and rectum; reprints put its figure at > 10 cm.
MERGED = {2: 3}
SITE_LABELS = dict(codes.GIST_SITE)
RISK_LABELS: dict[str, Text] = {
    "NONE": _("None"),
    "VERY_LOW": _("Very low"),
    "LOW": _("Low"),
    "MODERATE": _("Moderate"),
    "HIGH": _("High"),
}


def _in_words(cell: Cell) -> Text:
    return format_lazy("{} {:g} %", RISK_LABELS[cell[0]], cell[1]) if cell else _("insufficient data")


def _rows() -> tuple[tuple[Text, ...], ...]:
    """As printed: mitoses, size, one column a site."""
    return tuple(
        (rate, size, *(_in_words(columns[row][column]) for columns in RISK.values()))
        for row, rate in enumerate(RATES.labels)
        for column, size in enumerate(SIZES.labels)
    )


@derivation(
    "GIST_AFIP",
    "1",
    inputs={
        "site": Input(code(*SITE_LABELS), _("GIST site"), ("case.gist_site", "case.topography_icdo")),
        "size_cm": SIZE,
        "mitoses_per_5mm2": MITOSES,
    },
    about=About(
        title=_("GIST risk, AFIP (Miettinen and Lasota)"),
        words=_(
            "Site, size and mitoses on 5 mm² give the share of patients whose tumor progressed. The table "
            "does not hold after imatinib, for SDH-deficient or for ruptured tumors. Sites outside it "
            "(esophagus, colon, omentum, mesentery, peritoneum) have no class here, and some cells were "
            "printed without a figure: they are never filled from a neighbor."
        ),
        citation=(
            "Miettinen and Lasota 2006 (AFIP series), from ISRN Oncology 2012/595968 table 2 and NCI PDQ,"
            " with the columns of duodenum and jejunum/ileum put right"
        ),
        tables=(
            Table(
                _("Risk and share of tumors that progressed"),
                (_("Mitoses"), _("Largest diameter"), *(SITE_LABELS[site] for site in RISK)),
                _rows(),
            ),
        ),
        examples=(
            {"site": "STOMACH", "size_cm": 7.2, "mitoses_per_5mm2": 9},
            {"site": "JEJUNUM_ILEUM", "size_cm": 5.0, "mitoses_per_5mm2": 5},
            {"site": "RECTUM", "size_cm": 7.0, "mitoses_per_5mm2": 1},
            {"site": "COLON", "size_cm": 4.0, "mitoses_per_5mm2": 2},
        ),
        doubts=(2,),
        memory=_("Which column is duodenum and which jejunum/ileum; the figures 12 % and 71 %."),
    ),
)
def gist_afip(
    rule: Derivation, *, site: str | None, size_cm: Decimal | None, mitoses_per_5mm2: Decimal | None
) -> Result:
    """Value: risk, progression_pct. NOT_IN_TABLE for a site without a column, INSUFFICIENT_DATA for a cell
    without a figure."""
    facts = (
        *((rule.fact("site", SITE_LABELS[site]),) if site else ()),
        *gist_facts(rule, SIZES, size_cm, RATES, mitoses_per_5mm2),
    )
    if site is None or size_cm is None or mitoses_per_5mm2 is None:
        return rule.waiting(*facts, site=site, size_cm=size_cm, mitoses_per_5mm2=mitoses_per_5mm2)
    if site not in RISK:
        return rule.refused(Refusal(Outcome.NOT_IN_TABLE, Reason.SITE_NOT_IN_TABLE), *facts)
    row, column = RATES.band(mitoses_per_5mm2), SIZES.band(size_cm)
    cell = RISK[site][row][column]
    if cell is None:
        hint = _merged(site, row, column)
        return rule.refused(Refusal(Outcome.INSUFFICIENT_DATA, Reason.TOO_FEW_TUMORS), *facts, *hint)
    risk, progression_pct = cell
    few = (Fact(_("Basis of this cell"), _("few tumors")),) if (site, row, column) in FEW else ()
    return rule.derived({"risk": risk, "progression_pct": progression_pct}, *facts, *few)


def _merged(site: str, row: int, column: int) -> tuple[Fact, ...]:
    """What the original paper says of all tumors > 5 cm of this site, as a hint."""
    cell = RISK[site][row][MERGED[column]] if column in MERGED else None
    return (Fact(_("All tumors > 5 cm of this site that progressed"), f"{cell[1]:g} %"),) if cell else ()
