"""What another center may learn: nothing."""

import re

from .story import Story


class TestStrangers(Story):
    """A clinician of another center."""

    def test_a_foreign_case_looks_like_one_that_does_not_exist(self) -> None:
        self.given_someone_is_signed_in("pedro")
        self.when_he_opens_a_case_of_madrid_and_an_invented_one()
        self.then_both_pages_are_the_same()

    def test_a_search_and_a_list_show_only_what_is_his(self) -> None:
        self.given_someone_is_signed_in("pedro")
        self.window.opens(f"/cases/?q={self.world.thigh.public_id}")
        self.window.sees("0 of 1 case")
        self.window.opens("/cases/?q=CANARY-4471902")
        self.window.sees("0 of 1 case")
        self.window.opens("/cases/")
        self.window.sees(self.world.femur.public_id)
        self.window.sees_no(self.world.thigh.public_id, "Canary")

    def when_he_opens_a_case_of_madrid_and_an_invented_one(self) -> None:
        self.pages = []
        for public_id in (self.world.thigh.public_id, "7K3M-9QXD-H"):
            self.window.opens(f"/cases/{public_id}/")
            assert self.window.status == 404
            self.pages.append(self.window.page.content())

    def then_both_pages_are_the_same(self) -> None:
        assert self.pages[0] == self.pages[1]
        assert not re.search(r"CANARY|ES07|liposarcoma", self.pages[0])
        self.window.sees("it belongs to a center that has not shared it with you")


class TestCoordination(Story):
    """The network's coordinator reads, and neither edits nor learns names."""

    def test_the_coordinator_reads_a_case_and_cannot_change_it(self) -> None:
        self.given_someone_is_signed_in("nora")
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        self.window.sees("Dedifferentiated liposarcoma")
        self.window.sees_no("Canary", "CANARY", "17 May 1961", "operation</a>")
        for address in ("stage", "patient", "surgery"):
            self.window.opens(f"/cases/{self.world.thigh.public_id}/{address}/")
            assert not self.window.page.locator("main form button").count(), address
            self.window.sees_no("Canary", "CANARY")
        self.window.opens(f"/cases/{self.world.thigh.public_id}/surgery/new/")
        assert self.window.status == 403
