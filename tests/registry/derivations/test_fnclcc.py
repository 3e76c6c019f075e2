"""FNCLCC grade and mitoses: every combination of scores, the limits, and what is never derived."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.derivations import DERIVATIONS, InvalidInput, Outcome, Reason
from registry.derivations.chains.reports import refusal_of_tissue
from registry.derivations.fnclcc import refusal
from registry.derivations.mitoses import per_10_hpf
from registry.vocabulary import entities

FNCLCC = DERIVATIONS["FNCLCC"]
NORMALIZE = DERIVATIONS["MITOSES_NORMALISATION"]
MITOSES = {1: 9, 2: 10, 3: 20}
NECROSIS = {0: "0", 1: "<50", 2: ">=50"}
# The published table, all 27 rows: differentiation, mitoses and necrosis scores -> sum, grade.
TABLE = """
1 1 0  2 G1
1 1 1  3 G1
1 1 2  4 G2
1 2 0  3 G1
1 2 1  4 G2
1 2 2  5 G2
1 3 0  4 G2
1 3 1  5 G2
1 3 2  6 G3
2 1 0  3 G1
2 1 1  4 G2
2 1 2  5 G2
2 2 0  4 G2
2 2 1  5 G2
2 2 2  6 G3
2 3 0  5 G2
2 3 1  6 G3
2 3 2  7 G3
3 1 0  4 G2
3 1 1  5 G2
3 1 2  6 G3
3 2 0  5 G2
3 2 1  6 G3
3 2 2  7 G3
3 3 0  6 G3
3 3 1  7 G3
3 3 2  8 G3
"""
ROWS = [tuple(line.split()) for line in TABLE.strip().splitlines()]

scores = st.sampled_from([None, 1, 2, 3])
counts = st.none() | st.decimals(0, 500, places=2)
necroses = st.sampled_from([None, "0", "<50", ">=50"])


@pytest.mark.parametrize(("differentiation", "mitoses", "necrosis", "score", "grade"), ROWS)
def test_every_combination_of_scores(differentiation, mitoses, necrosis, score, grade):
    result = FNCLCC.run(
        differentiation=int(differentiation),
        mitoses_per_10hpf=MITOSES[int(mitoses)],
        necrosis=NECROSIS[int(necrosis)],
    )
    assert result.value == {"grade": grade, "score": int(score)}
    assert [fact.points for fact in result.facts] == [differentiation, mitoses, necrosis, grade]


@pytest.mark.parametrize(
    ("mitoses", "points"), [(0, "1"), (9, "1"), (9.99, "1"), (10, "2"), (19.99, "2"), (20, "3"), (500, "3")]
)
def test_limits_of_the_mitoses_score(mitoses, points):
    result = FNCLCC.run(differentiation=1, mitoses_per_10hpf=mitoses, necrosis="0")
    assert result.facts[1].points == points


@given(scores, counts, necroses)
def test_a_missing_component_never_yields_a_grade(differentiation, mitoses, necrosis):
    given_values = (differentiation, mitoses, necrosis)
    result = FNCLCC.run(differentiation=differentiation, mitoses_per_10hpf=mitoses, necrosis=necrosis)
    if None in given_values:
        assert (result.outcome, result.value) == (Outcome.NOT_ASSESSABLE, {})
        assert result.reason == Reason.MISSING_INPUT
    else:
        assert result.outcome is Outcome.DERIVED
        assert result.missing == ()


@settings(deadline=None)
@given(scores, counts, necroses)
def test_bounds_hold_whatever_the_missing_component_turns_out_to_be(differentiation, mitoses, necrosis):
    partial = FNCLCC.run(differentiation=differentiation, mitoses_per_10hpf=mitoses, necrosis=necrosis)
    spans = [str(fact.value) for fact in partial.facts if fact.field is None and partial.outcome != "DERIVED"]
    allowed = {"≤ G2": {"G1", "G2"}, "≥ G2": {"G2", "G3"}, "G3": {"G3"}}
    for d in [differentiation] if differentiation else [1, 2, 3]:
        for m in [mitoses] if mitoses is not None else MITOSES.values():
            for n in [necrosis] if necrosis else NECROSIS.values():
                grade = FNCLCC.run(differentiation=d, mitoses_per_10hpf=m, necrosis=n).value["grade"]
                assert all(grade in allowed[span] for span in spans)


def test_bounds_name_what_is_certain():
    assert FNCLCC.run(differentiation=3, mitoses_per_10hpf=20).facts[-1].value == "G3"
    assert FNCLCC.run(differentiation=3).facts[-1].value == "≥ G2"
    assert FNCLCC.run(mitoses_per_10hpf=3, necrosis="0").facts[-1].value == "≤ G2"
    assert FNCLCC.run(mitoses_per_10hpf=12).facts[-1].field is not None  # G1 to G3: nothing to say


def test_missing_names_the_fields_to_fill():
    result = FNCLCC.run(mitoses_per_10hpf=3, necrosis="UNKNOWN")
    assert result.missing == ("pathology_report.diff_score", "pathology_report.necrosis_cat")


@given(st.integers(0, 500), st.decimals("0.5", 20, places=2))
def test_normalization_is_proportional_and_rounded(count, area):
    result = NORMALIZE.run(count=count, area_mm2=area)
    assert abs(Decimal(repr(result.value["mitoses_per_10hpf"])) - count * Decimal("1.74") / area) <= Decimal(
        "0.005"
    )


@given(st.integers(0, 500))
def test_the_standard_area_changes_nothing(count):
    assert per_10_hpf(Decimal(count), Decimal("1.74")) == count


def test_a_count_just_below_the_limit_is_not_rounded_over_it():
    exact = per_10_hpf(Decimal("9.996"), Decimal("1.74"))
    assert FNCLCC.run(differentiation=1, mitoses_per_10hpf=exact, necrosis="0").value["score"] == 2


@pytest.mark.parametrize("area", [0, 0.0, -1])
def test_an_area_of_zero_does_not_divide(area):
    result = NORMALIZE.run(count=5, area_mm2=area)
    assert result.answer() == {"result": "NOT_ASSESSABLE", "reason": "AREA_NOT_POSITIVE"}
    assert result.missing == ("pathology_report.mitoses_area_mm2",)


@pytest.mark.parametrize(
    "unreadable", ["14", True, float("nan"), float("inf"), -1, 1e300, 10**400, [14]], ids=repr
)
def test_what_is_not_a_count_is_refused(unreadable):
    with pytest.raises(InvalidInput, match="count"):
        NORMALIZE.run(count=unreadable, area_mm2=1.74)


@pytest.mark.parametrize(("name", "value"), [("differentiation", 4), ("necrosis", "10"), ("mitosis", 3)])
def test_unknown_codes_and_inputs_are_refused(name, value):
    with pytest.raises(InvalidInput, match=name):
        FNCLCC.run(**{name: value})


def answer(refused):
    return refused and (refused.outcome.value, refused.reason.value)


@pytest.mark.parametrize(
    ("entity_id", "topography", "group", "expected"),
    [
        ("DDLPS", "C48.0", "STS", None),
        ("MPNST", "C49.2", "STS", None),
        ("GIST", "C16.2", "GIST", ("NOT_APPLICABLE", "NOT_GRADED")),
        ("OS_CONV", "C40.2", "BS", ("NOT_APPLICABLE", "NOT_GRADED")),
        ("DESMOID", "C49.4", "STS", ("NOT_APPLICABLE", "NOT_GRADED")),
        ("AS", "C49.2", "STS", ("NOT_APPLICABLE", "NOT_GRADED")),
        ("LMS", "C40.2", None, ("NOT_APPLICABLE", "NOT_GRADED")),
        ("LMS", "C49.2", None, None),
        (None, "C49.2", "STS", ("NOT_ASSESSABLE", "MISSING_INPUT")),
        (None, "C40.2", "BS", ("NOT_APPLICABLE", "NOT_GRADED")),
    ],
)
def test_which_tumors_are_graded(entity_id, topography, group, expected):
    assert answer(refusal(entity_id=entity_id, topography=topography, sarcoma_group=group)) == expected


@pytest.mark.parametrize(
    ("treated", "expected"),
    [
        ("N", None),
        ("Y", ("NOT_APPLICABLE", "TREATED_SPECIMEN")),
        ("UNKNOWN", ("NOT_ASSESSABLE", "MISSING_INPUT")),
        (None, ("NOT_ASSESSABLE", "MISSING_INPUT")),
    ],
)
def test_only_tissue_known_to_be_untreated_is_graded(treated, expected):
    assert answer(refusal_of_tissue(treated)) == expected


def test_no_benign_or_bone_only_histology_is_graded_in_soft_tissue_terms():
    graded = [
        e
        for e in entities()
        if refusal(entity_id=e.entity_id, topography="C49.2", sarcoma_group=None) is None
    ]
    assert {e.biological_category for e in graded if e.entity_id != "ALT"} == {"malignant"}
    assert all("STS" in e.sarcoma_groups for e in graded)
