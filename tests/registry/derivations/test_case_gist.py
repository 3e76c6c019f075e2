"""A GIST, chained: site, mitoses of untreated tissue, and what makes the AFIP table not hold."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from registry.derivations import Outcome
from registry.derivations.case import derive
from registry.derivations.chains.inputs import CaseInputs, Report

COUNT = ("pathology_report.mitoses_count",)
BIOPSY = Report(
    label="Biopsy of 1 March 2023",
    report_date=datetime.date(2023, 3, 1),
    is_expert="Y",
    specimen_type="BIOPSY",
    specimen_treated="N",
)
RESECTION = replace(
    BIOPSY,
    label="Resection of 30 March 2023",
    report_date=datetime.date(2023, 3, 30),
    specimen_type="RESECTION",
    mitoses_count=9,
    mitoses_area_mm2=Decimal(5),
    size_mm=Decimal(70),
)
# Paper case A of the clinical reference: gastric GIST, 7.2 cm, nine mitoses.
CASE = CaseInputs(
    entity_id="GIST",
    morphology_icdo="8936/3",
    topography_icdo="C16.6",
    site_group="GI_STOMACH",
    gist_site="STOMACH",
    sarcoma_group="GIST",
    size_mm=Decimal(72),
    cn="N0",
    cm="M0",
    disease_extent_dx="LOCALIZED",
    gist_rupture_events=("NONE",),
    reports=(BIOPSY, RESECTION),
)


def answers(case):
    return {name: result.answer() for name, result in derive(case).items()}


def test_paper_case_a():
    assert answers(CASE) == {
        "GIST_JOENSUU": {"risk": "HIGH", "provisional": False},
        "GIST_AFIP": {"risk": "HIGH", "progression_pct": 55.0},
        "GIST_RUPTURE": {"class": "NONE"},
        "AJCC8_GIST_STAGE": {"stage": "IIIA"},
        "AJCC8_GIST_T": {"t": "T3"},
    }


@pytest.mark.parametrize(
    ("site", "stage", "afip", "risk"),
    [
        ({"gist_site": "STOMACH"}, "IIIA", "HIGH", "HIGH"),
        ({"gist_site": "OMENTUM"}, "IIIA", "NOT_IN_TABLE", "HIGH"),
        ({"gist_site": "JEJUNUM_ILEUM"}, "IIIB", "HIGH", "HIGH"),
        ({"gist_site": "RECTUM"}, "IIIB", "INSUFFICIENT_DATA", "HIGH"),
        ({"gist_site": "COLON"}, "IIIB", "NOT_IN_TABLE", "HIGH"),
        # Without a GIST site the topography tells.
        ({"gist_site": None}, "IIIA", "HIGH", "HIGH"),
        ({"gist_site": "UNKNOWN", "topography_icdo": "C17.0"}, "IIIB", "INSUFFICIENT_DATA", "HIGH"),
        ({"gist_site": None, "topography_icdo": "C17.3"}, "IIIB", "HIGH", "HIGH"),
        ({"gist_site": None, "topography_icdo": "C48.1"}, "IIIB", "NOT_IN_TABLE", "HIGH"),
        ({"gist_site": "OMENTUM", "topography_icdo": "C48.1"}, "IIIA", "NOT_IN_TABLE", "HIGH"),
        ({"gist_site": None, "topography_icdo": "C15.5"}, "IIIB", "NOT_IN_TABLE", "HIGH"),
        ({"gist_site": None, "topography_icdo": "C26.9"}, None, "NOT_ASSESSABLE", "HIGH"),
        ({"gist_site": None, "topography_icdo": None}, None, "NOT_ASSESSABLE", "HIGH"),
    ],
)
def test_each_rule_sees_the_site_in_its_own_way(site, stage, afip, risk):
    found = answers(replace(CASE, **site))
    assert found["AJCC8_GIST_STAGE"].get("stage") == stage
    assert found["GIST_AFIP"].get("risk", found["GIST_AFIP"].get("result")) == afip
    assert found["GIST_JOENSUU"]["risk"] == risk


@pytest.mark.parametrize(
    ("site", "risk"),
    [
        ({"gist_site": "STOMACH"}, "INTERMEDIATE"),
        ({"gist_site": "OMENTUM"}, "HIGH"),
        ({"gist_site": "MESENTERY"}, "HIGH"),
        ({"gist_site": None, "topography_icdo": "C16.2"}, "INTERMEDIATE"),
        ({"gist_site": None, "topography_icdo": "C20.9"}, "HIGH"),
        ({"gist_site": "UNKNOWN", "topography_icdo": "C26.9"}, None),
    ],
)
def test_stomach_or_not_where_the_site_decides(site, risk):
    few = replace(RESECTION, mitoses_count=3)
    result = derive(replace(CASE, reports=(few,), **site))["GIST_JOENSUU"]
    assert result.value.get("risk") == risk
    assert risk or result.missing == ("case.topography_icdo",)


def test_a_count_on_another_area_is_expressed_per_5_mm2():
    def afip(count, area):
        report = replace(RESECTION, mitoses_count=count, mitoses_area_mm2=Decimal(area))
        return answers(replace(CASE, reports=(report,)))["GIST_AFIP"]

    assert afip(5, "5") == {"risk": "LOW", "progression_pct": 3.6}
    assert afip(10, "10") == afip(5, "5")
    assert afip(11, "10") == {"risk": "HIGH", "progression_pct": 55.0}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"gist_rupture_events": ("PERFORATION_AT_TUMOUR",)}, "RUPTURED"),
        ({"entity_id": "GIST_SDH"}, "SDH_DEFICIENT"),
        ({"sdh_status": frozenset({"DEFICIENT"})}, "SDH_DEFICIENT"),
        ({"reports": (replace(RESECTION, specimen_treated="Y"),)}, "TREATED_SPECIMEN"),
    ],
)
def test_when_the_afip_table_does_not_hold(change, reason):
    answer = answers(replace(CASE, **change))["GIST_AFIP"]
    assert answer == {"result": "NOT_APPLICABLE", "reason": reason}


def test_rupture_alone_is_high_risk_and_a_minor_defect_is_none():
    small = replace(CASE, size_mm=Decimal(10), reports=(replace(RESECTION, mitoses_count=1),))
    for events, risk, provisional in (
        (("INCISIONAL_BIOPSY",), "HIGH", False),
        (("R1_RESECTION",), "VERY_LOW", False),
        (("NONE",), "VERY_LOW", False),
        (None, "VERY_LOW", True),
        (("UNKNOWN",), "VERY_LOW", True),
    ):
        result = derive(replace(small, gist_rupture_events=events))["GIST_JOENSUU"]
        assert result.value == {"risk": risk, "provisional": provisional}, events
        assert result.missing == (("case.gist_rupture_events",) if provisional else ())


@pytest.mark.parametrize(
    ("reports", "missing"),
    [
        ((), COUNT),
        ((BIOPSY,), COUNT),
        ((replace(RESECTION, mitoses_area_mm2=None),), ("pathology_report.mitoses_area_mm2",)),
        ((replace(RESECTION, specimen_treated=None),), ("pathology_report.specimen_treated",)),
        ((replace(RESECTION, specimen_treated="Y"),), COUNT),
    ],
)
def test_without_mitoses_of_untreated_tissue(reports, missing):
    results = derive(replace(CASE, reports=reports))
    assert results["AJCC8_GIST_STAGE"].missing == missing
    assert results["GIST_JOENSUU"].outcome is Outcome.NOT_ASSESSABLE
    assert results["GIST_JOENSUU"].missing == missing
    large = derive(replace(CASE, size_mm=Decimal(101), reports=reports))["GIST_JOENSUU"]
    assert large.value["risk"] == "HIGH"  # whatever they were


def test_the_mitoses_come_from_the_report_that_counted_them():
    review = replace(BIOPSY, label="review", report_date=datetime.date(2023, 5, 1))
    assert answers(replace(CASE, reports=(RESECTION, review))) == answers(CASE)


def test_spread_decides_the_stage_without_anything_else():
    bare = replace(CASE, gist_site=None, topography_icdo=None, size_mm=None, reports=())
    assert answers(replace(bare, cn="N1"))["AJCC8_GIST_STAGE"] == {"stage": "IV"}
    assert answers(replace(bare, cm="M1"))["AJCC8_GIST_STAGE"] == {"stage": "IV"}
