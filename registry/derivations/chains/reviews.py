"""First report against the expert's, on the same specimen (clinical.md 3.10)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.codes import UNKNOWN

from ..base import Fact, Reason, Refusal, Result
from ..concordance import concordance
from .inputs import CaseInputs, Report
from .staging import explained

FIRST = ("FIRST", None, UNKNOWN)
REVIEWS = {"SECOND_OPINION", "INTERNAL_REVIEW", "CENTRAL_STUDY"}
SPECIMEN = "pathology_report.specimen_id"


def derive(case: CaseInputs) -> tuple[Result, ...]:
    """Concordance, for a case that an expert read again; nothing for others."""
    experts = [r for r in case.reports if r.report_role in REVIEWS and r.is_expert != "N"]
    if not experts:
        return ()
    firsts = [r for r in case.reports if r.report_role in FIRST]
    pair = _pair(firsts, experts)
    if isinstance(pair, Refusal):
        return (concordance.refused(pair),)
    first, expert = pair
    facts = (
        Fact(_("First report"), first.label, None, SPECIMEN),
        Fact(_("Report of the expert"), expert.label, None, SPECIMEN),
    )
    return (explained(concordance.run(first=_plain(first), expert=_plain(expert)), *facts),)


def _pair(firsts: Sequence[Report], experts: Sequence[Report]) -> tuple[Report, Report] | Refusal:
    """The first report of a specimen and the latest expert's on it; the specimen read last counts."""
    if not firsts:
        return Refusal.not_yet(Reason.ONE_REPORT)
    for expert in reversed(experts):
        for first in firsts:
            if first.specimen_id and first.specimen_id == expert.specimen_id:
                return first, expert
    if all(report.specimen_id for report in (*firsts, *experts)):
        return Refusal.not_yet(Reason.SPECIMENS_DIFFER)
    return Refusal.not_yet(Reason.SPECIMEN_NOT_TOLD, SPECIMEN)


def _plain(report: Report) -> dict[str, Any]:
    """A report as the rule reads it."""
    kind, grade = report.non_mesenchymal, report.fnclcc_grade_reported
    return {
        "entity_id": report.entity_id,
        "grade": f"G{grade}" if grade in ("1", "2", "3") else None,
        "diagnosis_certainty": report.diagnosis_certainty,
        "benign_malignant": report.benign_malignant,
        "mesenchymal": None if kind in (None, UNKNOWN) else kind == "NONE",
        "specimen_id": report.specimen_id,
    }
