"""AJCC 8 soft tissue sarcoma: T by size, choice of chapter, stage groups row by row."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import codes
from registry.derivations import DERIVATIONS, InvalidInput, Outcome
from registry.derivations.ajcc8_sts_schema import choose_schema
from registry.derivations.base import Refusal
from registry.vocabulary import entities, topographies, unusual_histology

T = DERIVATIONS["AJCC8_STS_T"]
STAGE = DERIVATIONS["AJCC8_STS_STAGE"]
SCHEMAS = ("TRUNK_EXTREMITY", "RETROPERITONEUM")
# clinical.md 3.3, every cell of the M0 N0 rows.
LOW_GRADE = {"T1": "IA", "T2": "IB", "T3": "IB", "T4": "IB"}
HIGH_GRADE = {"T1": "II", "T2": "IIIA", "T3": "IIIB", "T4": "IIIB"}
ROW_OF_GRADE = {
    "G1": LOW_GRADE,
    "GX": LOW_GRADE,
    "LOW": LOW_GRADE,
    "UNKNOWN": LOW_GRADE,
    None: LOW_GRADE,
    "G2": HIGH_GRADE,
    "G3": HIGH_GRADE,
    "HIGH": HIGH_GRADE,
}
ROWS = [(t, grade, row[t]) for grade, row in ROW_OF_GRADE.items() for t in row]

ts = st.sampled_from([None, "TX", "T0", "T1", "T2", "T2b", "T3", "T4"])
ns = st.sampled_from([None, "UNKNOWN", "NX", "N0", "N1"])
ms = st.sampled_from([None, "UNKNOWN", "MX", "M0", "M1"])
grades = st.sampled_from(list(ROW_OF_GRADE))
sizes = st.decimals("0.1", 60, places=2)


def answer(chosen):
    return chosen if isinstance(chosen, str) else (chosen.outcome.value, chosen.reason.value)


@pytest.mark.parametrize(
    ("size", "t"),
    [(0.1, "T1"), (5, "T1"), (5.1, "T2"), (10, "T2"), (10.1, "T3"), (15, "T3"), (15.1, "T4"), (60, "T4")],
)
def test_upper_bounds_are_closed(size, t):
    assert T.run(size_cm=size).value == {"t": t}


def test_sizes_are_compared_unrounded():
    assert T.run(size_cm=Decimal("5.000001")).value == {"t": "T2"}


@given(sizes, sizes)
def test_t_never_falls_when_the_size_grows(one, other):
    smaller, larger = sorted((one, other))
    assert T.run(size_cm=smaller).value["t"] <= T.run(size_cm=larger).value["t"]


def test_an_unknown_size_is_tx_and_says_what_to_enter():
    result = T.run(size_cm=None)
    assert (result.outcome, result.value, result.missing) == (Outcome.DERIVED, {"t": "TX"}, ("case.size_mm",))


@pytest.mark.parametrize("size", [0, -1, "5", True])
def test_what_is_not_a_size_is_refused(size):
    with pytest.raises(InvalidInput, match="size_cm"):
        T.run(size_cm=size)


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize("n", ["N0", "NX", "UNKNOWN", None])
@pytest.mark.parametrize(("t", "grade", "stage"), ROWS)
def test_every_row_without_node_or_metastasis(schema, n, t, grade, stage):
    assert STAGE.run(schema=schema, t=t, n=n, m="M0", grade=grade).answer() == {"stage": stage}


@pytest.mark.parametrize("grade", list(ROW_OF_GRADE))
@pytest.mark.parametrize("t", [None, "TX", "T0", "T1", "T2", "T3", "T4"])
@pytest.mark.parametrize(("schema", "stage"), [("TRUNK_EXTREMITY", "IV"), ("RETROPERITONEUM", "IIIB")])
def test_a_positive_node_decides_whatever_t_and_grade(schema, stage, t, grade):
    assert STAGE.run(schema=schema, t=t, n="N1", m="M0", grade=grade).answer() == {"stage": stage}


@pytest.mark.parametrize("schema", SCHEMAS)
@given(t=ts, n=ns, grade=grades)
def test_a_metastasis_is_stage_iv_whatever_the_rest(schema, t, n, grade):
    assert STAGE.run(schema=schema, t=t, n=n, m="M1", grade=grade).answer() == {"stage": "IV"}


@pytest.mark.parametrize("m", [None, "UNKNOWN", "MX"])
def test_without_m_there_is_a_stage_only_for_a_node_of_trunk_or_limb(m):
    known = {"t": "T1", "grade": "G1", "m": m}
    assert STAGE.run(schema="TRUNK_EXTREMITY", n="N1", **known).answer() == {"stage": "IV"}
    for schema, n in (("RETROPERITONEUM", "N1"), ("TRUNK_EXTREMITY", "N0"), ("RETROPERITONEUM", "N0")):
        result = STAGE.run(schema=schema, n=n, **known)
        assert (result.outcome, result.missing) == (Outcome.NOT_ASSESSABLE, ("case.cm",))


@pytest.mark.parametrize(
    ("t", "reason", "missing"),
    [
        (None, "MISSING_INPUT", ("case.size_mm",)),
        ("TX", "MISSING_INPUT", ("case.size_mm",)),
        ("T0", "T_NOT_IN_TABLE", ()),
        ("T2b", "T_NOT_IN_TABLE", ()),  # a category of the 7th edition
    ],
)
def test_without_a_t_of_the_table_there_is_no_stage(t, reason, missing):
    result = STAGE.run(schema="TRUNK_EXTREMITY", t=t, n="N0", m="M0", grade="G2")
    assert (result.outcome, result.reason, result.missing) == (Outcome.NOT_ASSESSABLE, reason, missing)


def test_everything_that_is_missing_is_named():
    assert STAGE.run(schema="TRUNK_EXTREMITY").missing == ("case.cm", "case.size_mm")


@given(t=ts, n=ns, m=ms, grade=grades, site_group=st.sampled_from([c for c, _ in codes.SITE_GROUP]))
def test_a_stage_is_never_given_outside_the_two_chapters(t, n, m, grade, site_group):
    chosen = choose_schema(site_group=site_group)
    result = STAGE.run(site_group=site_group, t=t, n=n, m=m, grade=grade)
    if isinstance(chosen, Refusal):
        assert result.outcome is chosen.outcome
    if result.outcome is Outcome.DERIVED:
        assert chosen in SCHEMAS


@pytest.mark.parametrize("group", ["UPPER_LIMB", "LOWER_LIMB", "TRUNK_WALL", "BREAST", "SOFT_TISSUE_NOS"])
def test_groups_of_trunk_and_extremities(group):
    assert choose_schema(site_group=group) == "TRUNK_EXTREMITY"


def test_every_other_site_group_has_its_answer():
    staged = {"UPPER_LIMB", "LOWER_LIMB", "TRUNK_WALL", "BREAST", "SOFT_TISSUE_NOS"}
    own = {code for code, _ in codes.SITE_GROUP if code.startswith("BONE_")} | {"UTERUS", "ORBIT"}
    for code, _label in codes.SITE_GROUP:
        expected = ("NOT_APPLICABLE", "NO_STAGE_GROUP")
        if code in staged:
            expected = "TRUNK_EXTREMITY"
        elif code in {"RETROPERITONEUM", "PERITONEUM"}:
            expected = "RETROPERITONEUM"
        elif code in own:
            expected = ("NOT_APPLICABLE", "OTHER_SYSTEM")
        elif code in {"ILL_DEFINED", "UNKNOWN"}:
            expected = ("NOT_ASSESSABLE", "SITE_ILL_DEFINED")
        assert answer(choose_schema(site_group=code)) == expected, code


@pytest.mark.parametrize(
    ("topography", "wall", "expected"),
    [
        ("C49.0", None, ("NOT_APPLICABLE", "NO_STAGE_GROUP")),
        ("C49.2", None, "TRUNK_EXTREMITY"),
        ("C49.4", "WALL", "TRUNK_EXTREMITY"),
        ("C49.4", "CAVITY_OR_VISCERAL", ("NOT_APPLICABLE", "NO_STAGE_GROUP")),
        ("C49.4", "UNKNOWN", ("NOT_ASSESSABLE", "WALL_OR_CAVITY_UNKNOWN")),
        ("C49.4", None, ("NOT_ASSESSABLE", "WALL_OR_CAVITY_UNKNOWN")),
        ("C47.4", None, "TRUNK_EXTREMITY"),
        ("C47.5", None, ("NOT_ASSESSABLE", "WALL_OR_CAVITY_UNKNOWN")),
        ("C47.8", None, "TRUNK_EXTREMITY"),
        ("C48.1", None, "RETROPERITONEUM"),
        ("C50.4", None, "TRUNK_EXTREMITY"),
        ("C15.3", None, ("NOT_APPLICABLE", "NO_STAGE_GROUP")),
        ("C38.2", None, ("NOT_APPLICABLE", "NO_STAGE_GROUP")),
        ("C44.5", None, ("NOT_APPLICABLE", "NO_STAGE_GROUP")),
        ("C40.2", None, ("NOT_APPLICABLE", "OTHER_SYSTEM")),
        ("C54.1", None, ("NOT_APPLICABLE", "OTHER_SYSTEM")),
        ("C69.6", None, ("NOT_APPLICABLE", "OTHER_SYSTEM")),
        ("C76.0", None, ("NOT_ASSESSABLE", "SITE_ILL_DEFINED")),
        ("C80.9", None, ("NOT_ASSESSABLE", "SITE_ILL_DEFINED")),
        ("C75.1", None, ("NOT_ASSESSABLE", "SITE_NOT_LISTED")),
        (None, None, ("NOT_ASSESSABLE", "MISSING_INPUT")),
    ],
)
def test_choice_by_topography(topography, wall, expected):
    assert answer(choose_schema(topography=topography, wall_or_cavity=wall)) == expected


def test_every_topography_agrees_with_its_column():
    with_groups = {"STS_TRUNK_EXTREMITY": "TRUNK_EXTREMITY", "STS_RETROPERITONEUM": "RETROPERITONEUM"}
    for row in topographies():
        for wall, column in (("WALL", row.ajcc8_schema), ("CAVITY_OR_VISCERAL", row.ajcc8_schema_in_cavity)):
            schema = column or row.ajcc8_schema
            chosen = choose_schema(topography=row.codes[0], wall_or_cavity=wall)
            assert (chosen if isinstance(chosen, str) else None) == with_groups.get(schema), row.pattern


UNUSUAL = ("NOT_APPLICABLE", "UNUSUAL_HISTOLOGY")
NO_GROUP = ("NOT_APPLICABLE", "NO_STAGE_GROUP")


def test_the_list_of_chapter_45():
    everywhere = {"8804", "8805", "8806", "8930", "8931", "8991", "9020", "9044", "9231", "9581"}
    assert {code for code, flag in unusual_histology().items() if flag == "Y"} == everywhere
    assert {code for code, flag in unusual_histology().items() if flag == "HN_ONLY"} == {
        "8910",
        "8920",
        "9120",
    }


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ({"morphology": "8804", "topography": "C49.2"}, UNUSUAL),
        ({"morphology": "8804/3", "topography": "C49.0"}, UNUSUAL),
        ({"entity_id": "CCS", "topography": "C48.0"}, UNUSUAL),
        ({"entity_id": "EMC", "topography": "C62.9"}, UNUSUAL),
        ({"entity_id": "ASPS", "topography": "C49.4"}, UNUSUAL),  # wall or cavity: chapter 45 either way
        ({"entity_id": "AS", "topography": "C49.2"}, "TRUNK_EXTREMITY"),
        ({"entity_id": "AS", "topography": "C49.0"}, UNUSUAL),
        ({"entity_id": "AS", "topography": "C48.0"}, "RETROPERITONEUM"),
        ({"entity_id": "ERMS", "topography": "C30.0"}, UNUSUAL),
        ({"entity_id": "MPLPS", "topography": "C49.2"}, "TRUNK_EXTREMITY"),
        ({"entity_id": "MPLPS", "topography": "C64.9"}, UNUSUAL),
        ({"entity_id": "PHYLLODES_M", "topography": "C50.9"}, UNUSUAL),
        ({"entity_id": "UUS", "topography": "C54.1"}, ("NOT_APPLICABLE", "OTHER_SYSTEM")),
        ({"entity_id": "UUS", "topography": "C49.2"}, UNUSUAL),  # 8805 is in chapter 45 elsewhere
        ({"entity_id": "EPIS", "topography": "C80.9"}, ("NOT_ASSESSABLE", "SITE_ILL_DEFINED")),
        ({"entity_id": "GIST", "topography": "C48.1"}, ("NOT_APPLICABLE", "OTHER_SYSTEM")),
        ({"entity_id": "KS", "topography": "C49.2"}, ("NOT_APPLICABLE", "OTHER_SYSTEM")),
        ({"morphology": "9140", "topography": "C49.2"}, ("NOT_APPLICABLE", "OTHER_SYSTEM")),
        ({"entity_id": "DESMOID", "topography": "C49.2"}, ("NOT_APPLICABLE", "NOT_MALIGNANT")),
        ({"morphology": "8850/1", "topography": "C49.2"}, ("NOT_APPLICABLE", "NOT_MALIGNANT")),
        ({"entity_id": "EIMS", "topography": "C49.2"}, "TRUNK_EXTREMITY"),  # malignant by name
        ({"entity_id": "EIMS", "morphology": "8825/1", "topography": "C49.2"}, "TRUNK_EXTREMITY"),
        ({"schema": "TRUNK_EXTREMITY", "entity_id": "EPIS"}, UNUSUAL),
        ({"schema": "HEAD_NECK"}, NO_GROUP),
    ],
)
def test_choice_by_histology(site, expected):
    assert answer(choose_schema(**site)) == expected


@pytest.mark.parametrize("code", ["8806", "8930", "8931"])
@pytest.mark.parametrize("site", ["C48.1", "C48.2", "C48.8"])
@pytest.mark.parametrize(
    ("sex", "expected"), [("FEMALE", NO_GROUP), ("MALE", UNUSUAL), ("INTERSEX", UNUSUAL), (None, UNUSUAL)]
)
def test_the_peritoneum_of_women_has_a_schema_of_its_own(code, site, sex, expected):
    assert answer(choose_schema(morphology=code, topography=site, sex=sex)) == expected


def test_sex_changes_nothing_in_the_retroperitoneum_or_for_another_code():
    assert answer(choose_schema(morphology="8806", topography="C48.0", sex="FEMALE")) == UNUSUAL
    assert answer(choose_schema(morphology="8804", topography="C48.1", sex="FEMALE")) == UNUSUAL
    assert choose_schema(morphology="8858", topography="C48.1", sex="FEMALE") == "RETROPERITONEUM"


@given(
    st.sampled_from([e.entity_id for e in entities()]), st.sampled_from([r.codes[-1] for r in topographies()])
)
def test_no_stage_for_what_is_not_a_malignant_soft_tissue_tumor(entity_id, topography):
    entity = next(e for e in entities() if e.entity_id == entity_id)
    result = STAGE.run(entity_id=entity_id, topography=topography, t="T1", n="N0", m="M0", grade="G1")
    if result.outcome is Outcome.DERIVED:
        assert entity.malignant
        assert "STS" in entity.sarcoma_groups
        assert unusual_histology().get(entity.morphology) != "Y"
        assert not topography.startswith(("C40", "C41"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"entity_id": "NO_SUCH"},
        {"topography": "C49"},
        {"morphology": "88"},
        {"t": "5 cm"},
        {"n": "N2"},
        {"m": "MO"},
        {"grade": "G4"},
        {"grade": 2},
        {"schema": "VISCERA"},
        {"site_group": "LEG"},
        {"stage": "II"},
    ],
    ids=str,
)
def test_what_is_no_code_is_refused(wrong):
    with pytest.raises(InvalidInput, match=next(iter(wrong))):
        STAGE.run(**wrong)


def test_an_unknown_grade_and_node_are_named_in_the_facts():
    result = STAGE.run(schema="TRUNK_EXTREMITY", t="T2", m="M0")
    told = {str(fact.label): (str(fact.value), fact.points) for fact in result.facts}
    assert told["N"] == ("not known", "N0")
    assert told["Grade"] == ("not known: counted as GX", "G1, GX")
