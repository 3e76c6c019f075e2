"""Reading one's own quality: from the overview to the field that is missing, and back."""

import pytest

from tests.browser import DESK, PHONE

from .story import Story


class TestQuality(Story):
    """A clinician asks why a case does not count, mends it, and sees it count."""

    @pytest.mark.parametrize("scripts", [True, False])
    def test_what_is_missing_is_entered_and_counts_at_once(self, scripts: bool) -> None:
        self.given_someone_is_signed_in("ana", scripts=scripts)
        self.when_she_opens_the_cases_to_review()
        self.then_the_reason_is_in_words()
        self.when_she_enters_what_is_missing()
        self.then_the_case_says_so()

    @pytest.mark.parametrize("size", [DESK, PHONE])
    def test_figures_are_words_before_they_are_drawings(self, size: tuple[int, int]) -> None:
        self.given_someone_is_signed_in("nora", size=size)
        self.window.opens("/quality/")
        self.window.sees("Data quality is not quality of care", "Too few to compare", "target 95")
        self.window.opens("/quality/survival/?endpoint=rfs&by=margin")
        self.window.sees("Too few patients to draw a curve", "Who is in these curves")

    def when_she_opens_the_cases_to_review(self) -> None:
        self.window.opens("/quality/")
        self.window.clicks("No residual tumor (R0) after the first operation")

    def then_the_reason_is_in_words(self) -> None:
        self.window.sees(self.world.stomach.public_id, "Extent at diagnosis is not entered", "Cannot judge")

    def when_she_enters_what_is_missing(self) -> None:
        self.window.opens(f"/cases/{self.world.stomach.public_id}/stage/")
        self.window.marks("Extent at diagnosis", "Metastatic")
        self.window.clicks("Save")

    def then_the_case_says_so(self) -> None:
        self.window.opens(f"/cases/{self.world.stomach.public_id}/quality/")
        self.window.sees("Not concerned: Extent at diagnosis: Metastatic")
