"""A person's own settings."""

from playwright.sync_api import expect

from registry.models import PathologyReport
from tests.world import acting

from .story import Story

WRITTEN = {"Mexico": "1.74", "Argentina": "1,74", "Peru": "1.74", "Spain": "1,74"}


class TestSettings(Story):
    """Language, region, time zone and keys."""

    def test_numbers_are_written_as_in_the_region(self) -> None:
        self.given_someone_is_signed_in("ana", scripts=False)
        for region, written in WRITTEN.items():
            self.when_she_chooses("Region", region)
            self.then_the_counted_area_is_written(written)

    def test_a_number_with_comma_or_point_is_understood_anywhere(self) -> None:
        self.given_someone_is_signed_in("ana", scripts=False)
        for typed in ("1.74", "1,74"):
            self.window.opens(self.report())
            self.window.writes("Area counted", typed)
            self.window.clicks("Save")
            self.then_the_counted_area_is_written("1,74")

    def test_single_keys_can_be_switched_off(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens("/me/")
        self.window.field("Single-key shortcuts").uncheck()
        self.window.clicks("Save settings")
        self.window.opens("/today/")
        self.window.presses("n")
        self.window.sees_heading("My work")
        assert self.window.address == "/today/"

    def when_she_chooses(self, label: str, option: str) -> None:
        self.window.opens("/me/")
        self.window.chooses(label, option)
        self.window.clicks("Save settings")
        self.window.sees("Your settings were saved.")

    def then_the_counted_area_is_written(self, text: str) -> None:
        self.window.opens(self.report())
        expect(self.window.field("Area counted")).to_have_value(text)

    def report(self) -> str:
        with acting(None):
            report = PathologyReport.objects.get(case=self.world.thigh)
        return f"/cases/{self.world.thigh.public_id}/pathology/{report.pk}/"
