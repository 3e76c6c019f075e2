"""Enneking stage and Huvos grade, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.derivations import DERIVATIONS, InvalidInput, Outcome

ENNEKING = DERIVATIONS["ENNEKING"]
HUVOS = DERIVATIONS["HUVOS"]

grades = st.sampled_from([None, "G1", "G2", "G3", "LOW", "HIGH", "GX"])
ts = st.sampled_from([None, "T1", "T2"])
flags = st.sampled_from([None, False])


@pytest.mark.parametrize("skip", [False, None])
@pytest.mark.parametrize("node", [False, None])
@pytest.mark.parametrize(
    ("grade", "t", "stage"),
    [
        ("G1", "T1", "IA"),
        ("LOW", "T1", "IA"),
        ("G1", "T2", "IB"),
        ("G2", "T1", "IIA"),
        ("G3", "T1", "IIA"),
        ("G2", "T2", "IIB"),
        ("HIGH", "T2", "IIB"),
    ],
)
def test_grade_and_compartment(grade, t, stage, skip, node):
    result = ENNEKING.run(grade=grade, t=t, m="M0", skip_metastasis=skip, regional_node=node)
    assert result.value == {"stage": stage}


@given(
    grades,
    ts,
    st.sampled_from(
        [
            {"m": "M1"},
            {"m": "M1a"},
            {"m": "M1b"},
            {"skip_metastasis": True},
            {"m": "M0", "skip_metastasis": True},
            {"regional_node": True},
            {"m": "M0", "regional_node": True},
        ]
    ),
)
def test_any_spread_is_stage_iii_whatever_the_rest(grade, t, spread):
    assert ENNEKING.run(grade=grade, t=t, **spread).value == {"stage": "III"}


@pytest.mark.parametrize(
    ("gap", "missing"),
    [
        ({"m": None}, ("case.cm",)),
        ({"m": "MX"}, ("case.cm",)),
        ({"t": None}, ("case.enneking_t",)),
        ({"grade": None}, ("case.enneking_grade",)),
        ({"grade": "GX"}, ("case.enneking_grade",)),
        ({"grade": None, "t": None}, ("case.enneking_t", "case.enneking_grade")),
    ],
)
def test_what_is_missing_is_named(gap, missing):
    result = ENNEKING.run(**{"grade": "G2", "t": "T2", "m": "M0", **gap})
    assert (result.outcome, result.missing) == (Outcome.NOT_ASSESSABLE, missing)


@pytest.mark.parametrize(
    ("necrosis", "grade", "at_least_90", "above_90"),
    [
        (0, "I", "POOR", "POOR"),
        (49.9, "I", "POOR", "POOR"),
        (50, "II", "POOR", "POOR"),
        (89.9, "II", "POOR", "POOR"),
        (90, "III", "GOOD", "POOR"),
        (90.1, "III", "GOOD", "GOOD"),
        (94, "III", "GOOD", "GOOD"),
        (99.9, "III", "GOOD", "GOOD"),
        (100, "IV", "GOOD", "GOOD"),
    ],
)
def test_huvos_grades_and_both_definitions_of_good(necrosis, grade, at_least_90, above_90):
    assert HUVOS.run(necrosis_pct=necrosis).value == {
        "grade": grade,
        "responder_ge90": at_least_90,
        "responder_gt90": above_90,
    }


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_more_necrosis_is_never_a_worse_response(one, other):
    order = ["I", "II", "III", "IV"]
    values = [order.index(HUVOS.run(necrosis_pct=pct).value["grade"]) for pct in sorted((one, other))]
    assert values == sorted(values)


def test_without_necrosis_there_is_no_response():
    result = HUVOS.run(necrosis_pct=None)
    assert result.answer() == {"result": "NOT_ASSESSABLE", "reason": "MISSING_INPUT"}
    assert result.missing == ("pathology_report.necrosis_pct",)


@pytest.mark.parametrize("necrosis", [-1, 100.1, "90", True])
def test_what_is_no_share_is_refused(necrosis):
    with pytest.raises(InvalidInput, match="necrosis_pct"):
        HUVOS.run(necrosis_pct=necrosis)
