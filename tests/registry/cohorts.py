"""The real public files beside the project, and the import command on them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

DATA = Path(__file__).parents[3] / "shared/data"
CLINICAL = DATA / "clinical"
TCGA = CLINICAL / "tcga_sarc_2017_master/TCGA_SARC_clinical.txt"
GDC = CLINICAL / "gdc_tcga_sarc_2025-12-31/clinical.project-tcga-sarc.2025-12-31.json"
TARGET_SURVIVAL = CLINICAL / "target_os/TARGET-OS.survival.tsv"
TARGET_CLINICAL = CLINICAL / "target_os/TARGET-OS.clinical.tsv"
TCIA = CLINICAL / "tcia_sts_2015/INFOclinical_STS.xlsx"
GSE39055 = CLINICAL / "gse39055_osteosarcoma/GSE39055_GEO_phenotype_raw.csv"
ORIGIMED_PATIENT = CLINICAL / "origimed_2020_sarcoma/data_clinical_patient.txt"
ORIGIMED_SAMPLE = CLINICAL / "origimed_2020_sarcoma/data_clinical_sample.txt"

needs_data = pytest.mark.skipif(not CLINICAL.exists(), reason="the public files are not beside the project")


def command(name: str, *arguments: str) -> tuple[int, Any]:
    """Runs a command with --json; returns its exit code and document."""
    out = StringIO()
    try:
        call_command(name, *arguments, "--json", stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def bring_in(path: Path, mapping: str, *options: str, center: str = "ES07") -> Any:
    """The report of an import that went well."""
    code, report = command("import_cases", str(path), "--mapping", mapping, "--center", center, *options)
    assert code == 0, [row for row in report["rows"] if row["result"] == "refused"][:5]
    return report


def reference(cohort: str) -> Any:
    """The figures that R computed from the same file."""
    return json.loads((DATA / "reference/survival_reference_open.json").read_text())[cohort]
