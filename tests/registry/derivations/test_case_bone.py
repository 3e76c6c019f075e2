"""A bone sarcoma, chained: which T, where M and grade come from, Enneking, response to chemotherapy."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from registry.derivations import Outcome
from registry.derivations.case import derive
from registry.derivations.chains.inputs import CaseInputs, Report

RESECTION = Report(
    label="Resection of 10 March 2023",
    report_date=datetime.date(2023, 3, 10),
    is_expert="Y",
    specimen_type="RESECTION",
    specimen_treated="Y",
    necrosis_pct=Decimal(94),
)
# Paper case B of the clinical reference: osteosarcoma of the distal femur, 7.6 cm.
CASE = CaseInputs(
    entity_id="OS_CONV",
    topography_icdo="C40.2",
    site_group="BONE_LOWER_LIMB",
    sarcoma_group="BS",
    size_mm=Decimal(76),
    discontinuous="N",
    cn="N0",
    cm="M0",
    disease_extent_dx="LOCALIZED",
    grade_final="G3",
    enneking_grade="G2",
    enneking_t="T2",
    reports=(RESECTION,),
)


def value(case, name):
    return derive(case)[name].value


def told(result):
    return {str(fact.label): (str(fact.value), str(fact.points), fact.field) for fact in result.facts}


def test_paper_case_b():
    assert {name: result.answer() for name, result in derive(CASE).items()} == {
        "AJCC8_BONE_STAGE": {"stage": "IIA"},
        "AJCC8_BONE_T_APPENDICULAR": {"t": "T1"},
        "ENNEKING": {"stage": "IIB"},
        "HUVOS": {"grade": "III", "responder_ge90": "GOOD", "responder_gt90": "GOOD"},
    }


@pytest.mark.parametrize(
    ("site", "rule"),
    [
        ({"topography_icdo": "C41.4"}, "AJCC8_BONE_T_PELVIS"),
        ({"topography_icdo": "C41.2"}, "AJCC8_BONE_T_SPINE"),
        ({"topography_icdo": "C41.9"}, "AJCC8_BONE_T_APPENDICULAR"),
        ({"topography_icdo": None, "site_group": "BONE_PELVIS"}, "AJCC8_BONE_T_PELVIS"),
        ({"topography_icdo": None, "site_group": "BONE_SPINE"}, "AJCC8_BONE_T_SPINE"),
        ({"topography_icdo": None, "site_group": "BONE_THORAX"}, "AJCC8_BONE_T_APPENDICULAR"),
        ({"topography_icdo": "C41.2", "site_group": "BONE_PELVIS"}, "AJCC8_BONE_T_SPINE"),
    ],
)
def test_the_site_decides_which_t(site, rule):
    results = derive(replace(CASE, segments=1, **site))
    assert rule in results
    has_group = rule == "AJCC8_BONE_T_APPENDICULAR"
    assert (results["AJCC8_BONE_STAGE"].reason == "NO_STAGE_GROUP") is not has_group


def test_a_pelvic_tumor_with_every_field():
    case = replace(CASE, topography_icdo="C41.4", segments=2, extraosseous="Y", size_mm=Decimal(95))
    assert value(case, "AJCC8_BONE_T_PELVIS") == {"t": "T3b"}
    joint = replace(case, crosses_si_joint_medial_to_foramen="Y")
    assert value(joint, "AJCC8_BONE_T_PELVIS") == {"t": "T4a"}
    assert value(replace(joint, encases_external_iliac_vessels="Y"), "AJCC8_BONE_T_PELVIS") == {"t": "T4b"}
    assert derive(replace(case, extraosseous="UNKNOWN"))["AJCC8_BONE_T_PELVIS"].missing == (
        "case.extraosseous",
    )


def test_a_tumor_of_the_spine():
    case = replace(CASE, topography_icdo="C41.2", segments=3, segments_adjacent="Y")
    assert value(case, "AJCC8_BONE_T_SPINE") == {"t": "T2"}
    assert value(replace(case, spinal_canal="Y"), "AJCC8_BONE_T_SPINE") == {"t": "T4a"}


@pytest.mark.parametrize("field", ["discontinuous", "skip_metastasis"])
def test_a_skip_lesion_is_t3_of_ajcc_and_stage_iii_of_enneking(field):
    case = replace(CASE, **{"discontinuous": None, "skip_metastasis": None, field: "Y"})
    assert value(case, "AJCC8_BONE_T_APPENDICULAR") == {"t": "T3"}
    assert value(case, "AJCC8_BONE_STAGE") == {"stage": "III"}
    assert value(case, "ENNEKING") == {"stage": "III"}


@pytest.mark.parametrize(
    ("entered", "stage"),
    [
        ({"cm": "M1a"}, "IVA"),
        ({"cm": "M1b"}, "IVB"),
        ({"cm": "M1", "metastasis_sites_dx": ("LUNG",)}, "IVA"),
        ({"cm": None, "disease_extent_dx": "METASTATIC", "metastasis_sites_dx": ("LUNG",)}, "IVA"),
        ({"cm": "M1", "metastasis_sites_dx": ("BONE", "LUNG")}, "IVB"),
        ({"cm": "M1", "metastasis_sites_dx": ("LYMPH_NODE_DISTANT",)}, "IVB"),
        ({"cm": "M1", "metastasis_sites_dx": ("LUNG", "UNKNOWN")}, None),
        ({"cm": "M1"}, None),
        ({"cm": "M0", "pm": "M1b"}, "IVB"),
        ({"cn": "N1"}, "IVB"),
    ],
)
def test_where_the_letter_of_m1_comes_from(entered, stage):
    result = derive(replace(CASE, **entered))["AJCC8_BONE_STAGE"]
    assert result.value.get("stage") == stage
    if stage is None:
        assert (result.reason, result.missing) == ("M1_WITHOUT_AB", ("case.cm",))
    assert value(replace(CASE, **entered), "ENNEKING") == {"stage": "III"}


BY_DEFINITION = (
    *("OS_CONV", "OS_CHB", "OS_FB", "OS_TEL", "OS_SC", "OS_SEC", "OS_HGS", "OS_CENTRAL_LEG"),
    *("CS_DD", "CS_MES", "EWS", "CIC", "BCOR", "RCS_EWSR1NONETS"),
)


@pytest.mark.parametrize("entity", BY_DEFINITION)
def test_what_is_high_grade_by_definition_takes_g3_while_no_grade_is_entered(entity):
    case = replace(CASE, entity_id=entity, grade_final=None, enneking_grade=None)
    results = derive(case)
    assert results["AJCC8_BONE_STAGE"].value == {"stage": "IIA"}
    assert results["ENNEKING"].value == {"stage": "IIB"}
    for name in ("AJCC8_BONE_STAGE", "ENNEKING"):
        assert told(results[name])["Source of the grade"][0].startswith("derived: ")
    assert value(replace(case, grade_final="G1"), "AJCC8_BONE_STAGE") == {"stage": "IA"}


@pytest.mark.parametrize("entity", ["CS_G1", "CHORDOMA", "OS_PAR", "OS_LGC"])
def test_other_histologies_without_a_grade_count_as_gx(entity):
    case = replace(CASE, entity_id=entity, grade_final=None, enneking_grade=None)
    results = derive(case)
    assert results["AJCC8_BONE_STAGE"].value == {"stage": "IA"}
    assert results["ENNEKING"].missing == ("case.grade_final",)


@pytest.mark.parametrize(
    ("tumor", "outcome", "reason"),
    [
        ({"entity_id": "GCTB"}, Outcome.NOT_APPLICABLE, "NOT_MALIGNANT"),
        ({"entity_id": None, "morphology_icdo": "9250/1"}, Outcome.NOT_APPLICABLE, "NOT_MALIGNANT"),
        ({"entity_id": None}, Outcome.NOT_ASSESSABLE, "MISSING_INPUT"),
        ({"topography_icdo": None, "site_group": None}, Outcome.NOT_ASSESSABLE, "MISSING_INPUT"),
        ({"topography_icdo": "C49.2"}, Outcome.NOT_APPLICABLE, "OTHER_SYSTEM"),
        ({"topography_icdo": None, "site_group": "LOWER_LIMB"}, Outcome.NOT_APPLICABLE, "OTHER_SYSTEM"),
    ],
)
def test_what_is_not_staged_as_bone(tumor, outcome, reason):
    results = derive(replace(CASE, **tumor))
    for name in ("AJCC8_BONE_STAGE", "AJCC8_BONE_T_APPENDICULAR", "ENNEKING"):
        assert (results[name].outcome, results[name].reason) == (outcome, reason)


@pytest.mark.parametrize("entity", ["CS_G23", "CHORDOMA", "UPS"])
def test_huvos_is_for_osteosarcoma_and_ewing(entity):
    assert derive(replace(CASE, entity_id=entity))["HUVOS"].reason == "NOT_OSTEOSARCOMA_OR_EWING"


@pytest.mark.parametrize(
    ("reports", "grade"),
    [
        ((), None),
        ((replace(RESECTION, specimen_treated="N"),), None),
        ((replace(RESECTION, specimen_type="METASTASIS"),), None),
        ((replace(RESECTION, necrosis_pct=None),), None),
        ((RESECTION, replace(RESECTION, necrosis_pct=Decimal(40), is_expert="N")), "III"),
        ((RESECTION, replace(RESECTION, necrosis_pct=None)), "III"),
        ((RESECTION, replace(RESECTION, necrosis_pct=Decimal(100))), "IV"),  # the later entry
    ],
)
def test_the_response_comes_from_the_report_on_treated_tissue(reports, grade):
    result = derive(replace(CASE, reports=reports))["HUVOS"]
    assert result.value.get("grade") == grade
    if grade is None:
        assert result.outcome is Outcome.NOT_ASSESSABLE
