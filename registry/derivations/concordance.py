"""Do the first report and the expert's agree on one specimen? (clinical.md 3.10)"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry import event_codes
from registry.vocabulary import Entity, find_entity

from .base import Fact, Reason, Refusal, Result, Text
from .derivation import About, Derivation, Input, Table, derivation
from .readers import code, entity_id, record, text, yes_no

FULL, PARTIAL, COMPLETE, BORDERLINE_SHIFT = "FULL", "PARTIAL", "COMPLETE", "BORDERLINE_SHIFT"
NO_DIAGNOSIS = {"DIFFERENTIAL", "INSUFFICIENT"}
UNSPECIFIC = {"SARC_NOS", "US_NOS", "MFH"}  # a specific sarcoma refines them
CATEGORY_OF_BIOLOGY = {
    "benign": "BENIGN",
    "intermediate-locally-aggressive": "INTERMEDIATE",
    "intermediate-rarely-metastasizing": "INTERMEDIATE",
    "malignant": "MALIGNANT",
}
HARMLESS = {"BENIGN", "NON_NEOPLASTIC"}
# What a grade may mean on the other scale; GX is no grade.
GRADES = {"G1": {"G1"}, "G2": {"G2"}, "G3": {"G3"}, "LOW": {"G1"}, "HIGH": {"G2", "G3"}}


@dataclass(frozen=True)
class Diagnosis:
    """What one report says. `category` is BENIGN, INTERMEDIATE, MALIGNANT or NON_NEOPLASTIC."""

    entity: Entity | None
    category: str | None
    grade: str | None
    mesenchymal: bool | None

    @classmethod
    def of(cls, report: dict[str, Any]) -> "Diagnosis":
        """The category as entered, else as the histology has it."""
        entity = find_entity(report["entity_id"])
        implied = CATEGORY_OF_BIOLOGY[entity.biological_category] if entity else None
        return cls(entity, report["benign_malignant"] or implied, report["grade"], report["mesenchymal"])

    @property
    def words(self) -> Text:
        """The diagnosis in one line."""
        if self.mesenchymal is False:
            return _("not a mesenchymal tumor")
        named = self.entity.name if self.entity else self.category
        return ", ".join(filter(None, (named, self.grade)))


def _invalidated(first: Diagnosis, expert: Diagnosis) -> bool:
    named = first.entity or first.category or first.mesenchymal
    return expert.mesenchymal is False and first.mesenchymal is not False and bool(named)


def _benign_or_malignant(first: Diagnosis, expert: Diagnosis) -> bool:
    pair = {first.category, expert.category}
    return "MALIGNANT" in pair and bool(pair & HARMLESS)


def _borderline(first: Diagnosis, expert: Diagnosis) -> bool:
    pair = {first.category, expert.category}
    return None not in pair and len(pair) > 1 and "INTERMEDIATE" in pair


def _refined(first: Diagnosis, expert: Diagnosis) -> bool:
    ids = [diagnosis.entity and diagnosis.entity.entity_id for diagnosis in (first, expert)]
    return None not in ids and ids[0] in UNSPECIFIC and ids[1] not in UNSPECIFIC


def _of_other_type(first: Diagnosis, expert: Diagnosis) -> bool:
    if first.entity is None or expert.entity is None:
        return first.mesenchymal is False and expert.entity is not None
    return not _refined(first, expert) and first.entity.type_group != expert.entity.type_group


def _of_other_subtype(first: Diagnosis, expert: Diagnosis) -> bool:
    if first.entity is None or expert.entity is None:
        return False
    return first.entity.type_group == expert.entity.type_group and first.entity != expert.entity


def _of_other_grade(first: Diagnosis, expert: Diagnosis) -> bool:
    grades = [GRADES.get(diagnosis.grade or "", set()) for diagnosis in (first, expert)]
    return all(grades) and not grades[0] & grades[1]


# In this order: the first that holds gives the class, all that hold the axes.
TESTS: tuple[tuple[Callable[[Diagnosis, Diagnosis], bool], str, str, Text], ...] = (
    (_invalidated, COMPLETE, "TYPE", _("the expert finds no mesenchymal tumor")),
    (_benign_or_malignant, COMPLETE, "BENIGN_MALIGNANT", _("benign or no tumor against malignant")),
    (_borderline, BORDERLINE_SHIFT, "BENIGN_MALIGNANT", _("intermediate against benign or malignant")),
    (_refined, PARTIAL, "SUBTYPE", _("sarcoma not specified, then a specific one")),
    (_of_other_type, COMPLETE, "TYPE", _("another histological type")),
    (_of_other_subtype, PARTIAL, "SUBTYPE", _("another subtype of the same type")),
    (_of_other_grade, PARTIAL, "GRADE", _("another grade, where both reports have one")),
)
CLASS_LABELS: dict[str, Text] = {
    FULL: _("Full concordance"),
    PARTIAL: _("Partial concordance"),
    COMPLETE: _("Complete discordance"),
    BORDERLINE_SHIFT: _("Borderline shift"),
}


def _refused(first: dict[str, Any] | None, expert: dict[str, Any] | None) -> Refusal | None:
    """Why two reports cannot be compared at all."""
    if first is None or expert is None:
        return Refusal.not_yet(Reason.ONE_REPORT)
    specimens = {report["specimen_id"] for report in (first, expert)} - {None}
    if len(specimens) > 1:
        return Refusal.not_yet(Reason.SPECIMENS_DIFFER)
    if first["diagnosis_certainty"] in NO_DIAGNOSIS:
        return Refusal.not_yet(Reason.FIRST_WITHOUT_DIAGNOSIS)
    return None


_REPORT = record(
    entity_id=entity_id,
    grade=code(*GRADES, "GX"),
    diagnosis_certainty=code(*dict(event_codes.CERTAINTY)),
    benign_malignant=code(*dict(event_codes.BENIGN_MALIGNANT)),
    mesenchymal=yes_no,
    specimen_id=text,
    text=text,
)


@derivation(
    "CONCORDANCE",
    "1",
    inputs={
        "first": Input(_REPORT, _("First report"), ("pathology_report.entity_id",)),
        "expert": Input(_REPORT, _("Report of the expert"), ("pathology_report.entity_id",)),
    },
    about=About(
        title=_("Concordance of first and expert report"),
        words=_(
            "Two reports on the same specimen are compared; the first test that holds gives the class, and "
            "none is full concordance. A grade that one of them does not have is not compared. A first "
            "report that only suspects and refers is not judged. What type and subtype are is the "
            "vocabulary's type group."
        ),
        citation=(
            "Ray-Coquard et al., Ann Oncol 2012;23:2442 and Lurkin et al., BMC Cancer 2010;10:150"
            " (definitions of full, partial and complete)"
        ),
        tables=(
            Table(
                _("Tests, in order"),
                (_("What differs"), _("Class")),
                tuple((words, CLASS_LABELS[kind]) for _test, kind, _axis, words in TESTS),
            ),
        ),
        examples=(
            {"first": {"entity_id": "LMS", "grade": "G2"}, "expert": {"entity_id": "LMS", "grade": "G3"}},
            {"first": {"entity_id": "MFS", "grade": "G2"}, "expert": {"entity_id": "UPS", "grade": "G3"}},
            {"first": {"entity_id": "SARC_NOS"}, "expert": {"entity_id": "LMS"}},
            {"first": {"entity_id": "GCTB"}, "expert": {"entity_id": "OS_TEL"}},
            {"first": {"entity_id": "LMS"}, "expert": None},
        ),
        doubts=(9,),
        memory=_(
            "The boundary of type and subtype, refinement as partial, and the class for intermediate "
            "tumors: the registry's own rules, the papers give no table."
        ),
    ),
)
def concordance(rule: Derivation, *, first: dict[str, Any] | None, expert: dict[str, Any] | None) -> Result:
    """Value: class, and the axes on which the reports differ."""
    refusal = _refused(first, expert)
    if refusal or first is None or expert is None:
        return rule.refused(refusal or Refusal.not_yet(Reason.ONE_REPORT))
    pair = Diagnosis.of(first), Diagnosis.of(expert)
    facts = (rule.fact("first", pair[0].words), rule.fact("expert", pair[1].words))
    held = [test for test in TESTS if test[0](*pair)]
    if held:
        _test, kind, _axis, words = held[0]
        axes = list(dict.fromkeys(axis for _test, _kind, axis, _words in held))
        return rule.derived({"class": kind, "axes": axes}, *facts, Fact(_("What differs"), words))
    if pair[0].entity is None or pair[1].entity is None:
        return rule.not_assessable(Reason.NOTHING_TO_COMPARE, *facts)
    return rule.derived({"class": FULL, "axes": []}, *facts)
