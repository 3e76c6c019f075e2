"""The runner behind `derive --cases`, and the clinical reference's own cases."""

import json
from pathlib import Path

import pytest

from registry.derivations import DERIVATIONS
from registry.derivations.worked_cases import run_cases

REFERENCE = Path(__file__).parents[3].parent / "shared" / "clinical" / "derivation_cases.json"
RIGHT = {
    "derivation": "FNCLCC",
    "input": {"differentiation": 1, "mitoses_per_10hpf": 3, "necrosis": "0"},
    "expected": {"grade": "G1", "score": 2},
    "comment": "",
}


@pytest.mark.skipif(not REFERENCE.exists(), reason=f"no clinical reference at {REFERENCE}")
def test_every_case_of_the_reference_passes():
    document = json.loads(REFERENCE.read_text())
    report = run_cases(document)
    assert [row for row in report["rows"] if row["result"] == "failed"] == []
    assert (report["passed"], report["not_built"]) == (len(document), 0)
    assert {case["derivation"] for case in document} == set(DERIVATIONS)


def test_the_report_has_the_form_of_the_contract():
    report = run_cases([RIGHT])
    assert report == {
        "passed": 1,
        "failed": 0,
        "not_built": 0,
        "rows": [
            {
                "index": 0,
                "derivation": "FNCLCC",
                "input": RIGHT["input"],
                "expected": RIGHT["expected"],
                "got": {"grade": "G1", "score": 2},
                "result": "passed",
            }
        ],
    }


@pytest.mark.parametrize(
    ("changed", "got"),
    [
        ({"expected": {"grade": "G2"}}, {"grade": "G1", "score": 2}),
        ({"expected": {"grade": "G1", "stage": None}}, {"grade": "G1", "score": 2}),
        ({"expected": {"score": True}, "input": RIGHT["input"]}, {"grade": "G1", "score": 2}),
        ({"expected": {"result": "NOT_ASSESSABLE"}}, {"grade": "G1", "score": 2}),
        ({"input": {}}, {"result": "NOT_ASSESSABLE", "reason": "MISSING_INPUT"}),
    ],
)
def test_a_wrong_answer_fails(changed, got):
    row = run_cases([{**RIGHT, **changed}])["rows"][0]
    assert (row["result"], row["got"]) == ("failed", got)


@pytest.mark.parametrize(
    "row",
    [
        None,
        "FNCLCC",
        [],
        {},
        {**RIGHT, "derivation": "FNCLC"},
        {**RIGHT, "derivation": None},
        {**RIGHT, "derivation": ["FNCLCC"]},
        {**RIGHT, "input": None},
        {**RIGHT, "input": {"differentation": 1}},
        {**RIGHT, "input": {"differentiation": "1"}},
        {**RIGHT, "expected": None},
        {**RIGHT, "expected": {}},
        {**RIGHT, "note": "?"},
        {**RIGHT, "derivation": "GIST_AFIP", "input": "stomach"},
        {**RIGHT, "derivation": "CONCORDANCE", "input": {"first": {"entity": "LMS"}}},
        {**RIGHT, "derivation": "GIST_RUPTURE", "input": {"events": ["PERFORATION"]}},
    ],
    ids=str,
)
def test_an_unreadable_row_fails_and_the_others_still_run(row):
    report = run_cases([row, RIGHT])
    assert (report["passed"], report["failed"], report["not_built"]) == (1, 1, 0)
    assert report["rows"][0]["result"] == "failed"
    assert report["rows"][0]["got"]["error"]
    json.dumps(report)


def test_equal_numbers_need_not_look_equal():
    row = {"derivation": "MITOSES_NORMALISATION", "input": {"count": 14.0, "area_mm2": 1.74}}
    assert run_cases([{**row, "expected": {"mitoses_per_10hpf": 14}}])["passed"] == 1


def test_what_is_not_a_list_is_no_file_of_cases():
    with pytest.raises(ValueError, match="list"):
        run_cases({"cases": []})
