"""Huvos grade of the response to chemotherapy, osteosarcoma and Ewing sarcoma (clinical.md 3.9)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .base import Result, Text
from .derivation import About, Derivation, Input, Table, derivation
from .readers import number

# Necrosis in % from which a grade begins, best first.
GRADE_FROM = ((100, "IV"), (90, "III"), (50, "II"), (0, "I"))
GOOD, POOR = "GOOD", "POOR"
GOOD_RESPONSE = 90
RANGES: dict[str, Text] = {
    "I": "0 to < 50 %",
    "II": "50 to < 90 %",
    "III": "90 to < 100 %",
    "IV": "100 %",
}


@derivation(
    "HUVOS",
    "1",
    inputs={
        "necrosis_pct": Input(
            number(at_least=Decimal(0), at_most=Decimal(100)),
            _("Necrosis after chemotherapy"),
            ("pathology_report.necrosis_pct",),
        )
    },
    about=About(
        title=_("Huvos grade, response to chemotherapy"),
        words=_(
            "The share of necrotic tumor in the specimen after chemotherapy. A good response is at least "
            "90 % in most publications, more than 90 % in EURAMOS-1: both are given, choose one per report. "
            "The grades of Salzer-Kuntschik run the other way and are never mixed with these."
        ),
        citation="Huvos grades; good response from NCI PDQ, osteosarcoma (at least 90 %), and EURAMOS-1",
        tables=(
            Table(
                _("Huvos grade"), (_("Grade"), _("Necrosis")), tuple((g, text) for g, text in RANGES.items())
            ),
        ),
        examples=({"necrosis_pct": 94}, {"necrosis_pct": 90}, {"necrosis_pct": 89.9}, {"necrosis_pct": 100}),
        memory=_("The limits of the grades, and the limit of EURAMOS-1."),
    ),
)
def huvos(rule: Derivation, *, necrosis_pct: Decimal | None) -> Result:
    """Value: grade I to IV, and the response (GOOD, POOR) by both limits, >= 90 % and > 90 %."""
    if necrosis_pct is None:
        return rule.waiting(necrosis_pct=None)
    grade = next(grade for start, grade in GRADE_FROM if necrosis_pct >= start)
    return rule.derived(
        {
            "grade": grade,
            "responder_ge90": GOOD if necrosis_pct >= GOOD_RESPONSE else POOR,
            "responder_gt90": GOOD if necrosis_pct > GOOD_RESPONSE else POOR,
        },
        rule.fact("necrosis_pct", necrosis_pct, f"{grade}: {RANGES[grade]}"),
    )
