"""Whatever a case holds, its results hold together: they say why, survive storage, and never guess."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from registry import codes
from registry.dates import PartialDate, Precision
from registry.derivations import DERIVATIONS, Outcome, Result
from registry.derivations.case import derive
from registry.derivations.chains.inputs import CaseInputs, Course, Event, Referral, Report
from registry.vocabulary import entities, topographies


def optional(*values):
    return st.sampled_from([None, "UNKNOWN", *values])


yes_no = optional("Y", "N")
dates = st.none() | st.builds(PartialDate, st.dates(), st.sampled_from(Precision))
lengths = st.none() | st.decimals("0.1", 600, places=1)


def events(*values):
    kinds = st.frozensets(st.sampled_from(values), max_size=2)
    return st.lists(st.builds(Event, dates, kinds), max_size=2).map(tuple)


def some_of(table):
    return st.none() | st.lists(st.sampled_from([code for code, _label in table]), min_size=1).map(tuple)


courses = st.builds(
    Course,
    dates=st.fixed_dictionaries(
        dict.fromkeys(("symptom", "first_visit", "suspicion", "plan", "diagnosis"), dates)
    ),
    referrals=st.lists(st.builds(Referral, dates, dates, dates), max_size=2).map(tuple),
    biopsies=events("CORE_NEEDLE"),
    boards=events("PRE_TREATMENT", "SURVEILLANCE"),
    surgeries=events("PRIMARY_RESECTION", "RE_EXCISION"),
    radiotherapies=events("PRE_OP", "POST_OP"),
    local_treatments=events("ILP"),
    lines=events("ADJUVANT", "ADVANCED"),
    recurrences=events("LOCAL"),
)
reports = st.builds(
    Report,
    label=st.just("report"),
    report_date=st.none() | st.dates(),
    report_role=optional("FIRST", "SECOND_OPINION"),
    is_expert=yes_no,
    specimen_id=st.sampled_from([None, "A", "B"]),
    specimen_type=optional("BIOPSY", "RESECTION", "METASTASIS"),
    specimen_treated=yes_no,
    entity_id=st.sampled_from([None, *(entity.entity_id for entity in entities())]),
    diagnosis_certainty=optional("DEFINITE", "DIFFERENTIAL"),
    benign_malignant=optional("BENIGN", "INTERMEDIATE", "MALIGNANT", "NON_NEOPLASTIC"),
    non_mesenchymal=optional("NONE", "CARCINOMA"),
    diff_score=st.sampled_from([None, 1, 2, 3]),
    mitoses_count=st.none() | st.integers(0, 500),
    mitoses_area_mm2=st.none() | st.decimals("0", 20, places=2),
    necrosis_cat=optional("0", "<50", ">=50"),
    necrosis_pct=st.none() | st.decimals(0, 100, places=1),
    fnclcc_grade_reported=optional("1", "2", "3", "GX"),
    size_mm=lengths,
)
FLAGS = (
    *("segments_adjacent", "extraosseous", "discontinuous", "skip_metastasis", "spinal_canal"),
    *("great_vessels", "crosses_si_joint_medial_to_foramen", "encases_external_iliac_vessels"),
    "gross_thrombus_major_pelvic_vessels",
)
cases = st.builds(
    CaseInputs,
    entity_id=st.sampled_from([None, *(entity.entity_id for entity in entities())]),
    morphology_icdo=st.sampled_from([None, *(e.icdo_code for e in entities() if e.icdo_code)]),
    topography_icdo=st.sampled_from([None, *(row.codes[0] for row in topographies())]),
    wall_or_cavity=optional("WALL", "CAVITY_OR_VISCERAL"),
    site_group=st.sampled_from([None, *(code for code, _label in codes.SITE_GROUP)]),
    gist_site=st.sampled_from([None, *(code for code, _label in codes.GIST_SITE)]),
    sarcoma_group=st.sampled_from([None, "STS", "BS", "GIST"]),
    sex=optional("MALE", "FEMALE", "INTERSEX"),
    size_mm=lengths,
    segments=st.none() | st.integers(0, 6),
    **dict.fromkeys(FLAGS, yes_no),
    ct=st.sampled_from([None, *(code for code, _label in codes.T_CATEGORY)]),
    pt=st.sampled_from([None, *(code for code, _label in codes.T_CATEGORY)]),
    cn=optional("N0", "N1", "NX"),
    cm=optional("M0", "M1", "M1a", "M1b"),
    pn=optional("N0", "N1", "NX"),
    pm=optional("M0", "M1", "M1a", "M1b"),
    disease_extent_dx=optional("LOCALIZED", "LOCALLY_ADVANCED", "METASTATIC"),
    metastasis_sites_dx=some_of(codes.METASTASIS_SITE),
    grade_final=optional("G1", "G2", "G3", "LOW", "HIGH", "GX"),
    enneking_grade=optional("G1", "G2"),
    enneking_t=optional("T1", "T2"),
    gist_rupture_events=some_of(codes.GIST_RUPTURE),
    sections_complete=some_of(codes.SECTION),
    measured_mm=st.lists(st.decimals("0.1", 600, places=1), max_size=2).map(tuple),
    sdh_status=st.frozensets(st.sampled_from(["DEFICIENT", "INTACT", "UNKNOWN"])),
    reports=st.lists(reports, max_size=3).map(tuple),
    course=courses,
)


@settings(deadline=None)
@given(cases)
def test_any_case_gets_results_that_hold_together(case):
    results = derive(case)
    assert set(results) <= set(DERIVATIONS)
    for name, result in results.items():
        assert result.name == name
        assert bool(result.value) is (result.outcome is Outcome.DERIVED)
        assert bool(result.reason) is (result.outcome is not Outcome.DERIVED)
        assert result.outcome is not Outcome.NOT_APPLICABLE or result.missing == ()
        assert Result.from_json(json.loads(json.dumps(result.as_json()))) == result


@settings(deadline=None)
@given(cases)
def test_no_stage_without_m_unless_a_node_decides(case):
    known = {case.cm, case.pm} - {None, "UNKNOWN"} or case.disease_extent_dx not in (None, "UNKNOWN")
    for name, result in derive(case).items():
        if name.endswith("_STAGE") and result.outcome is Outcome.DERIVED:
            assert known or "N1" in {case.cn, case.pn}
