"""Intervals and concordance of one case: which dates, which two reports."""

import datetime
from dataclasses import replace

import pytest

from registry.dates import PartialDate
from registry.derivations import Outcome
from registry.derivations.case import derive
from registry.derivations.chains.inputs import CaseInputs, Course, Event, Referral, Report

ALL_SECTIONS = ("BIOPSY", "MTB", "PATHOLOGY", "RECURRENCE", "RT", "SURGERY", "SYSTEMIC")


def day(text):
    return PartialDate.parse(text)


def event(text, *codes):
    return Event(day(text) if text else None, frozenset(codes))


def report(date, **values):
    return Report(label=f"report of {date}", report_date=datetime.date.fromisoformat(date), **values)


def intervals(case):
    results = derive(case)
    return dict(results["INTERVALS_DAYS"].value) if "INTERVALS_DAYS" in results else {}


def told(case):
    facts = derive(case)["INTERVALS_DAYS"].facts
    return {str(fact.label): (str(fact.value), fact.points) for fact in facts}


def a_case(dates, reports=(), sections=ALL_SECTIONS, **course):
    found = {name: tuple(rows) for name, rows in course.items()}
    known = {name: day(text) for name, text in dates.items()}
    return CaseInputs(
        entity_id="GIST",
        sarcoma_group="GIST",
        sections_complete=sections,
        reports=tuple(reports),
        course=Course(dates=known, **found),
    )


PAPER_A = a_case(
    {"symptom": "2023-01", "first_visit": "2023-02-06", "plan": "2023-03-07", "diagnosis": "2023-02-22"},
    [
        report("2023-03-01", is_expert="Y", specimen_type="BIOPSY"),
        report("2023-03-30", is_expert="Y", specimen_type="RESECTION"),
    ],
    referrals=[Referral(day("2023-02-10"), day("2023-02-13"), day("2023-02-20"))],
    biopsies=[event("2023-02-22")],
    boards=[event("2023-03-07", "PRE_TREATMENT", "SURGERY"), event("2023-04-13", "POST_SURGERY")],
    surgeries=[event("2023-03-21", "PRIMARY_RESECTION")],
    lines=[event("2023-05-01", "ADJUVANT")],
)
PAPER_B = a_case(
    {"symptom": "2022-08", "first_visit": "2022-10-24", "suspicion": "2022-10-26", "diagnosis": "2022-11-08"},
    [report("2022-11-15", is_expert="Y", specimen_type="BIOPSY")],
    referrals=[Referral(day("2022-10-26"), day("2022-10-27"), day("2022-11-02"))],
    biopsies=[event("2022-11-08")],
    boards=[event("2022-11-17", "PRE_TREATMENT")],
    surgeries=[event("2023-02-27", "PRIMARY_RESECTION")],
    lines=[event("2022-11-23", "NEOADJUVANT"), event("2023-03-22", "ADJUVANT")],
)
PAPER_C = a_case(
    {"symptom": "2022", "first_visit": "2023-03-02", "plan": "2023-04-03", "diagnosis": "2023-03-20"},
    [report("2023-03-29", is_expert="Y", specimen_type="BIOPSY")],
    referrals=[Referral(day("2023-03-10"), day("2023-03-13"), day("2023-03-17"))],
    biopsies=[event("2023-03-20")],
    boards=[
        event("2023-03-30", "PRE_TREATMENT", "SURGERY"),
        event("2023-05-11", "POST_SURGERY", "SURVEILLANCE"),
        event("2024-11-28", "RECURRENCE"),
    ],
    surgeries=[event("2023-04-20", "PRIMARY_RESECTION")],
    recurrences=[event("2024-11-15", "LOCAL")],
)


