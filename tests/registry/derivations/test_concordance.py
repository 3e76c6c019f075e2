"""First report and expert: the worked pairs of the clinical reference, and the order of the tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.derivations import DERIVATIONS, InvalidInput, Outcome
from registry.vocabulary import entities

CONCORDANCE = DERIVATIONS["CONCORDANCE"]

# clinical.md 3.10: first, expert, class, axes. `-` no grade; words stand for what has no histology.
PAIRS = """
LMS G2       LMS G2       FULL
LMS G2       LMS G3       PARTIAL          GRADE
MFS G2       UPS G3       COMPLETE         TYPE GRADE
SS_SP -      SS_BI -      PARTIAL          SUBTYPE
LIPOMA -     WDLPS -      COMPLETE         BENIGN_MALIGNANT TYPE
UPS G3       carcinoma -  COMPLETE         TYPE
WDLPS G1     DDLPS G2     PARTIAL          SUBTYPE GRADE
GIST -       LMS -        COMPLETE         TYPE
OS_CHB -     OS_CONV -    PARTIAL          SUBTYPE
DESMOID -    LGFMS -      BORDERLINE_SHIFT BENIGN_MALIGNANT TYPE
EWS -        EWS -        FULL
MLPS G1      MLPS GX      FULL
SCHWANNOMA - MPNST -      COMPLETE         BENIGN_MALIGNANT TYPE
SARC_NOS -   LMS -        PARTIAL          SUBTYPE
US_NOS -     SS_SP -      PARTIAL          SUBTYPE
MFH -        UPS -        PARTIAL          SUBTYPE
MFH G2       UPS G3       PARTIAL          SUBTYPE GRADE
SARC_NOS -   US_NOS -     PARTIAL          SUBTYPE
LMS -        SARC_NOS -   COMPLETE         TYPE
GCTB -       OS_TEL -     BORDERLINE_SHIFT BENIGN_MALIGNANT TYPE
LIPOMA -     ALT -        BORDERLINE_SHIFT BENIGN_MALIGNANT TYPE
WDLPS -      LIPOMA -     COMPLETE         BENIGN_MALIGNANT TYPE
LIPOMA -     carcinoma -  COMPLETE         TYPE
carcinoma -  LMS -        COMPLETE         TYPE
LMS LOW      LMS G1       FULL
LMS HIGH     LMS G2       FULL
LMS LOW      LMS G2       PARTIAL          GRADE
LMS -        LMS G3       FULL
EIMS -       LMS -        COMPLETE         TYPE
"""


def report(histology, grade):
    if histology == "carcinoma":
        return {"entity_id": None, "mesenchymal": False, "text": "metastatic carcinoma"}
    return {"entity_id": histology, "grade": None if grade == "-" else grade}


@pytest.mark.parametrize("line", PAIRS.strip().splitlines())
def test_the_worked_pairs(line):
    first, grade, expert, expert_grade, kind, *axes = line.split()
    result = CONCORDANCE.run(first=report(first, grade), expert=report(expert, expert_grade))
    assert result.value == {"class": kind, "axes": axes}


LMS = {"entity_id": "LMS"}


@pytest.mark.parametrize(
    ("first", "expert", "reason"),
    [
        (None, LMS, "ONE_REPORT"),
        (LMS, None, "ONE_REPORT"),
        (None, None, "ONE_REPORT"),
        ({**LMS, "specimen_id": "A"}, {**LMS, "specimen_id": "B"}, "SPECIMENS_DIFFER"),
        ({"diagnosis_certainty": "DIFFERENTIAL"}, LMS, "FIRST_WITHOUT_DIAGNOSIS"),
        ({**LMS, "diagnosis_certainty": "INSUFFICIENT"}, {"mesenchymal": False}, "FIRST_WITHOUT_DIAGNOSIS"),
        ({}, LMS, "NOTHING_TO_COMPARE"),
        (LMS, {}, "NOTHING_TO_COMPARE"),
        ({}, {"mesenchymal": False}, "NOTHING_TO_COMPARE"),
        ({"mesenchymal": False}, {"mesenchymal": False}, "NOTHING_TO_COMPARE"),
        ({"benign_malignant": "MALIGNANT"}, LMS, "NOTHING_TO_COMPARE"),
    ],
)
def test_what_cannot_be_compared(first, expert, reason):
    answer = CONCORDANCE.run(first=first, expert=expert).answer()
    assert answer == {"result": "NOT_ASSESSABLE", "reason": reason}


@pytest.mark.parametrize(
    ("first", "expert", "kind"),
    [
        # The category of a report is what it says, before what its histology implies.
        ({**LMS, "benign_malignant": "BENIGN"}, LMS, "COMPLETE"),
        ({**LMS, "benign_malignant": "INTERMEDIATE"}, LMS, "BORDERLINE_SHIFT"),
        ({"benign_malignant": "NON_NEOPLASTIC"}, LMS, "COMPLETE"),
        (LMS, {"benign_malignant": "NON_NEOPLASTIC"}, "COMPLETE"),
        ({"benign_malignant": "NON_NEOPLASTIC"}, {"entity_id": "DESMOID"}, "BORDERLINE_SHIFT"),
        # An expert's own doubt does not matter, the first report's does.
        (LMS, {**LMS, "diagnosis_certainty": "DIFFERENTIAL"}, "FULL"),
        ({**LMS, "diagnosis_certainty": "FAVOUR"}, LMS, "FULL"),
        ({"entity_id": "UNKNOWN", "benign_malignant": "BENIGN"}, LMS, "COMPLETE"),
    ],
)
def test_what_decides_before_the_histology(first, expert, kind):
    assert CONCORDANCE.run(first=first, expert=expert).value["class"] == kind


ids = st.sampled_from([entity.entity_id for entity in entities()])
grades = st.sampled_from([None, "G1", "G2", "G3", "GX", "LOW", "HIGH"])


@given(ids, grades)
def test_a_report_agrees_with_itself(entity_id, grade):
    one = {"entity_id": entity_id, "grade": grade}
    assert CONCORDANCE.run(first=one, expert=one).value == {"class": "FULL", "axes": []}


@given(ids, ids, grades, grades)
def test_two_diagnoses_always_have_a_class_and_full_has_no_axis(first, expert, grade, other):
    result = CONCORDANCE.run(
        first={"entity_id": first, "grade": grade}, expert={"entity_id": expert, "grade": other}
    )
    assert result.outcome is Outcome.DERIVED
    assert (result.value["class"] == "FULL") is (result.value["axes"] == [])
    if first != expert:
        assert result.value["class"] != "FULL"


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "LMS"},
        {"first": {"entity": "LMS"}},
        {"first": {"entity_id": "NO_SUCH"}},
        {"expert": {"grade": "2"}},
        {"expert": {"mesenchymal": "N"}},
        {"expert": {"text": 3}},
        {"second": LMS},
    ],
    ids=str,
)
def test_what_is_no_report_is_refused(wrong):
    with pytest.raises(InvalidInput, match=next(iter(wrong))):
        CONCORDANCE.run(**wrong)
