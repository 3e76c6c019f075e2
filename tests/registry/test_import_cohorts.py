"""The shipped mappings on the real public files: the counts of docs/cohorts.md, the figures of R."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from centers.commands import acting
from registry.imports.parsing import find_mapping, shipped
from registry.models import Case, CaseSource, FollowUp, PathologyReport, Patient, Recurrence, Surgery
from tests.registry import cohorts
from tests.registry.cohorts import GDC, TARGET_CLINICAL, TARGET_SURVIVAL, TCGA, TCIA, bring_in, command
from tests.registry.imports import case_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow, cohorts.needs_data]
DOCUMENT = (Path(__file__).parents[2] / "docs/cohorts.md").read_text()
# each mapping after those it follows, with the file it reads
FILES: dict[str, tuple[Path, tuple[str, ...]]] = {
    "tcga_sarc_2017": (TCGA, ()),
    "gdc_tcga_sarc": (GDC, ()),
    "target_os_survival": (TARGET_SURVIVAL, ()),
    "target_os_clinical": (TARGET_CLINICAL, ("target_os_survival",)),
    "tcia_sts": (TCIA, ()),
    "gse39055": (cohorts.GSE39055, ()),
    "origimed_2020_patient": (cohorts.ORIGIMED_PATIENT, ()),
    "origimed_2020_sample": (cohorts.ORIGIMED_SAMPLE, ("origimed_2020_patient",)),
}
SAME = {"created": 0, "changed": 0, "refused": 0}


def documented(name: str) -> tuple[dict[str, int], dict[str, int]]:
    """The cases and entries that the table of docs/cohorts.md names: `created 250`, `surgery 340, ...`."""
    row = re.search(rf"^\| `{name}` \|.*\| (?P<cases>[^|]*) \| (?P<entries>[^|]*) \|$", DOCUMENT, re.M)
    assert row, f"docs/cohorts.md does not name {name}"
    cases, entries = (
        {word.strip("`"): int(number) for word, number in re.findall(r"(\S+) (\d+)", row[part])}
        for part in ("cases", "entries")
    )
    return cases, entries


def cases_of(source: str) -> Any:
    return Case.objects.filter(sources__source=source)


def count(model: Any, source: str, name: str) -> Counter[Any]:
    return Counter(model.objects.filter(case__in=cases_of(source)).values_list(name, flat=True))


def close(found: Any, expected: Any) -> bool:
    """Equal to 1e-6; null is null."""
    return (found is None) == (expected is None) and (
        expected is None or abs(float(found) - float(expected)) < 1e-6
    )


def assert_as_in_r(curve: Any, expected: Any, conf_type: str) -> None:
    """Median and every reference time of one curve, with their confidence limits."""
    at = zip(curve["at"], expected[f"survival_{conf_type}"], strict=True)
    pairs = [(found[ours], row[theirs]) for found, row in at for ours, theirs in COLUMNS.items()]
    median = expected[f"median_{conf_type}"]
    pairs += [(curve["median"][ours], median[theirs]) for ours, theirs in MEDIAN.items()]
    assert not [pair for pair in pairs if not close(*pair)]


COLUMNS = {"n_risk": "n_risk", "survival": "S", "se": "se", "lower": "lower", "upper": "upper"}
MEDIAN = {"value": "median", "lower": "lower", "upper": "upper"}


def test_every_shipped_mapping_has_its_file_and_its_counts() -> None:
    assert set(FILES) == set(shipped())
    for name in FILES:
        documented(name)


@pytest.mark.parametrize("name", shipped())
def test_every_column_left_out_is_explained(name: str) -> None:
    silent = [column for column in find_mapping(name).ignored if f"`{column}`" not in DOCUMENT]
    assert not silent


@pytest.mark.parametrize("name", FILES)
def test_the_documented_counts_and_the_same_twice(world: World, name: str) -> None:
    path, before = FILES[name]
    for other in before:
        bring_in(FILES[other][0], other)
    report = bring_in(path, name)
    cases, entries = documented(name)
    assert {result: number for result, number in report["summary"].items() if number} == cases
    assert {kind: counts["created"] for kind, counts in report["events"].items()} == entries
    again = bring_in(path, name)
    assert again["summary"] == {**SAME, "unchanged": sum(cases.values())}


@pytest.mark.parametrize(
    ("names", "cohort", "block"),
    [
        (("gdc_tcga_sarc",), "gdc_tcga_sarc", "os_by_group"),
        (("target_os_survival",), "target_os", "os"),
        (("target_os_survival", "target_os_clinical"), "target_os", "os"),
        (("tcia_sts",), "tcia_sts", "os"),
    ],
)
def test_overall_survival_equals_r(world: World, names: tuple[str, ...], cohort: str, block: str) -> None:
    for name in names:
        bring_in(FILES[name][0], name)
    expected = cohorts.reference(cohort)[block]["overall"]
    for conf_type in ("log", "log-log", "plain"):
        asked = ("--endpoint", "os", "--source", find_mapping(names[0]).source, "--conf-type", conf_type)
        _code, found = command("survival", *asked)
        assert (found["n"], found["events"]) == (expected["n"], expected["events"])
        assert_as_in_r(found["overall"], expected, conf_type)


def test_histologies_of_the_gdc_export_survive_as_in_r(world: World) -> None:
    bring_in(GDC, "gdc_tcga_sarc")
    expected = cohorts.reference("gdc_tcga_sarc")["os_by_group"]["by_group"]
    _code, found = command("survival", "--source", "gdc_tcga_sarc", "--by", "entity", "--conf-type", "log")
    for group in found["groups"]:
        if group["value"] in ("DDLPS", "MFS"):  # the other groups of the reference join several histologies
            assert group["events"] == expected[group["value"]]["events"]
            assert_as_in_r(group, expected[group["value"]], "log")


class TestGdcAfterTcga:
    """190 of the 261 cases of the GDC export are the patients of the table of 2017, by their barcode."""

    @pytest.fixture(autouse=True)
    def _both(self, world: World) -> None:
        bring_in(TCGA, "tcga_sarc_2017")
        self.before = self.figures()
        self.report = bring_in(GDC, "gdc_tcga_sarc")

    def figures(self) -> list[Any]:
        splits = [("--by", "margin"), ("--by", "grade"), ()]
        return [
            command("survival", "--endpoint", endpoint, "--source", "tcga_sarc_2017", *split)[1]
            for endpoint in ("os", "dss")
            for split in splits
        ]

    def problems(self) -> list[Any]:
        return [problem for row in self.report["rows"] for problem in row["problems"]]

    def test_it_creates_71_and_fills_190(self) -> None:
        assert self.report["summary"] == {"created": 71, "changed": 190, "unchanged": 0, "refused": 0}
        with acting(None):
            assert cases_of("gdc_tcga_sarc").count() == 261
            both = cases_of("gdc_tcga_sarc").filter(sources__source="tcga_sarc_2017")
            assert both.count() == 190
            assert both.filter(patient__vital_status="DEAD").count() == 73
            assert not both.exclude(patient__country_residence__isnull=False).exists()

    def test_it_lists_the_disagreements_and_the_record_keeps_its_own(self) -> None:
        assert {problem["code"] for problem in self.problems()} == {"disagreement", "check"}
        differing = [problem for problem in self.problems() if problem["code"] == "disagreement"]
        assert Counter(problem["field"] for problem in differing) == {
            "case.entity_id": 52,
            "case.topography_icdo": 26,
            "case.size_mm": 7,
            "case.depth": 6,
            "patient.last_contact_date": 4,
            "patient.death_date": 3,
            "patient.prior_cancer": 3,
        }
        deaths = {
            row["external_id"]: problem["value"]
            for row in self.report["rows"]
            for problem in row["problems"]
            if problem["field"] == "patient.death_date"
        }
        assert deaths == {"TCGA-DX-AB36": "1168", "TCGA-X6-A7W8": "24", "TCGA-DX-A7EF": "570"}
        with acting(None):
            case = case_of("TCGA-DX-A7EF", "tcga_sarc_2017")
            assert (case.patient.death_date - case.diagnosis_date).days == 648

    def test_entries_of_both_files_are_one(self) -> None:
        assert self.report["events"]["surgery"] == {
            **dict.fromkeys(("changed", "refused"), 0),
            "created": 150,
            "unchanged": 190,
        }
        assert (
            self.report["events"]["recurrence"]["unchanged"] == 112
        )  # of 113: TCGA-X6-A7W8 differs in the day
        assert self.report["events"]["follow_up"]["unchanged"] == 113

    def test_survival_of_the_first_file_is_unchanged(self) -> None:
        assert self.figures() == self.before

    def test_a_third_run_changes_nothing(self) -> None:
        for path, name in ((GDC, "gdc_tcga_sarc"), (TCGA, "tcga_sarc_2017")):
            assert bring_in(path, name)["summary"]["changed"] == 0


def test_the_other_way_round_they_are_the_same_cases(world: World) -> None:
    bring_in(GDC, "gdc_tcga_sarc")
    assert bring_in(TCGA, "tcga_sarc_2017")["summary"] == {**SAME, "changed": 190, "unchanged": 0}


def test_what_the_gdc_export_says_of_the_course(world: World) -> None:
    bring_in(GDC, "gdc_tcga_sarc")
    source = "gdc_tcga_sarc"
    with acting(None):
        assert count(Surgery, source, "role") == {
            "PRIMARY_RESECTION": 260,
            "METASTASECTOMY": 52,
            "LOCAL_RECURRENCE": 28,
        }
        resections = Surgery.objects.filter(case__in=cases_of(source), role="PRIMARY_RESECTION")
        margins = Counter(resections.values_list("r_status", flat=True))
        assert margins == {"R0": 155, "R1": 70, "RX": 26, "R2": 9}
        assert count(Recurrence, source, "type") == {"DISTANT": 168, "LOCAL": 76}
        assert count(FollowUp, source, "status") == {"NED": 277, "AWD": 85, "UNKNOWN": 12, None: 8}
        assert count(PathologyReport, source, "necrosis_cat") == {None: 107, "<50": 74, "0": 70, ">=50": 10}
        assert not cases_of(source).exclude(disease_extent_dx=None).exists()


def test_target_keeps_who_lives_alive(world: World) -> None:
    bring_in(TARGET_SURVIVAL, "target_os_survival")
    report = bring_in(TARGET_CLINICAL, "target_os_clinical")
    noted = {
        (row["external_id"], problem["field"], problem["code"])
        for row in report["rows"]
        for problem in row["problems"]
    }
    assert noted == {
        (name, field, code)
        for name in ("TARGET-40-PAUXPZ", "TARGET-40-PAMJXS")
        for field, code in (("patient.vital_status", "disagreement"), ("patient.death_date", "held"))
    }
    with acting(None):
        patients = Patient.objects.filter(cases__in=cases_of("target_os"))
        assert Counter(patients.values_list("vital_status", flat=True)) == {
            "ALIVE": 155,
            "DEAD": 96,
            None: 15,
        }
        assert not patients.filter(vital_status="ALIVE", death_date__isnull=False).exists()


def test_notes_below_a_table_are_counted_and_left_out(world: World) -> None:
    assert bring_in(TCIA, "tcia_sts")["lines_below"] == 8
    with acting(None):
        ids = CaseSource.objects.filter(source="tcia_sts").values_list("external_id", flat=True)
        assert all(re.fullmatch(r"STS_[0-9]{3}", name) for name in ids)