def test_paper_case_a():
    assert intervals(PAPER_A) == {
        "symptom->first_visit": 22,
        "first_visit->report": 23,
        "first_visit->biopsy": 16,
        "biopsy->report": 7,
        "referral->received": 3,
        "referral->first_seen_reference": 10,
        "received->first_seen_reference": 7,
        "received->plan": 22,
        "received->first_treatment": 36,
        "diagnosis->mtb": 13,
        "mtb->first_treatment": 14,
        "diagnosis->first_treatment": 27,
        "surgery->postop_chemo": 41,
    }
    assert told(PAPER_A)["First treatment"] == ("2023-03-21", None)
    assert told(PAPER_A)["Patient interval"] == ("2023-01 → 2023-02-06", "22")
    assert told(PAPER_A)["Surgery to radiotherapy"] == ("The end has not happened.", None)


def test_paper_case_b():
    found = intervals(PAPER_B)
    assert found["symptom->first_visit"] == 70
    assert found["received->first_treatment"] == 27
    assert found["suspicion->first_treatment"] == 28
    assert found["surgery->postop_chemo"] == 23
    assert told(PAPER_B)["First treatment"] == ("2022-11-23", None)


def test_paper_case_c():
    found = intervals(PAPER_C)
    assert found["received->plan"] == 21
    assert found["received->first_treatment"] == 38
    assert found["mtb->first_treatment"] == 21
    assert found["recurrence->mtb"] == 13
    assert "symptom->first_visit" not in found
    assert told(PAPER_C)["Patient interval"][0].startswith("Only the year")


def test_an_end_before_its_start_is_shown_and_never_clipped():
    case = a_case({"diagnosis": "2023-03-10"}, boards=[event("2023-03-01")])
    result = derive(case)["INTERVALS_DAYS"]
    assert (result.outcome, result.value) == (Outcome.INVALID_NEGATIVE, {})
    assert told(case)["Diagnosis to board"] == (
        "The end lies before the start: one of the dates is wrong.",
        "-9",
    )
    with_more = replace(
        case, course=replace(case.course, surgeries=(event("2023-03-20", "PRIMARY_RESECTION"),))
    )
    assert intervals(with_more) == {"diagnosis->first_treatment": 10}


@pytest.mark.parametrize(
    ("gap", "first_treatment"),
    [
        ({}, "2023-03-21"),
        ({"radiotherapies": (event("2023-03-15"),)}, "2023-03-15"),
        ({"local_treatments": (event("2023-03-16"),)}, "2023-03-16"),
        ({"boards": (event("2023-03-10", "SURVEILLANCE"),)}, "2023-03-10"),
        ({"radiotherapies": (event(None),)}, None),
        ({"radiotherapies": (event("2023"),)}, "2023"),
        ({"surgeries": ()}, "2023-05-01"),
        ({"surgeries": (event("2023-04-01", "RE_EXCISION"),)}, None),  # proves an earlier resection
        ({"surgeries": (event("2023-03-01", "DIAGNOSTIC"),)}, "2023-05-01"),
        ({"surgeries": (event("2023-03-01"),)}, None),  # may have been a resection
        ({"surgeries": (event("2023-03-21", "PRIMARY_RESECTION"), event("2023-03-01"))}, None),
        ({"surgeries": (event("2023-03-21", "PRIMARY_RESECTION"), event(None))}, None),
        ({"surgeries": (event("2023-03-21", "PRIMARY_RESECTION"), event("2023-06-01"))}, "2023-03-21"),
    ],
)
def test_the_first_treatment(gap, first_treatment):
    case = replace(PAPER_A, course=replace(PAPER_A.course, **gap))
    assert told(case).get("First treatment", (None,))[0] == first_treatment
    known = first_treatment not in (None, "2023")
    assert ("diagnosis->first_treatment" in intervals(case)) is known


@pytest.mark.parametrize("section", ["RT", "SURGERY", "SYSTEMIC"])
def test_the_first_treatment_is_open_while_a_section_may_hold_an_earlier_one(section):
    kinds = {"RT": "radiotherapies", "SURGERY": "surgeries", "SYSTEMIC": "lines"}
    sections = tuple(code for code in ALL_SECTIONS if code != section)
    bare = replace(PAPER_A.course, **{kinds[section]: ()})
    case = replace(PAPER_A, course=bare, sections_complete=sections)
    assert "First treatment" not in told(case)
    assert "First treatment" in told(replace(case, sections_complete=ALL_SECTIONS))


