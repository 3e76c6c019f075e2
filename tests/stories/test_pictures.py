"""The pictures of README and docs.

`PICTURES=docs/images ./dev test tests/stories/test_pictures.py` renews them.
"""

import os
from pathlib import Path

import pytest

from .story import Story

LIMIT = 600_000  # bytes


class TestPictures(Story):
    """Of the demonstration network, at 1280 pixels."""

    @pytest.fixture(autouse=True)
    def _demo(self, demo: None, tmp_path: Path) -> None:
        self.folder = Path(os.environ.get("PICTURES", tmp_path))

    def test_pictures_are_taken(self) -> None:
        self.given_a_demo_person("ana")
        self.take("register", "/cases/new/")
        self.take("case", self.a_case())
        self.given_a_demo_person("nora")
        self.take("quality", "/quality/")
        self.take("survival", "/quality/survival/?endpoint=os&by=group")

    def a_case(self) -> str:
        """A soft tissue sarcoma with a stage and a course worth a look."""
        self.window.opens("/cases/?group=STS")
        rows = self.window.page.locator("tbody tr")
        return str(rows.filter(has_text="IIIB").first.locator("a.id").get_attribute("href"))

    def take(self, name: str, address: str) -> None:
        self.window.opens(address)
        self.window.page.wait_for_load_state("networkidle")
        for summary in self.window.page.locator(".derived summary").all()[:1]:
            summary.click()
        file = self.folder / f"{name}.png"
        self.window.page.screenshot(path=file, full_page=True)
        assert file.stat().st_size < LIMIT
