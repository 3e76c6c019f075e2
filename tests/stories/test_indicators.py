"""From a figure of the network to the case behind it."""

import pytest
from playwright.sync_api import expect

from .story import Story

R0 = "No residual tumor (R0) after the first operation"


class TestFigures(Story):
    """The network's coordinator looks at the quality of care, and changes nothing."""

    @pytest.mark.parametrize("scripts", [True, False])
    def test_the_coordinator_follows_an_indicator_to_a_case(self, scripts: bool) -> None:
        self.given_someone_is_signed_in("nora", scripts=scripts)
        self.when_she_opens_the_indicators()
        self.then_each_has_its_figure_and_its_definition()
        self.when_she_follows_one_to_its_cases()
        self.then_each_case_has_a_reason()
        self.when_she_opens_the_place_to_mend_it()
        self.then_she_sees_it_and_cannot_edit()

    def test_a_clinician_sees_the_cases_of_the_own_center(self) -> None:
        self.given_someone_is_signed_in("pedro")
        self.window.opens("/quality/indicators/QI-SURG-04/cases/?outcome=NOT_MET")
        self.window.sees(self.world.femur.public_id)
        self.window.sees_no(self.world.thigh.public_id)

    def test_the_figures_are_taken_along_as_a_file(self) -> None:
        self.given_someone_is_signed_in("nora")
        self.when_she_opens_the_indicators()
        assert "QI-SURG-04" in self.window.downloads("Download CSV")

    def test_an_unknown_filter_is_a_message(self) -> None:
        self.given_someone_is_signed_in("nora")
        self.window.opens("/quality/?group=NO_SUCH_GROUP&center=XX99")
        self.window.sees("There are 2 problems")

    def when_she_opens_the_indicators(self) -> None:
        self.window.opens("/today/")
        self.window.clicks("Quality")

    def then_each_has_its_figure_and_its_definition(self) -> None:
        row = self.window.page.get_by_role("row", name=R0)
        for text in ("1 of 2", "Definition", "higher is better"):
            expect(row).to_contain_text(text)

    def when_she_follows_one_to_its_cases(self) -> None:
        self.window.clicks(R0)
        self.window.sees_heading(R0)

    def then_each_case_has_a_reason(self) -> None:
        rows = self.window.page.locator("main tbody tr")
        for row in rows.all():
            assert row.locator("td").nth(1).inner_text().strip()
        self.row = rows.filter(has_text=self.world.femur.public_id)
        expect(self.row).to_contain_text("R1 at the first resection on 10 Jul 2023")

    def when_she_opens_the_place_to_mend_it(self) -> None:
        self.window.clicks("Open Surgery", within=self.row)

    def then_she_sees_it_and_cannot_edit(self) -> None:
        self.window.sees_heading(self.world.femur.public_id)
        self.window.sees("Resection of the primary")
        assert not self.window.page.locator("main form").count()


class TestExtent(Story):
    """Entering the extent at diagnosis flips an indicator of that case at once."""

    def test_the_extent_at_diagnosis_decides_an_indicator(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.given_the_extent_is_not_entered()
        self.then_the_indicator_of_the_case_is("Cannot judge")
        self.window.sees("Extent at diagnosis is not entered")
        self.when_she_follows_the_reason_and_enters_it()
        self.then_the_indicator_of_the_case_is("Met")

    def given_the_extent_is_not_entered(self) -> None:
        self.window.opens(f"/cases/{self.world.thigh.public_id}/stage/")
        self.window.marks("Extent at diagnosis", "Not entered")
        self.window.clicks("Save")

    def when_she_follows_the_reason_and_enters_it(self) -> None:
        self.window.clicks("Open Stage and grade (QI-SURG-04)")
        self.window.marks("Extent at diagnosis", "Localized")
        self.window.clicks("Save and back to the case")

    def then_the_indicator_of_the_case_is(self, word: str) -> None:
        self.window.opens(f"/cases/{self.world.thigh.public_id}/quality/")
        item = self.window.page.locator(".outcomes > li", has_text="QI-SURG-04")
        expect(item.locator(".tag").first).to_have_text(word)