def test_what_comes_before_surgery_or_treats_a_relapse_does_not_follow_it():
    case = replace(
        PAPER_B,
        course=replace(
            PAPER_B.course,
            lines=(event("2022-11-23", "NEOADJUVANT"), event("2024-03-22", "ADVANCED")),
            radiotherapies=(event("2023-01-10", "PRE_OP"), event("2023-04-10", "POST_OP")),
        ),
    )
    assert "surgery->postop_chemo" not in intervals(case)
    assert intervals(case)["surgery->rt"] == 42


@pytest.mark.parametrize(
    ("role", "expected"), [({"diagnosis_certainty": "DEFINITE"}, 3), ({"is_expert": "Y"}, 3), ({}, 10)]
)
def test_the_diagnostic_interval_ends_with_a_definitive_or_expert_report(role, expected):
    reports = [report("2023-02-09", **role), report("2023-02-16", is_expert="Y")]
    assert intervals(a_case({"first_visit": "2023-02-06"}, reports))["first_visit->report"] == expected


def test_a_case_without_two_dates_has_no_intervals():
    assert "INTERVALS_DAYS" not in derive(a_case({}))
    assert "INTERVALS_DAYS" not in derive(a_case({"diagnosis": "2023-01-01"}, sections=()))


FIRST = report(
    "2023-02-01", report_role="FIRST", specimen_id="H1", entity_id="LMS", fnclcc_grade_reported="2"
)
EXPERT = report(
    "2023-03-01",
    report_role="SECOND_OPINION",
    is_expert="Y",
    specimen_id="H1",
    entity_id="LMS",
    fnclcc_grade_reported="3",
)


def concordance(*reports):
    return derive(CaseInputs(sarcoma_group="STS", entity_id="LMS", reports=reports)).get("CONCORDANCE")


def test_the_expert_report_is_compared_with_the_first_of_the_same_specimen():
    result = concordance(FIRST, EXPERT)
    assert result.value == {"class": "PARTIAL", "axes": ["GRADE"]}
    labels = [str(fact.value) for fact in result.facts]
    assert {FIRST.label, EXPERT.label} <= set(labels)


@pytest.mark.parametrize(
    ("reports", "answer"),
    [
        ((FIRST, replace(EXPERT, specimen_id="H2")), "SPECIMENS_DIFFER"),
        ((FIRST, replace(EXPERT, specimen_id=None)), "SPECIMEN_NOT_TOLD"),
        ((replace(FIRST, specimen_id=None), EXPERT), "SPECIMEN_NOT_TOLD"),
        ((EXPERT,), "ONE_REPORT"),
        ((replace(FIRST, diagnosis_certainty="DIFFERENTIAL"), EXPERT), "FIRST_WITHOUT_DIAGNOSIS"),
        ((FIRST, replace(EXPERT, non_mesenchymal="CARCINOMA", entity_id=None)), "COMPLETE"),
        ((FIRST, replace(EXPERT, non_mesenchymal="NONE", fnclcc_grade_reported="GX")), "FULL"),
        ((FIRST, replace(EXPERT, entity_id="UPS")), "COMPLETE"),
        ((FIRST, EXPERT, replace(EXPERT, entity_id="UPS")), "COMPLETE"),  # the latest
        ((FIRST, EXPERT, replace(EXPERT, specimen_id="H2", entity_id="UPS")), "PARTIAL"),
    ],
)
def test_which_reports_are_compared(reports, answer):
    result = concordance(*reports)
    assert result.value.get("class", result.reason) == answer


@pytest.mark.parametrize("reports", [(), (FIRST,), (FIRST, replace(EXPERT, is_expert="N"))])
def test_without_an_expert_nothing_is_compared(reports):
    assert concordance(*reports) is None
