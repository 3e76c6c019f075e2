"""Three letters become three cases, with exactly the coding and the derived values printed beside them."""

import pytest

from centers.commands import acting
from registry.models import Case
from registry.sections import CODED
from tests.browser import Visitor

from .paper_cases import GASTRIC_GIST, LIPOSARCOMA, OSTEOSARCOMA, PaperCase, Values
from .story import Story

LETTERS = {"A": GASTRIC_GIST, "B": OSTEOSARCOMA, "C": LIPOSARCOMA}


class TestLetters(Story):
    """Typed in through the pages alone."""

    @pytest.mark.parametrize("letter", LETTERS)
    def test_a_letter_is_coded_and_derived_as_printed(self, letter: str) -> None:
        self.letter: PaperCase = LETTERS[letter]
        self.given_someone_is_signed_in("ana")
        self.when_she_registers_the_case()
        self.when_she_fills_in_the_sections_and_entries()
        self.when_she_says_that_every_section_is_complete()
        self.then_it_is_coded_as_printed()
        self.then_everything_printed_is_derived()
        self.then_the_case_page_shows_it()

    def when_she_registers_the_case(self) -> None:
        self.window.opens(f"/cases/new/?group={self.letter.registered['sarcoma_group']}")
        self.types({name: value for name, value in self.letter.registered.items() if name != "sarcoma_group"})
        self.window.clicks("Save and continue")
        self.case = self.window.page.locator("h1 .id").inner_text()

    def when_she_fills_in_the_sections_and_entries(self) -> None:
        pages = [(f"{slug}/", values) for slug, values in self.letter.sections.items()]
        pages += [(f"{slug}/new/", values) for slug, values in self.letter.entries]
        for page, values in pages:
            self.goes_to(page)
            self.types(values)
            self.window.page.get_by_role("button", name="Save").first.click()
            self.window.page.wait_for_load_state("load")
            assert self.window.status < 400, self.window.page.locator("main").inner_text()

    def when_she_says_that_every_section_is_complete(self) -> None:
        for section in CODED:
            self.goes_to(f"{section.slug}/")
            self.window.page.locator("button[name=complete]").click()
            self.window.page.wait_for_load_state("load")

    def then_it_is_coded_as_printed(self) -> None:
        with acting(None):
            case = Case.objects.get(public_id=self.case)
        coded = {name: str(getattr(case, name)) for name in self.letter.coded}
        assert coded == self.letter.coded

    def then_everything_printed_is_derived(self) -> None:
        with acting(None):
            results = Case.objects.get(public_id=self.case).derived.results
        for name, printed in self.letter.derived.items():
            assert results[name]["value"].items() >= printed.items(), name
        assert results["INTERVALS_DAYS"]["value"].items() >= self.letter.intervals.items()

    def then_the_case_page_shows_it(self) -> None:
        self.window.opens(f"/cases/{self.case}/")
        derived = self.window.page.get_by_role("region", name="Derived").inner_text()
        for value in self.letter.shown:
            assert value in derived, derived

    def goes_to(self, page: str) -> None:
        """Straight to a page of the case; the journeys between them are other stories."""
        self.window.page.goto(f"{self.window.site}/cases/{self.case}/{page}")

    def types(self, values: Values) -> None:
        for name, value in values.items():
            _type(self.window, name, value)


def _type(window: Visitor, name: str, value: str | list[str]) -> None:
    """Into the control of this name, whatever kind it is."""
    control = window.page.locator(f'main [name="{name}"]')
    kind = control.first.evaluate("control => control.type")
    if kind in {"radio", "checkbox"}:
        for code in value if isinstance(value, list) else [value]:
            window.page.locator(f'main [name="{name}"][value="{code}"]').check()
    elif kind == "select-one":
        control.select_option(value)
    else:
        control.fill(str(value))
