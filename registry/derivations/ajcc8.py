"""What the AJCC 8 chapters have in common: how T, N, M and grade are read, and T by size."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .bands import Bands
from .base import Fact, Reason, Result, Text
from .derivation import Derivation, Input, Table
from .readers import code, number, pattern

# Rows of the grade column: "G1, GX" and "G2, G3". LOW as G1 and HIGH as G3 is the registry's own rule.
GRADE_ROW = {"G1": "G1", "GX": "G1", "LOW": "G1", "G2": "G2", "G3": "G2", "HIGH": "G2"}
GRADE_ROW_LABELS = {"G1": "G1, GX", "G2": "G2, G3"}

BONE_CITATION = (
    "AJCC 8th edition, chapter 38, from SEER EOD public 2.1 (appendicular 38.1, spine, pelvis) and"
    " PathologyOutlines, bone staging"
)
SIZE = Input(number(above=Decimal(0)), _("Largest diameter"), ("case.size_mm",))
T = Input(pattern(r"T(X|0|[1-4][a-c]?)", "T2"), _("T"), ("case.size_mm",))
N = Input(code("N0", "N1", "NX"), _("N"), ("case.cn",))
M = Input(code("M0", "M1", "M1a", "M1b", "MX"), _("M"), ("case.cm",))
GRADE = Input(code(*GRADE_ROW), _("Grade"), ("case.grade_final",))


def t_by_size(rule: Derivation, sizes: Bands, size_cm: Decimal | None) -> Result:
    """Value: t, the size's range counted from T1. TX when the size is not known."""
    if size_cm is None:
        return rule.derived({"t": "TX"}, missing=rule.fields_of("size_cm"))
    band = sizes.band(size_cm)
    t = f"T{band + 1}"
    return rule.derived({"t": t}, rule.fact("size_cm", size_cm * 10, f"{t}: {sizes.label(band)}"))


def size_table(sizes: Bands) -> Table:
    """T by size for people."""
    rows = ((f"T{band + 1}", label) for band, label in enumerate(sizes.labels))
    return Table(_("T by size"), (_("T"), _("Largest diameter")), tuple(rows))


def known_m(m: str | None) -> str | None:
    """M0, M1, M1a or M1b; there is no MX in AJCC 8."""
    return None if m == "MX" else m


def tnm_facts(rule: Derivation, t: str | None, n: str | None, m: str | None) -> tuple[Fact, ...]:
    """T and M where known; an N that is not known counts as N0."""
    return (
        *((rule.fact("t", t),) if t else ()),
        rule.fact("n", n or _("not known"), None if n in ("N0", "N1") else "N0"),
        *((rule.fact("m", m),) if m else ()),
    )


def grade_fact(rule: Derivation, grade: str | None) -> Fact:
    """The grade and the row it belongs to; a grade that is not known counts as GX."""
    return rule.fact(
        "grade", grade or _("not known: counted as GX"), GRADE_ROW_LABELS[GRADE_ROW[grade or "GX"]]
    )


def from_table(
    rule: Derivation,
    stages: Mapping[tuple[str, str], str],
    column: str | None,
    facts: tuple[Fact, ...],
    **needed: str | None,
) -> Result:
    """The stage of a T in one column, once all that comes before the table was asked. TX is no T.

    T0, or a T of another edition such as T2b, is in no table: nothing is guessed from it.
    """
    t = needed["t"] = None if needed["t"] == "TX" else needed["t"]
    if None in needed.values():
        return rule.waiting(*facts, **needed)
    stage = stages.get((t or "", column or ""))
    if stage is None:
        return rule.not_assessable(Reason.T_NOT_IN_TABLE, *facts)
    return rule.derived({"stage": stage}, *facts)


def stage_table(
    title: Text, stages: Mapping[tuple[str, str], str], columns: Mapping[str, Text], head: Text
) -> Table:
    """Stage groups for people: a row for each T, a column for each key of `columns`."""
    ts = dict.fromkeys(t for t, _column in stages)
    rows = tuple((t, *(stages[t, column] for column in columns)) for t in ts)
    return Table(title, (head, *columns.values()), rows)
