"""A data manager brings in a cohort."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.registry.cohorts import GDC, TCGA, bring_in, needs_data

from .story import Story

LINES = 21  # of the file, its header included: enough for the page
MAPPING = "TCGA soft tissue sarcoma, Cell 2017 (master patient table)"

pytestmark = needs_data


class TestImporting(Story):
    """Tried first, then written; wholly or not at all."""

    @pytest.fixture(autouse=True)
    def _file(self, tmp_path: Path) -> None:
        self.file = tmp_path / "cohort.txt"
        self.lines = TCGA.read_text(encoding="utf-8-sig").splitlines(keepends=True)[:LINES]
        self.file.write_text("".join(self.lines))

    @pytest.mark.parametrize("scripts", [True, False], ids=["with", "without"])
    def test_a_file_is_tried_then_imported_and_a_second_time_changes_nothing(self, scripts: bool) -> None:
        self.given_someone_is_signed_in("diego", scripts=scripts)
        self.when_he_tries_the_file()
        self.then_he_sees_what_it_would_do_and_nothing_is_written()
        self.when_he_says_yes()
        self.then_the_cases_are_in_the_list()
        self.when_he_tries_the_file()
        self.then_every_case_is_unchanged()

    def test_a_bad_value_is_refused_with_line_column_and_reason(self) -> None:
        self.given_someone_is_signed_in("diego")
        self.given_line_ten_says_the_age_is_a_word()
        self.when_he_tries_the_file()
        self.then_the_page_names_line_column_value_and_reason()
        self.then_nothing_can_be_committed()

    def test_a_clinician_does_not_import(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens("/imports/")
        assert self.window.status == 403

    def given_line_ten_says_the_age_is_a_word(self) -> None:
        cells = self.lines[9].split("\t")
        cells[3] = "seventy"
        self.lines[9] = "\t".join(cells)
        self.file.write_text("".join(self.lines))

    def when_he_tries_the_file(self) -> None:
        self.window.opens("/today/")
        self.window.clicks("Import")
        self.window.field("File").set_input_files(self.file)
        self.window.chooses("Mapping", MAPPING)
        self.window.clicks("Try the file")

    def then_he_sees_what_it_would_do_and_nothing_is_written(self) -> None:
        self.window.sees_heading("What this file would do")
        self.window.sees("Nothing has been written.")
        self.report = self.window.address
        cells = self.window.page.get_by_role("row", name="Cases").locator("td")
        assert cells.all_inner_texts() == [str(LINES - 1), "0", "0", "0"]

    def when_he_says_yes(self) -> None:
        self.window.clicks(f"Import {LINES - 1} rows into ES07")
        self.window.sees(f"{LINES - 1} cases created, 0 changed, 0 unchanged.")

    def then_the_cases_are_in_the_list(self) -> None:
        self.window.clicks("Cases")
        self.window.sees(f"{LINES + 1} of {LINES + 1} cases match.")
        rows = self.window.page.locator("tbody tr").filter(has_text="Soft tissue")
        new = rows.filter(has_not_text=self.world.thigh.public_id).first
        self.window.clicks(new.locator("a.id").inner_text())
        self.window.sees("Dates shifted")

    def then_every_case_is_unchanged(self) -> None:
        cells = self.window.page.get_by_role("row", name="Cases").locator("td")
        assert cells.all_inner_texts() == ["0", "0", str(LINES - 1), "0"]

    def then_the_page_names_line_column_value_and_reason(self) -> None:
        self.window.sees_heading("This file cannot be imported")
        row = self.window.page.get_by_role("row").filter(has_text="seventy")
        for text in ("10", "age at diagnosis", "Refused"):
            expect(row).to_contain_text(text)

    def then_nothing_can_be_committed(self) -> None:
        assert not self.window.page.get_by_role("button", name="Import").count()
        self.window.opens("/cases/")
        self.window.sees("2 of 2 cases match.")


class TestASecondCohort(Story):
    """190 patients of the GDC export are in the record already: what differs is seen, and nothing is lost."""

    def test_disagreements_are_read_field_by_field_and_the_record_keeps_its_own(self) -> None:
        bring_in(TCGA, "tcga_sarc_2017")
        self.given_someone_is_signed_in("diego")
        self.window.page.set_default_timeout(60_000)
        self.when_the_export_is_tried()
        self.then_each_field_has_its_disagreements_with_both_values()
        self.window.clicks("Import 261 rows into ES07")
        self.window.sees("71 cases created, 190 changed, 0 unchanged.")
        self.window.sees("101 values differ and the record keeps its own")
        self.when_the_export_is_tried()
        self.window.sees("there is nothing to import")
        self.then_each_field_has_its_disagreements_with_both_values()
        self.then_a_disagreement_leads_to_the_field()

    def when_the_export_is_tried(self) -> None:
        self.window.opens("/imports/")
        self.window.field("File").set_input_files(GDC)
        self.window.chooses("Mapping", "GDC export of TCGA-SARC (nested JSON)")
        self.window.clicks("Try the file")

    def then_each_field_has_its_disagreements_with_both_values(self) -> None:
        for heading in ("Patient: date of death 3 values", "Case: largest diameter 7 values"):
            expect(self.window.page.get_by_role("rowheader", name=heading, exact=True)).to_be_visible()
        row = self.window.page.get_by_role("row").filter(has_text="10 Oct 2001")
        for text in ("TCGA-DX-A7EF", "24 Jul 2001", "570"):
            expect(row).to_contain_text(text)

    def then_a_disagreement_leads_to_the_field(self) -> None:
        row = self.window.page.get_by_role("row").filter(has_text="10 Oct 2001")
        row.get_by_role("link").click()
        assert self.window.address.endswith("/status/#id_death_date")
        expect(self.window.field("Date of death")).to_have_value("10/10/2001")
