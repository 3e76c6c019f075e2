"""The shipped mapping against the real public file: the record holds afterwards what the file says."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.test import Client

from centers.commands import acting
from registry.models import Case, CaseSource, FollowUp, PathologyReport, Patient, Recurrence, Surgery
from tests.registry.cohorts import TCGA as FILE
from tests.registry.cohorts import command, needs_data
from tests.world import World

pytestmark = [pytest.mark.django_db, needs_data]


def run(path: Path = FILE, *options: str, center: str = "ES07", mapping: str = "tcga_sarc_2017") -> Any:
    """Runs the command; returns the exit code and its JSON document."""
    return command("import_cases", str(path), "--mapping", mapping, "--center", center, *options)


def spoiled(folder: Path, column: str, value: str, line: int = 100) -> Path:
    """A copy of the file with one other value."""
    lines = FILE.read_bytes().decode().split("\r\n")
    cells = lines[line - 1].split("\t")
    cells[lines[0].split("\t").index(column)] = value
    lines[line - 1] = "\t".join(cells)
    copy = folder / "copy.txt"
    copy.write_bytes("\r\n".join(lines).encode())
    return copy


def cases() -> Any:
    return Case.objects.filter(sources__source="tcga_sarc_2017")


def count(model: Any, name: str) -> Counter[Any]:
    return Counter(model.objects.filter(case__in=cases()).values_list(name, flat=True))


def test_the_cohort_is_what_the_file_says(world: World) -> None:
    code, done = run()
    assert (code, done["committed"]) == (0, True)
    assert done["summary"] == {"created": 190, "changed": 0, "unchanged": 0, "refused": 0}
    assert done["events"]["recurrence"]["created"] == 113
    found = {one["code"] for row in done["rows"] for one in row["problems"]}
    assert found <= {"check"}  # what does not fit together is told, and stored
    with acting(None):
        assert Counter(cases().values_list("grade_final", flat=True)) == {"G1": 14, "G2": 104, "G3": 72}
        assert count(Surgery, "r_status") == {"R0": 116, "R1": 54, "R2": 8, "RX": 12}
        assert count(Recurrence, "type") == {"LOCAL": 44, "DISTANT": 69}
        assert count(PathologyReport, "mitoses_area_mm2") == {None: 190}
        assert count(FollowUp, "status") == {"NED": 78, "AWD": 32, "UNKNOWN": 7}
        patients = Patient.objects.filter(cases__in=cases())
        assert Counter(patients.values_list("vital_status", flat=True)) == {"DEAD": 73, "ALIVE": 117}
        causes = Counter(patients.filter(vital_status="DEAD").values_list("death_cause", flat=True))
        assert causes == {"DOD": 61, "DOC": 7, "DUC": 5}
        assert not cases().exclude(dates_shifted=True).exists()
        assert not cases().exclude(disease_extent_dx=None).exists()
        assert not cases().exclude(sections_complete=None).exists()
        assert cases().filter(size_mm=None, size_source=None).count() == 7
        assert cases().filter(derived__isnull=True).count() == 0


def test_follow_up_time_equals_the_files_days(world: World) -> None:
    run()
    with FILE.open(newline="") as stream:
        days = {row["TCGA barcode"][:12]: row for row in csv.DictReader(stream, delimiter="\t")}
    with acting(None):
        for source in CaseSource.objects.filter(source="tcga_sarc_2017").select_related("case__patient"):
            patient, case, row = source.case.patient, source.case, days[source.external_id]
            end = patient.death_date or patient.last_contact_date
            assert str((end - case.diagnosis_date).days) == row["OS days"]
            assert str(case.size_mm / 10 if case.size_mm else "NA").removesuffix(".0").removesuffix("0") in (
                row["pathologic tumor size"].removesuffix("0"),
                row["pathologic tumor size"],
            )


def test_a_second_run_changes_nothing(world: World) -> None:
    run()
    code, done = run()
    assert code == 0
    assert done["summary"] == {"created": 0, "changed": 0, "unchanged": 190, "refused": 0}
    assert {kind: counts["unchanged"] for kind, counts in done["events"].items()} == {
        "pathology_report": 190,
        "surgery": 190,
        "radiotherapy": 49,
        "systemic_line": 41,
        "recurrence": 113,
        "follow_up": 117,
    }


def test_a_dry_run_leaves_nothing(world: World) -> None:
    code, done = run(FILE, "--dry-run")
    assert (code, done["summary"]["created"], done["committed"]) == (0, 190, False)
    with acting(None):
        assert not cases().exists()


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("FNCLCC grade", "9", "is not among the values of the mapping: 1, 2, 3"),
        ("OS days", "1,073", "is not a number written as 12.5"),
        ("OS days", "10.5", "is not a whole number"),
        ("pathologic tumor size", "61", "less than or equal to 600"),
        ("pathologic tumor size", "1.234", "has more decimals than the record keeps (1)"),
        ("residual tumor", "R5", "is not one of the codes: R0, R1, R2, RX, UNKNOWN"),
        ("radiation treatment adjuvant", "MAYBE", "is none of the values the mapping knows: YES, NO"),
        ("mitotic rate", "[unknown]", "is not a number"),
        ("TCGA barcode", "TCGA-DX", "is shorter than 12 characters"),
        ("TCGA barcode", "TCGA-3B-A9HL-06", "is already in line 2"),
    ],
)
def test_one_bad_value_commits_nothing_and_is_named(
    world: World, tmp_path: Path, column: str, value: str, reason: str
) -> None:
    code, done = run(spoiled(tmp_path, column, value))
    assert (code, done["committed"], done["summary"]["refused"]) == (1, False, 1)
    (row,) = (row for row in done["rows"] if row["result"] == "refused")
    problem = row["problems"][0]
    assert (row["row"], problem["column"]) == (100, column)
    assert problem["value"] in value
    assert reason in problem["reason"]
    with acting(None):
        assert not cases().exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"mapping": "nobody"}, "no mapping nobody"),
        ({"center": "XX99"}, "no center XX99"),
        ({"path": FILE.with_name("gone.txt")}, "gone.txt"),
    ],
)
def test_what_does_not_exist_is_a_usage_error(world: World, options: Any, said: str) -> None:
    with pytest.raises(CommandError, match=said) as error:
        run(**options)
    assert error.value.returncode == 2


def test_a_column_nobody_speaks_of_is_a_usage_error(world: World, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    lines = FILE.read_bytes().decode().split("\r\n")
    copy.write_bytes(
        "\r\n".join(line and f"{line}\tx{number > 0}" for number, line in enumerate(lines)).encode()
    )
    with pytest.raises(CommandError, match="neither maps nor ignores: xFalse") as error:
        run(copy)
    assert error.value.returncode == 2


def test_a_person_imports_only_where_they_may(world: World) -> None:
    with pytest.raises(CommandError, match="may not import cases at PE01"):
        run(FILE, "--as", "diego@example.org", center="PE01")
    assert run(FILE, "--as", "diego@example.org", "--dry-run")[0] == 0


def test_the_same_through_the_page(world: World, client: Client, tmp_path: Path) -> None:
    client.force_login(world.diego)
    chosen = {"center": world.madrid.pk, "mapping": "tcga_sarc_2017"}
    with spoiled(tmp_path, "FNCLCC grade", "9").open("rb") as file:
        page = client.post("/imports/", {**chosen, "file": file})
    assert page.status_code == 200
    assert "FNCLCC grade" in page.content.decode()
    assert "cannot be imported" in page.content.decode()
    with FILE.open("rb") as file:
        report = client.post("/imports/", {**chosen, "file": file}).context["report"]
    with acting(None):
        assert not cases().exists()
    done = client.post("/imports/commit/", {"sha256": report.sha256}, follow=True)
    assert "190 cases created" in done.content.decode()
    with acting(None):
        assert cases().count() == 190
