"""AJCC 8 bone sarcoma: T of limbs, pelvis and spine, and the stage groups row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.derivations import DERIVATIONS, InvalidInput, Outcome
from registry.vocabulary import topographies

LIMB = DERIVATIONS["AJCC8_BONE_T_APPENDICULAR"]
PELVIS = DERIVATIONS["AJCC8_BONE_T_PELVIS"]
SPINE = DERIVATIONS["AJCC8_BONE_T_SPINE"]
STAGE = DERIVATIONS["AJCC8_BONE_STAGE"]

flags = st.sampled_from([None, True, False])
sizes = st.decimals("0.1", 60, places=2)


@pytest.mark.parametrize(
    ("size", "discontinuous", "t"),
    [
        (0.1, False, "T1"),
        (8, False, "T1"),
        (8.01, False, "T2"),
        (40, False, "T2"),
        (6, None, "T1"),  # not entered counts as none
        (6, True, "T3"),
        (20, True, "T3"),
        (None, True, "T3"),
        (None, False, "TX"),
        (None, None, "TX"),
    ],
)
def test_t_of_limb_trunk_skull_and_face(size, discontinuous, t):
    assert LIMB.run(size_cm=size, discontinuous=discontinuous).value == {"t": t}


@given(sizes, sizes, flags)
def test_a_bigger_tumor_never_has_a_lower_t(one, other, discontinuous):
    smaller, larger = sorted((one, other))
    values = [LIMB.run(size_cm=size, discontinuous=discontinuous).value["t"] for size in (smaller, larger)]
    assert values == sorted(values)


# clinical.md 3.5: segments, extension out of the bone, size, T.
PELVIC = """
1 no  8    T1a
1 no  8.1  T1b
1 no  -    T1 -
1 yes 8    T2a
1 yes 8.1  T2b
1 yes -    T2 -
2 no  8    T2a
2 no  8.1  T2b
2 no  -    T2 -
2 yes 8    T3a
2 yes 8.1  T3b
2 yes -    T3 -
3 no  5    T4
3 yes 20   T4
3 -   -    T4
4 -   5    T4
1 -   5    NOT_ASSESSABLE
2 -   20   NOT_ASSESSABLE
2 -   -    NOT_ASSESSABLE
- no  5    TX
- yes -    TX
- -   5    TX
0 no  5    TX
"""
READ = {"-": None, "yes": True, "no": False}


@pytest.mark.parametrize("line", PELVIC.strip().splitlines())
def test_t_of_the_pelvis(line):
    segments, out, size, *expected = line.split()
    result = PELVIS.run(
        segments=None if segments == "-" else int(segments),
        extraosseous=READ[out],
        size_cm=None if size == "-" else float(size),
    )
    if expected == ["NOT_ASSESSABLE"]:
        assert result.answer() == {"result": "NOT_ASSESSABLE", "reason": "MISSING_INPUT"}
        assert result.missing == ("case.extraosseous",)
    elif len(expected) == 2:  # a or b cannot be told
        assert result.value == {"t": expected[0], "suffix": None}
        assert result.missing == ("case.size_mm",)
    else:
        assert result.value == {"t": expected[0]}


@pytest.mark.parametrize("segments", [None, 0, 1, 2, 3])
@pytest.mark.parametrize(
    ("findings", "t"),
    [
        ({"crosses_si_joint_medial_to_foramen": True}, "T4a"),
        ({"encases_external_iliac_vessels": True}, "T4b"),
        ({"gross_thrombus_major_pelvic_vessels": True}, "T4b"),
        ({"crosses_si_joint_medial_to_foramen": True, "encases_external_iliac_vessels": True}, "T4b"),
    ],
)
def test_the_highest_category_of_the_pelvis_wins(segments, findings, t):
    assert PELVIS.run(segments=segments, extraosseous=None, size_cm=None, **findings).value == {"t": t}


@given(st.integers(1, 4), flags, sizes, sizes)
def test_a_bigger_tumor_of_the_pelvis_never_has_a_lower_t(segments, out, one, other):
    answers = [PELVIS.run(segments=segments, extraosseous=out, size_cm=size) for size in sorted((one, other))]
    values = [result.value.get("t", "") for result in answers]
    assert values == sorted(values)


@given(st.none() | st.integers(0, 5), flags, st.none() | sizes, st.booleans(), sizes)
def test_what_is_said_of_a_pelvis_without_size_or_extension_holds_when_it_is_known(
    segments, out, size, out_then, size_then
):
    before = PELVIS.run(segments=segments, extraosseous=out, size_cm=size)
    after = PELVIS.run(
        segments=segments,
        extraosseous=out_then if out is None else out,
        size_cm=size_then if size is None else size,
    )
    if before.outcome is Outcome.DERIVED and before.value["t"] != "TX":
        assert after.value["t"].startswith(before.value["t"])


# clinical.md 3.5: segments, adjacent, spinal canal, great vessels, T.
SPINAL = """
1 yes no  no  T1
1 -   no  no  T1
1 no  no  no  T1
2 yes no  no  T1
3 yes no  no  T2
4 yes no  no  T3
5 yes no  no  T3
4 -   no  no  T3
2 no  no  no  T3
3 no  no  no  T3
2 -   no  no  NOT_ASSESSABLE
3 -   -   -   NOT_ASSESSABLE
1 yes -   -   T1
1 yes yes no  T4a
0 yes yes no  T4a
- -   yes -   T4a
4 yes no  yes T4b
1 yes yes yes T4b
- -   -   yes T4b
- yes no  no  TX
0 yes no  no  TX
"""


@pytest.mark.parametrize("line", SPINAL.strip().splitlines())
def test_t_of_the_spine(line):
    segments, adjacent, canal, vessels, t = line.split()
    result = SPINE.run(
        segments=None if segments == "-" else int(segments),
        adjacent=READ[adjacent],
        spinal_canal=READ[canal],
        great_vessels=READ[vessels],
    )
    if t == "NOT_ASSESSABLE":
        assert (result.outcome, result.missing) == (Outcome.NOT_ASSESSABLE, ("case.segments_adjacent",))
    else:
        assert result.value == {"t": t}


@given(st.integers(1, 9), st.integers(1, 9), st.booleans())
def test_more_segments_never_have_a_lower_t(one, other, adjacent):
    fewer, more = sorted((one, other))
    values = [SPINE.run(segments=n, adjacent=adjacent).value["t"] for n in (fewer, more)]
    assert values == sorted(values)


# clinical.md 3.5, every row with N0 M0; then what decides before the table.
LOW_GRADE = {"T1": "IA", "T2": "IB", "T3": "IB"}
HIGH_GRADE = {"T1": "IIA", "T2": "IIB", "T3": "III"}
ROW_OF_GRADE = {
    **dict.fromkeys(("G1", "GX", "LOW", "UNKNOWN", None), LOW_GRADE),
    **dict.fromkeys(("G2", "G3", "HIGH"), HIGH_GRADE),
}
ROWS = [(t, grade, row[t]) for grade, row in ROW_OF_GRADE.items() for t in row]
ts = st.sampled_from([None, "TX", "T0", "T1", "T2", "T3"])
grades = st.sampled_from(list(ROW_OF_GRADE))


@pytest.mark.parametrize("n", ["N0", "NX", "UNKNOWN", None])
@pytest.mark.parametrize("topography", [None, "C40.2", "C41.0", "C41.3"])
@pytest.mark.parametrize(("t", "grade", "stage"), ROWS)
def test_every_row_without_node_or_metastasis(n, topography, t, grade, stage):
    assert STAGE.run(topography=topography, t=t, n=n, m="M0", grade=grade).answer() == {"stage": stage}


@given(ts, grades, st.sampled_from([None, "MX", "M0", "M1", "M1a", "M1b"]))
def test_a_node_is_ivb_whatever_the_rest(t, grade, m):
    assert STAGE.run(t=t, n="N1", m=m, grade=grade).value == {"stage": "IVB"}


@given(ts, grades, st.sampled_from(["N0", "NX", None]))
def test_metastasis_is_iva_in_the_lung_only_and_ivb_elsewhere(t, grade, n):
    assert STAGE.run(t=t, n=n, m="M1a", grade=grade).value == {"stage": "IVA"}
    assert STAGE.run(t=t, n=n, m="M1b", grade=grade).value == {"stage": "IVB"}
    letterless = STAGE.run(t=t, n=n, m="M1", grade=grade)
    assert letterless.answer() == {"result": "NOT_ASSESSABLE", "reason": "M1_WITHOUT_AB"}
    assert letterless.missing == ("case.cm",)


@pytest.mark.parametrize(
    ("known", "reason", "missing"),
    [
        ({"t": "T1", "grade": "G2"}, "MISSING_INPUT", ("case.cm",)),
        ({"t": "T1", "m": "MX", "grade": "G2"}, "MISSING_INPUT", ("case.cm",)),
        ({"t": "TX", "m": "M0", "grade": "G2"}, "MISSING_INPUT", ("case.size_mm",)),
        ({"m": "M0", "grade": "G2"}, "MISSING_INPUT", ("case.size_mm",)),
        ({"t": "T0", "m": "M0", "grade": "G2"}, "T_NOT_IN_TABLE", ()),
        ({"t": "T4", "m": "M0", "grade": "G2"}, "T_NOT_IN_TABLE", ()),
        ({"t": "T2a", "m": "M0", "grade": "G2"}, "T_NOT_IN_TABLE", ()),
    ],
)
def test_without_m_or_t_there_is_no_stage(known, reason, missing):
    result = STAGE.run(**known)
    assert (result.outcome, result.reason, result.missing) == (Outcome.NOT_ASSESSABLE, reason, missing)


@given(ts, grades, st.sampled_from(["N0", "N1"]), st.sampled_from(["M0", "M1", "M1b"]))
@pytest.mark.parametrize("topography", ["C41.2", "C41.4"])
def test_spine_and_pelvis_never_have_a_stage_group(topography, t, grade, n, m):
    answer = STAGE.run(topography=topography, t=t, n=n, m=m, grade=grade).answer()
    assert answer == {"result": "NOT_APPLICABLE", "reason": "NO_STAGE_GROUP"}


def test_only_bone_has_a_stage_of_bone():
    for row in topographies():
        result = STAGE.run(topography=row.codes[0], t="T1", m="M0", grade="G1")
        if result.outcome is Outcome.DERIVED:
            assert row.ajcc8_schema == "BONE_APPENDICULAR", row.pattern
    assert STAGE.run(topography="C75.1", t="T1", m="M0").reason == "SITE_NOT_LISTED"


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (LIMB, {"discontinuous": "Y"}),
        (LIMB, {"discontinuous": 1}),
        (LIMB, {"segments": 1}),
        (PELVIS, {"segments": 1.5}),
        (PELVIS, {"segments": -1}),
        (PELVIS, {"segments": True}),
        (SPINE, {"adjacent": "yes"}),
        (STAGE, {"m": "M2"}),
        (STAGE, {"topography": "C4"}),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_what_is_no_input_is_refused(rule, wrong):
    with pytest.raises(InvalidInput, match=next(iter(wrong))):
        rule.run(**wrong)
