"""Derivations of one case, chained: which report, which fields, and nothing invented or overwritten."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from registry.derivations import Outcome
from registry.derivations.base import Refusal
from registry.derivations.case import derive
from registry.derivations.chains.inputs import CaseInputs, Report
from registry.derivations.chains.reports import choose_report


def day(month, number=1):
    return datetime.date(2023, month, number)


BIOPSY = Report(
    label="Biopsy of 29 March 2023",
    report_date=day(3, 29),
    is_expert="Y",
    specimen_type="BIOPSY",
    specimen_treated="N",
    diff_score=3,
    mitoses_count=8,
    mitoses_area_mm2=Decimal("1.74"),
    necrosis_cat="<50",
)
# Paper case C of the clinical reference: dedifferentiated liposarcoma, 24 cm, left retroperitoneum.
CASE = CaseInputs(
    entity_id="DDLPS",
    morphology_icdo="8858/3",
    topography_icdo="C48.0",
    site_group="RETROPERITONEUM",
    sarcoma_group="STS",
    sex="MALE",
    size_mm=Decimal("240.0"),
    disease_extent_dx="LOCALIZED",
    reports=(BIOPSY,),
)


def answers(case):
    return {name: result.answer() for name, result in derive(case).items()}


def told(result):
    return {str(fact.label): (str(fact.value), str(fact.points), fact.field) for fact in result.facts}


def test_paper_case_c():
    assert answers(CASE) == {
        "MITOSES_NORMALISATION": {"mitoses_per_10hpf": 8.0},
        "FNCLCC": {"grade": "G2", "score": 5},
        "AJCC8_STS_T": {"t": "T4"},
        "AJCC8_STS_STAGE": {"stage": "IIIB"},
    }


def test_every_fact_names_the_field_it_came_from():
    results = derive(replace(CASE, cn="N0"))
    stage = told(results["AJCC8_STS_STAGE"])
    assert stage["T"] == ("T4", "None", "case.size_mm")
    assert stage["N"] == ("N0", "None", "case.cn")
    assert stage["M"] == ("M0", "None", "case.disease_extent_dx")
    assert stage["Extent at diagnosis"] == ("Localized", "M0", "case.disease_extent_dx")
    assert stage["Grade"] == ("G2", "G2, G3", "pathology_report.diff_score")
    assert stage["Source of the grade"][0] == "derived by FNCLCC"
    grade = told(results["FNCLCC"])
    assert grade["Mitoses per 10 HPF (1.74 mm²)"] == ("8.00", "1", "pathology_report.mitoses_count")
    assert grade["Pathology report"][:2] == (BIOPSY.label, "latest expert report on untreated tissue")


def test_an_entered_grade_is_used_and_the_difference_is_shown():
    results = derive(replace(CASE, grade_final="G1"))
    assert results["FNCLCC"].value["grade"] == "G2"
    assert results["AJCC8_STS_STAGE"].value == {"stage": "IB"}
    for name in ("FNCLCC", "AJCC8_STS_STAGE"):
        assert (
            told(results[name])["Entered grade differs from the derived grade"][0] == "G1 entered, G2 derived"
        )


@pytest.mark.parametrize(
    ("entered", "differs"),
    [
        ("G2", False),
        ("HIGH", False),
        ("LOW", True),
        ("GX", True),
        ("G3", True),
        ("UNKNOWN", False),
        (None, False),
    ],
)
def test_which_entered_grades_differ(entered, differs):
    facts = told(derive(replace(CASE, grade_final=entered))["FNCLCC"])
    assert ("Entered grade differs from the derived grade" in facts) is differs


@pytest.mark.parametrize("entered", [None, "UNKNOWN"])
def test_a_grade_that_is_not_known_leaves_the_derived_one(entered):
    assert derive(replace(CASE, grade_final=entered))["AJCC8_STS_STAGE"].value == {"stage": "IIIB"}


def test_the_exact_count_is_compared_not_the_rounded_one():
    report = replace(BIOPSY, diff_score=1, necrosis_cat="0", mitoses_count=Decimal("9.996"))
    results = derive(replace(CASE, entity_id="WDLPS", reports=(report,)))
    assert results["MITOSES_NORMALISATION"].value == {"mitoses_per_10hpf": 10.0}
    assert results["FNCLCC"].value == {"grade": "G1", "score": 2}


@pytest.mark.parametrize(
    ("gap", "missing"),
    [
        ({"diff_score": None}, ("pathology_report.diff_score",)),
        ({"mitoses_count": None}, ("pathology_report.mitoses_count",)),
        ({"mitoses_area_mm2": None}, ("pathology_report.mitoses_area_mm2",)),
        ({"mitoses_area_mm2": Decimal(0)}, ("pathology_report.mitoses_area_mm2",)),
        ({"necrosis_cat": "UNKNOWN"}, ("pathology_report.necrosis_cat",)),
        ({"specimen_treated": None}, ("pathology_report.specimen_treated",)),
    ],
)
def test_a_gap_in_the_report_is_named_and_gives_no_grade(gap, missing):
    result = derive(replace(CASE, reports=(replace(BIOPSY, **gap),)))["FNCLCC"]
    assert (result.outcome, result.missing) == (Outcome.NOT_ASSESSABLE, missing)


@pytest.mark.parametrize(
    ("gap", "missing"),
    [
        ({"size_mm": None}, ("case.size_mm",)),
        ({"disease_extent_dx": None}, ("case.disease_extent_dx",)),
        ({"disease_extent_dx": "UNKNOWN"}, ("case.cm",)),
        ({"topography_icdo": None, "site_group": None}, ("case.topography_icdo",)),
        ({"topography_icdo": "C49.4"}, ("case.wall_or_cavity",)),
        ({"entity_id": None, "morphology_icdo": None}, ("case.entity_id",)),
        ({"size_mm": None, "disease_extent_dx": None}, ("case.disease_extent_dx", "case.size_mm")),
    ],
)
def test_a_gap_in_the_case_is_named_and_gives_no_stage(gap, missing):
    result = derive(replace(CASE, **gap))["AJCC8_STS_STAGE"]
    assert (result.outcome, result.missing) == (Outcome.NOT_ASSESSABLE, missing)


@pytest.mark.parametrize(
    ("entered", "stage"),
    [
        ({"disease_extent_dx": "METASTATIC"}, "IV"),
        ({"disease_extent_dx": "LOCALLY_ADVANCED"}, "IIIB"),
        ({"disease_extent_dx": None, "cm": "M0"}, "IIIB"),
        ({"disease_extent_dx": None, "pm": "M1", "cm": "M0"}, "IV"),
        ({"disease_extent_dx": None, "pm": "UNKNOWN", "cm": "M1"}, "IV"),
        ({"size_mm": Decimal(40), "cn": "N1"}, "IIIB"),
        ({"size_mm": Decimal(40), "cn": "N1", "pn": "N0"}, "II"),
        ({"size_mm": Decimal(40), "cn": "N1", "pn": "NX"}, "IIIB"),
        ({"topography_icdo": "C49.2", "cn": "N1"}, "IV"),
        ({"topography_icdo": None}, "IIIB"),
        ({"entity_id": None}, "IB"),
    ],
)
def test_where_n_m_and_site_come_from(entered, stage):
    assert derive(replace(CASE, **entered))["AJCC8_STS_STAGE"].value == {"stage": stage}


def test_m_that_contradicts_the_extent_is_shown():
    facts = told(derive(replace(CASE, cm="M1"))["AJCC8_STS_STAGE"])
    assert facts["M category and extent at diagnosis disagree"] == ("M1", "Localized", "case.cm")


@pytest.mark.parametrize(
    ("tumor", "reason"),
    [
        ({"entity_id": "OS_CONV"}, "OTHER_SYSTEM"),  # entered as soft tissue
        ({"topography_icdo": "C40.2"}, "OTHER_SYSTEM"),
        ({"entity_id": "EPIS", "morphology_icdo": "8804/3"}, "UNUSUAL_HISTOLOGY"),
        ({"topography_icdo": "C49.0"}, "NO_STAGE_GROUP"),
        ({"entity_id": "LIPOMA", "morphology_icdo": "8850/0"}, "NOT_MALIGNANT"),
    ],
)
def test_t_and_stage_are_not_for_every_tumor(tumor, reason):
    results = derive(replace(CASE, **tumor))
    for name in ("AJCC8_STS_T", "AJCC8_STS_STAGE"):
        assert results[name].answer() == {"result": "NOT_APPLICABLE", "reason": reason}


OF_STS = {"FNCLCC", "AJCC8_STS_STAGE", "AJCC8_STS_T", "MITOSES_NORMALISATION"}
OF_BONE = {"AJCC8_BONE_STAGE", "AJCC8_BONE_T_APPENDICULAR", "ENNEKING", "HUVOS"}
OF_GIST = {"GIST_JOENSUU", "GIST_AFIP", "GIST_RUPTURE", "AJCC8_GIST_STAGE", "AJCC8_GIST_T"}


@pytest.mark.parametrize(
    ("group", "entity", "topography", "rules"),
    [
        ("STS", "DDLPS", "C48.0", OF_STS),
        ("BS", "OS_CONV", "C40.2", OF_BONE),
        ("GIST", "GIST", "C16.2", OF_GIST),
        (None, "GIST", None, OF_GIST),
        (None, "EWS", "C40.2", OF_BONE),
        (None, "EWS", "C49.2", OF_STS),
        (None, "EWS", None, OF_STS),  # not known: asked from the beginning
        (None, None, None, OF_STS),
    ],
)
def test_a_tumor_is_asked_the_rules_of_its_group(group, entity, topography, rules):
    case = replace(CASE, sarcoma_group=group, entity_id=entity, topography_icdo=topography)
    assert set(derive(case)) == rules


@pytest.mark.parametrize("entity", ["EWS", "CIC", "BCOR", "DSRCT", "ERMS", "ARMS", "RHABDOID"])
def test_what_is_high_grade_by_definition_is_staged_so_and_says_it(entity):
    case = replace(CASE, entity_id=entity, morphology_icdo=None, topography_icdo="C49.2", reports=())
    result = derive(case)["AJCC8_STS_STAGE"]
    if result.outcome is Outcome.DERIVED:
        assert result.value == {"stage": "IIIB"}
        assert "by definition" in told(result)["Source of the grade"][0]
    else:
        assert result.reason == "UNUSUAL_HISTOLOGY"  # chapter 45 has no stage group at all
    assert derive(replace(case, grade_final="GX"))["AJCC8_STS_STAGE"].value.get("stage") in {"IB", None}


def test_a_later_report_without_any_score_does_not_hide_the_grade():
    resection = replace(
        LATER, specimen_type="RESECTION", diff_score=None, mitoses_count=None, necrosis_cat=None
    )
    result = derive(replace(CASE, reports=(BIOPSY, resection)))["FNCLCC"]
    assert (result.value["grade"], told(result)["Pathology report"][0]) == ("G2", BIOPSY.label)


def test_without_an_entered_size_the_longest_untreated_one_counts():
    resection = replace(LATER, specimen_type="RESECTION", size_mm=Decimal(90))
    treated = replace(resection, specimen_treated="Y", size_mm=Decimal(200))
    case = replace(CASE, size_mm=None, reports=(resection, treated), measured_mm=(Decimal(101),))
    result = derive(case)["AJCC8_STS_T"]
    assert result.value == {"t": "T3"}
    assert "longest" in told(result)["Source of the size"][0]
    assert derive(replace(case, size_mm=Decimal(50)))["AJCC8_STS_T"].value == {"t": "T1"}


@pytest.mark.parametrize(
    ("entered", "stage"), [({"ct": "T1"}, "II"), ({"ct": "T1", "pt": "T2"}, "IIIA"), ({"ct": "TX"}, None)]
)
def test_an_entered_t_stages_while_there_is_no_size(entered, stage):
    result = derive(replace(CASE, size_mm=None, **entered))["AJCC8_STS_STAGE"]
    assert result.value.get("stage") == stage
    assert derive(replace(CASE, **entered))["AJCC8_STS_STAGE"].value == {"stage": "IIIB"}


def test_every_result_keeps_what_it_was_given():
    stage = derive(CASE)["AJCC8_STS_STAGE"].inputs
    assert (stage["t"], stage["m"], stage["grade"]) == ("T4", "M0", "G2")
    assert derive(CASE)["AJCC8_STS_T"].inputs == {"size_cm": 24.0}


def test_vocabulary_rows_from_memory_are_marked():
    results = derive(replace(CASE, entity_id="DESMOID_ABD", topography_icdo="C47.2"))
    assert results["FNCLCC"].unreviewed == ("doubt:4", "memory", "histology:DESMOID_ABD")
    assert results["AJCC8_STS_STAGE"].unreviewed == ("doubt:6", "histology:DESMOID_ABD", "topography:C47.2")


EARLIER = replace(BIOPSY, label="earlier", report_date=day(2))
LATER = replace(BIOPSY, label="later", report_date=day(4))


@pytest.mark.parametrize(
    ("reports", "label"),
    [
        ((LATER, EARLIER), "later"),
        ((EARLIER, replace(LATER, is_expert="N")), "earlier"),
        ((EARLIER, replace(LATER, specimen_treated="Y")), "earlier"),
        ((EARLIER, replace(LATER, specimen_treated=None)), "earlier"),
        ((replace(EARLIER, is_expert=None), replace(LATER, is_expert="UNKNOWN")), "later"),
        ((replace(EARLIER, is_expert="N"), replace(LATER, specimen_treated="Y")), "earlier"),
        ((replace(EARLIER, specimen_treated="UNKNOWN"), replace(LATER, specimen_treated="Y")), "earlier"),
        ((EARLIER, replace(LATER, specimen_type="RECURRENCE")), "earlier"),
        ((EARLIER, replace(LATER, specimen_type="METASTASIS")), "earlier"),
        ((EARLIER, replace(LATER, report_date=None)), "earlier"),
        ((EARLIER, replace(LATER, report_date=day(2))), "later"),  # one day: the later entry
    ],
)
def test_which_report_grades_the_tumor(reports, label):
    assert choose_report(reports).report.label == label


def test_without_an_expert_the_reason_says_so():
    chosen = choose_report([replace(BIOPSY, is_expert="N")])
    assert str(chosen.why) == "no expert report: latest report on untreated tissue"


@pytest.mark.parametrize("reports", [(), (replace(BIOPSY, specimen_type="RECURRENCE"),)])
def test_without_a_report_of_the_primary_there_is_no_grade(reports):
    assert isinstance(choose_report(reports), Refusal)
    result = derive(replace(CASE, reports=reports))["FNCLCC"]
    assert result.answer() == {"result": "NOT_ASSESSABLE", "reason": "NO_REPORT"}
    assert "pathology_report.diff_score" in result.missing


def test_treated_tissue_is_not_graded():
    results = derive(replace(CASE, reports=(replace(BIOPSY, specimen_treated="Y"),)))
    assert results["FNCLCC"].answer() == {"result": "NOT_APPLICABLE", "reason": "TREATED_SPECIMEN"}
    assert results["MITOSES_NORMALISATION"].outcome is Outcome.NOT_APPLICABLE
