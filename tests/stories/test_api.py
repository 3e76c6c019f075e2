"""The API's documentation in a real browser: no network beyond the site, no breach of the policy."""

import pytest

from config.api_docs import reference
from tests.stories.conftest import Visit
from tests.world import World


@pytest.fixture(autouse=True)
def description() -> None:
    """Made once in each process; the first visitor waits two seconds for it."""
    reference()


def test_the_documentation_reads_offline(visit: Visit, world: World) -> None:
    window = visit()
    window.is_signed_in_as(world.ana)
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    window.opens("/api/v1/docs/")
    window.page.locator("#cases_register summary").click()
    window.page.locator("#cases_register").get_by_role("link", name="Registration").click()
    window.page.locator("#SurgeryChanged summary").click()
    window.sees("Register a case", "As much of the date as is known", "R1: microscopic residual tumor")
    window.looks_everywhere()
    assert all(url.startswith((window.site, "data:")) for url in asked)


def test_it_reads_without_scripts(visit: Visit, world: World) -> None:
    window = visit(scripts=False)
    window.is_signed_in_as(world.nora)
    window.opens("/api/v1/docs/")
    window.sees_heading("API")
