"""The case list for daily work: narrowed, with columns of one's own, kept under a name, taken along."""

import csv
import io

import pytest

from tests.browser import DESK, PHONE

from .story import Story


class TestCaseList(Story):
    """A data manager makes the list of patients to be seen again, and opens it every week."""

    @pytest.mark.parametrize(("scripts", "size"), [(True, DESK), (False, PHONE)])
    def test_a_list_is_made_kept_and_taken_along(self, scripts: bool, size: tuple[int, int]) -> None:
        self.given_someone_is_signed_in("diego", scripts=scripts, size=size)
        self.when_he_narrows_the_list()
        self.when_he_chooses_columns()
        self.when_he_keeps_it("Limbs")
        self.then_it_is_there_tomorrow("Limbs")
        self.then_the_file_holds_what_he_sees()
        self.when_he_deletes_it("Limbs")

    def test_a_term_is_looked_up_by_its_code(self) -> None:
        self.given_someone_is_signed_in("sara")
        self.window.opens("/vocabulary/")
        self.window.writes("Name, synonym, code or abbreviation", "l01ea01")
        self.window.clicks("Search")
        self.window.clicks("imatinib")
        self.window.sees("L01EA01", "compared with a source", "Systemic therapy: Drugs")
        self.window.clicks("Systemic therapy: Drugs")
        self.window.sees("systemic_line.drugs")

    def when_he_narrows_the_list(self) -> None:
        self.window.opens("/cases/")
        self.window.chooses("Group", "Soft tissue")
        self.window.clicks("Apply")
        self.window.sees("1 of 2 cases match")

    def when_he_chooses_columns(self) -> None:
        self.window.page.locator("summary", has_text="Columns").click()
        for name in ("Histology", "Site", "Size, mm", "Stage"):
            self.window.page.get_by_role("group", name="Columns beside the case").get_by_label(
                name, exact=True
            ).uncheck()
        self.window.marks("Columns beside the case", "Last contact")
        self.window.clicks("Show these columns")
        self.window.sees("Last contact")

    def when_he_keeps_it(self, name: str) -> None:
        self.window.page.locator("summary", has_text="Save as a view").click()
        self.window.writes("Name of the view", name)
        self.window.clicks("Save the view")

    def then_it_is_there_tomorrow(self, name: str) -> None:
        self.window.opens("/cases/")
        self.window.clicks(name)
        self.window.sees("1 of 2 cases match", self.world.thigh.public_id)

    def then_the_file_holds_what_he_sees(self) -> None:
        what, head, row = csv.reader(io.StringIO(self.window.downloads("Download CSV")))
        assert what[:2] == ["# Cases", "Group: Soft tissue"]
        assert head == ["Case", "Group", "Grade", "Diagnosed", "Last contact"]
        assert row[0] == self.world.thigh.public_id

    def when_he_deletes_it(self, name: str) -> None:
        self.window.clicks("Rename or delete this view")
        self.window.clicks("Delete this view")
        self.window.sees(f"The view {name} is gone")
