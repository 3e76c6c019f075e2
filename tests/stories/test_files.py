"""A scanned report joins the case, and who may see it does."""

from pathlib import Path

import pytest

from tests.registry import files

from .story import Story

MINE = "Yes: only people of your center who may know it see the file"
EVERYONE = "No: everyone who may read the case sees the file"


class TestFiles(Story):
    """Added, opened, kept from others, taken out."""

    @pytest.fixture(autouse=True)
    def _paper(self, tmp_path: Path) -> None:
        self.report, self.photo, self.page = (tmp_path / name for name in ("a.pdf", "b.jpg", "c.png"))
        self.report.write_bytes(files.ACTIVE_PDFS["OpenAction"])
        self.photo.write_bytes(files.photo_with_place())
        self.page.write_bytes(files.FOREIGN["picture.png"])

    @pytest.mark.parametrize("scripts", [True, False], ids=["with", "without"])
    def test_a_report_is_added_and_kept_within_the_center(self, scripts: bool) -> None:
        self.given_someone_is_signed_in("ana", scripts=scripts)
        self.when_she_adds(self.page, "Letter", EVERYONE)
        self.window.sees("This is no JPEG, PNG or PDF, whatever its name says.")
        self.when_she_adds(self.report, "Report of the biopsy", MINE)
        self.when_she_adds(self.photo, "Thigh before the operation", EVERYONE)
        self.then_both_are_listed_and_open()
        self.then_the_coordinator_sees_the_photo_alone()

    def test_a_wrong_file_is_taken_out(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.when_she_adds(self.photo, "Of another patient", EVERYONE)
        self.window.clicks("Take out Of another patient")
        self.window.writes("Why?", "the photo of another patient")
        self.window.clicks("Take this file out")
        self.window.sees("Its reason stays on record", "Taken out", "the photo of another patient")
        assert not self.window.page.get_by_role("link", name="Of another patient", exact=True).count()

    def when_she_adds(self, file: Path, title: str, who_may_see: str) -> None:
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        self.window.clicks("Add a file")
        self.window.field("File").set_input_files(file)
        self.window.marks("Can one read in it who the patient is?", who_may_see)
        self.window.writes("Title", title)
        self.window.clicks("Add the file")

    def then_both_are_listed_and_open(self) -> None:
        self.window.sees("Report of the biopsy", "Seen at your center only", "Thigh before the operation")
        assert self.window.downloads("Report of the biopsy").startswith("%PDF-")
        self.window.target("Thigh before the operation").click()
        box = self.window.page.locator("img").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (60, 40)

    def then_the_coordinator_sees_the_photo_alone(self) -> None:
        self.given_someone_is_signed_in("nora")
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        self.window.sees("Thigh before the operation")
        self.window.sees_no("Report of the biopsy", "Add a file")
