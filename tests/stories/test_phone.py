"""The same work on a telephone, without scripts too: nothing is out of reach there."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import DESK, PHONE

from .story import Story


class TestPhone(Story):
    """A clinician at the bedside."""

    @pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
    def test_a_case_is_found_by_its_id(self, *, scripts: bool) -> None:
        self.given_someone_is_signed_in("ana", size=PHONE, scripts=scripts)
        self.window.opens("/today/")
        search = self.window.page.get_by_role("searchbox")
        search.fill(self.world.thigh.public_id)
        search.press("Enter")
        self.window.arrives()
        self.window.sees_heading(self.world.thigh.public_id)

    def test_the_timeline_is_an_open_list_where_it_is_not_drawn(self) -> None:
        self.given_someone_is_signed_in("ana", size=PHONE)
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        expect(self.drawing).to_be_hidden()
        expect(self.events.first).to_be_visible()
        self.window.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        expect(self.drawing).to_be_visible()
        expect(self.events.first).to_be_hidden()
        self.window.page.emulate_media(media="print")
        expect(self.drawing).to_be_hidden()
        expect(self.events.first).to_be_visible()

    @property
    def drawing(self) -> Locator:
        return self.window.page.get_by_role("img", name="Timeline of case", include_hidden=True)

    @property
    def events(self) -> Locator:
        return self.window.page.locator("ol.events li")
