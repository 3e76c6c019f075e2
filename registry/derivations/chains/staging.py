"""What the stages of all tumor groups need from a case: size, N, M, grade, whether it is staged at all."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from registry import codes
from registry.vocabulary import entity_label, find_entity, topography_label

from ..base import Fact, Outcome, Reason, Refusal, Result, Text
from ..derivation import Derivation
from .inputs import CaseInputs

V = TypeVar("V")

EXTENT_LABELS = dict(codes.EXTENT)
# LOCALIZED implies M0 (clinical.md 1.0); there is no MX.
M_OF_EXTENT = {"METASTATIC": "M1", "LOCALIZED": "M0", "LOCALLY_ADVANCED": "M0"}
# High grade whatever a report says of it (clinical.md 3.1 and 3.5, own rule), by tumor group.
HIGH_GRADE_BY_DEFINITION = {
    "STS": {"EWS", "CIC", "BCOR", "DSRCT", "ERMS", "ARMS", "RHABDOID"},
    "BS": {
        *("OS_CONV", "OS_CHB", "OS_FB", "OS_TEL", "OS_SC", "OS_SEC", "OS_HGS", "OS_CENTRAL_LEG"),
        *("CS_DD", "CS_MES", "EWS", "CIC", "BCOR", "RCS_EWSR1NONETS"),
    },
}
GRADE_BY_DEFINITION = "G3"


@dataclass(frozen=True)
class Found(Generic[V]):
    """A value, the registry field it was found in (or is to be entered in), and facts that explain it."""

    value: V | None
    field: str
    facts: tuple[Fact, ...] = ()


def explained(result: Result, *facts: Fact) -> Result:
    """The result with more facts."""
    return replace(result, facts=(*result.facts, *facts))


def tumor_facts(case: CaseInputs) -> tuple[Fact, ...]:
    """What a rule that does not apply looked at: histology and site."""
    named = (
        (_("Histology"), entity_label(case.entity_id), "case.entity_id"),
        (_("Site"), topography_label(case.topography_icdo), "case.topography_icdo"),
    )
    return tuple(Fact(label, name, None, field) for label, name, field in named if name)


def not_staged(case: CaseInputs) -> Refusal | None:
    """Why a tumor has no stage: it is not malignant, or nobody knows. None when it may have one."""
    entity = find_entity(case.entity_id)
    if entity:
        return None if entity.malignant else Refusal.never(Reason.NOT_MALIGNANT)
    if not case.morphology_icdo:
        return Refusal.not_yet(Reason.MISSING_INPUT, "case.entity_id")
    benign = case.morphology_icdo.endswith(("/0", "/1"))
    return Refusal.never(Reason.NOT_MALIGNANT) if benign else None


def size(case: CaseInputs) -> Found[Decimal]:
    """The largest diameter in cm: as entered, else the longest untreated one of specimen and images."""
    if case.size_mm is not None:
        return Found(case.size_mm / 10, "case.size_mm")
    specimens = (
        report.size_mm
        for report in case.reports
        if report.specimen_type == "RESECTION" and report.specimen_treated == "N"
    )
    measured = [length for length in (*specimens, *case.measured_mm) if length is not None]
    if not measured:
        return Found(None, "case.size_mm")
    longest = _("size of the case not entered: longest of untreated specimen and images")
    return Found(max(measured) / 10, "case.size_mm", (Fact(_("Source of the size"), longest),))


def sized(rule: Derivation, case: CaseInputs, **more: object) -> Result:
    """A rule that takes `size_cm`, run with the size of the case."""
    found = size(case)
    return explained(rule.run(size_cm=found.value, **more), *found.facts)


def t_for_stage(case: CaseInputs, derived: Result) -> Found[str]:
    """The derived T, else the one a clinician entered, pathological before clinical."""
    t = derived.value.get("t")
    entered = [(case.pt, "case.pt"), (case.ct, "case.ct")]
    if t in (None, "TX"):
        for value, field in entered:
            if value and value not in ("TX", codes.UNKNOWN):
                return Found(value, field, (Fact(_("Source of T"), _("entered by a clinician")),))
    return Found(None if t is None else str(t), "case.size_mm")


def n_category(case: CaseInputs) -> Found[str]:
    """Pathological before clinical; NX says nothing while the other is known."""
    entered = [Found(case.pn, "case.pn"), Found(case.cn, "case.cn")]
    for wanted in ({"N0", "N1"}, {"NX"}):
        for found in entered:
            if found.value in wanted:
                return found
    return Found(None, "case.cn")


def m_category(case: CaseInputs) -> Found[str]:
    """Pathological, then clinical, then what the extent at diagnosis implies."""
    extent = case.disease_extent_dx or ""
    implied = M_OF_EXTENT.get(extent)
    for value, field in ((case.pm, "case.pm"), (case.cm, "case.cm")):
        if value and value != codes.UNKNOWN:
            conflict = implied is not None and implied != value[:2]
            label = _("M category and extent at diagnosis disagree")
            facts = (Fact(label, value, EXTENT_LABELS[extent], field),) if conflict else ()
            return Found(value, field, facts)
    field = "case.cm" if extent and implied is None else "case.disease_extent_dx"
    fact = Fact(_("Extent at diagnosis"), EXTENT_LABELS[extent], implied, field) if implied else None
    return Found(implied, field, (fact,) if fact else ())


def grade_for_stage(case: CaseInputs, group: str, derived: Result | None = None) -> Found[str]:
    """A clinician's own grade, else the derived one, else G3 for what is high grade by definition."""
    if case.grade_final and case.grade_final != codes.UNKNOWN:
        return _grade(case.grade_final, "case.grade_final", _("entered by a clinician"))
    if derived and derived.outcome is Outcome.DERIVED:
        return _grade(str(derived.value["grade"]), "pathology_report.diff_score", _("derived by FNCLCC"))
    if case.entity_id in HIGH_GRADE_BY_DEFINITION[group]:
        return _grade(
            GRADE_BY_DEFINITION, "case.entity_id", _("derived: this histology is high grade by definition")
        )
    return Found(None, "case.grade_final")


def _grade(value: str, field: str, source: Text) -> Found[str]:
    return Found(value, field, (Fact(_("Source of the grade"), source),))
