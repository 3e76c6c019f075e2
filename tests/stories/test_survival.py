"""The survival explorer."""

import pytest
from defusedxml import ElementTree
from playwright.sync_api import expect

from .story import Story

ADDRESS = "/quality/survival/?endpoint=os&by=grade"


class TestCurves(Story):
    """Curves as drawing, table and file, over the demonstration's cases."""

    @pytest.fixture(autouse=True)
    def _demo(self, demo: None) -> None:
        """In the demonstration network."""

    def test_curves_are_drawn_told_and_taken_along(self) -> None:
        self.given_a_demo_person("nora")
        self.when_she_splits_survival_by_grade_with_the_keyboard()
        self.then_there_is_a_drawing_with_a_title_and_a_sentence()
        self.then_the_same_numbers_are_a_table()
        self.then_the_drawing_scrolls_with_the_keyboard()
        self.then_table_and_drawing_can_be_taken_along()

    def test_the_same_without_javascript(self) -> None:
        self.given_a_demo_person("nora", scripts=False)
        self.window.opens("/quality/survival/")
        self.window.chooses("Split by", "Final grade")
        self.window.clicks("Draw")
        self.then_there_is_a_drawing_with_a_title_and_a_sentence()

    def when_she_splits_survival_by_grade_with_the_keyboard(self) -> None:
        self.window.opens("/today/")
        self.window.tabs_to(self.window.target("Survival"))
        self.window.presses("Enter")
        self.window.page.wait_for_url("**/quality/survival/")
        self.window.tabs_to(self.window.field("Split by"))
        self.window.page.keyboard.type("Final grade")
        self.window.tabs_to(self.window.target("Draw"))
        self.window.presses("Enter")
        self.window.page.wait_for_url("**by=grade**")
        self.window.arrives()

    def then_there_is_a_drawing_with_a_title_and_a_sentence(self) -> None:
        drawing = self.window.page.locator("figure.chart svg[role=img]")
        expect(drawing.locator("title")).not_to_be_empty()
        expect(drawing.locator("desc")).not_to_be_empty()
        expect(drawing.locator(".curve").first).to_be_attached()
        expect(self.window.page.locator("figure.chart figcaption b")).not_to_be_empty()

    def then_the_same_numbers_are_a_table(self) -> None:
        self.window.sees("Estimates", "Median", "At risk", "Log-rank test")

    def then_the_drawing_scrolls_with_the_keyboard(self) -> None:
        self.window.tabs_to(self.window.page.locator("figure.chart .chart-scroll"))

    def then_table_and_drawing_can_be_taken_along(self) -> None:
        lines = self.window.downloads("CSV").splitlines()
        assert len(lines) > 5
        assert all("," in line for line in lines[:3])
        drawing = ElementTree.fromstring(self.window.downloads("SVG"))
        assert drawing.tag.endswith("svg")
