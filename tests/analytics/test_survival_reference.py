"""Survival figures of real, public cohorts equal those that R computed from the same files."""

import csv
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest

from analytics.statistics.confidence import ConfType
from analytics.statistics.kaplan_meier import kaplan_meier, median_follow_up
from analytics.survival_report import DAYS_PER_MONTH, Observation, survival_report

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
REFERENCE = DATA / "reference" / "survival_reference_open.json"
CONF_TYPES = get_args(ConfType)
TIMES = (12, 24, 36, 60)

pytestmark = pytest.mark.skipif(
    not REFERENCE.exists(), reason="The public cohorts are not beside this checkout."
)


def close(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, abs=1e-6)


@cache
def reference() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(REFERENCE.read_text())
    return read


def table(path: str, delimiter: str) -> list[dict[str, str]]:
    with (DATA / "clinical" / path).open(newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def tcga(column: str) -> list[Observation]:
    rows = table("tcga_sarc_2017_master/TCGA_SARC_clinical.txt", "\t")
    return [Observation(int(row["OS days"]), row["OS status"] == "Dead", row[column]) for row in rows]


MORPHOLOGY = {"8890": "LMS", "8891": "LMS", "8896": "LMS", "8858": "DDLPS", "8811": "MFS"} | dict.fromkeys(
    ("8805", "8830", "8802"), "UPS"
)


def gdc() -> Iterator[Observation]:
    """The definition of the reference file's block `gdc_tcga_sarc`, over the nested cases."""
    path = DATA / "clinical/gdc_tcga_sarc_2025-12-31/clinical.project-tcga-sarc.2025-12-31.json"
    for case in json.loads(path.read_text()):
        person = case["demographic"]
        primary = next(d for d in case["diagnoses"] if d["classification_of_tumor"] == "primary")
        seen = [visit.get("days_to_follow_up") for visit in case.get("follow_ups", [])]
        seen.append(primary.get("days_to_last_follow_up"))
        dead = person["vital_status"] == "Dead"
        days = person.get("days_to_death") if dead else None
        last = max(day for day in seen if day is not None) if days is None else days
        yield Observation(int(last), dead, MORPHOLOGY.get(primary["morphology"][:4], "Other"))


def target() -> Iterator[Observation]:
    patients: dict[str, Observation] = {}
    rows = table("target_os/TARGET-OS.survival.tsv", "\t")
    for row in sorted(rows, key=lambda row: row["sample"]):
        observation = Observation(int(row["OS.time"]), row["OS"] == "1")
        patients.setdefault(row["_PATIENT"], observation)
    yield from patients.values()


def tcia() -> Iterator[Observation]:
    sheet = openpyxl.load_workbook(DATA / "clinical/tcia_sts_2015/INFOclinical_STS.xlsx").worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    status, days = head.index("Status (NED, AWD, D)"), head.index("Time – diagnosis to last follow-up (days)")
    patients = [row for row in rows if str(row[0]).startswith("STS_")]  # footnotes follow them
    yield from (Observation(int(str(row[days])), row[status] == "D") for row in patients)


COHORTS: dict[str, tuple[Callable[[], Any], tuple[str, str]]] = {
    "margin": (lambda: tcga("residual tumor"), ("tcga_sarc_2017_master", "os_by_margin")),
    "grade": (lambda: tcga("FNCLCC grade"), ("tcga_sarc_2017_master", "os_by_grade")),
    "entity": (gdc, ("gdc_tcga_sarc", "os_by_group")),
    "osteosarcoma": (target, ("target_os", "os")),
    "limb": (tcia, ("tcia_sts", "os")),
}


def assert_equal(found: Any, expected: dict[str, Any], conf_type: str) -> None:
    median = expected[f"median_{conf_type}"]
    assert found["median"] == {
        "value": close(median["median"]),
        "lower": close(median["lower"]),
        "upper": close(median["upper"]),
    }
    assert found["at"] == [
        {
            "month": row["month"],
            "n_risk": row["n_risk"],
            "survival": close(row["S"]),
            "se": close(row["se"]),
            "lower": close(row["lower"]),
            "upper": close(row["upper"]),
        }
        for row in expected[f"survival_{conf_type}"]
    ]


@pytest.mark.parametrize("conf_type", CONF_TYPES)
@pytest.mark.parametrize("cohort", COHORTS)
def test_estimates_equal_survfit(cohort: str, conf_type: ConfType) -> None:
    rows, (source, block) = COHORTS[cohort]
    expected = reference()[source][block]
    report = survival_report(rows(), endpoint="os", by="group", times=TIMES, conf_type=conf_type)
    overall = expected["overall"]
    assert (report["n"], report["events"]) == (overall["n"], overall["events"])
    assert_equal(report["overall"], overall, conf_type)
    groups = expected.get("by_group", {None: overall})
    assert [group["value"] for group in report["groups"]] == list(groups)
    for group in report["groups"]:
        entry = groups[group["value"]]
        assert (group["n"], group["events"]) == (entry["n"], entry["events"])
        assert_equal(group, entry, conf_type)


@pytest.mark.parametrize("cohort", ["margin", "grade", "entity"])
def test_the_comparison_equals_survdiff(cohort: str) -> None:
    rows, (source, block) = COHORTS[cohort]
    expected = reference()[source][block]["logrank"]
    found = survival_report(rows(), endpoint="os", by="group")["logrank"]
    assert found is not None
    assert (found["df"], found["chi_square"]) == (expected["df"], close(expected["chisq"]))
    assert found["p"] == pytest.approx(expected["p"], rel=1e-6)
    columns = (expected[name] for name in ("groups", "n", "observed", "expected"))
    assert [tuple(group.values()) for group in found["groups"]] == [
        (value, n, observed, close(count)) for value, n, observed, count in zip(*columns, strict=True)
    ]


@pytest.mark.parametrize("cohort", COHORTS)
def test_follow_up_equals_the_reverse_curve(cohort: str) -> None:
    rows, (source, block) = COHORTS[cohort]
    observations = list(rows())
    expected = reference()[source][block]
    for value, entry in {None: expected["overall"], **expected.get("by_group", {})}.items():
        chosen = [row for row in observations if value in (None, row.group)]
        months = [row.days / DAYS_PER_MONTH for row in chosen]
        found = median_follow_up(months, [row.event for row in chosen])
        assert found == close(entry["median_followup_reverse_km"]), value


def test_the_first_steps_equal_survfit() -> None:
    curve = kaplan_meier(
        [row.days / DAYS_PER_MONTH for row in tcga("FNCLCC grade")],
        [row.event for row in tcga("FNCLCC grade")],
    )
    overall = reference()["tcga_sarc_2017_master"]["os_by_grade"]["overall"]
    assert len(curve.times) == overall["n_distinct_times"]
    for index, step in enumerate(overall["curve_head"]):
        arrays = (curve.times, curve.at_risk, curve.events, curve.censored, curve.survival)
        assert [array[index] for array in arrays] == [close(value) for value in step.values()]


@pytest.mark.parametrize("conf_type", CONF_TYPES)
def test_times_in_months_equal_survfit_too(conf_type: ConfType) -> None:
    rows = table("gse39055_osteosarcoma/GSE39055_GEO_phenotype_raw.csv", ",")
    months = "characteristics_ch1.6.time until first recurrence or latest follow-up (months)"
    event = "characteristics_ch1.4.recurrence"
    curve = kaplan_meier([float(row[months]) for row in rows], [row[event] == "Y" for row in rows], conf_type)
    expected = reference()["gse39055"]["rfs"]["overall"]
    median = expected[f"median_{conf_type}"]
    found = curve.median()
    assert (found.value, found.lower, found.upper) == tuple(close(value) for value in median.values())
    for row in expected[f"survival_{conf_type}"]:
        at = curve.at(row["month"])
        assert (at.n_risk, at.survival, at.se) == (row["n_risk"], close(row["S"]), close(row["se"]))
        assert (at.lower, at.upper) == (close(row["lower"]), close(row["upper"]))
