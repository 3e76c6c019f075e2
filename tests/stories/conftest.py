"""The site as it runs, and people with browsers in front of it.

The live server answers in threads of its own, through the real middleware and its own connections, so these
tests commit; the world is built anew for each story.
"""

import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from config.dev.browser import launch_options
from tests.browser import DESK, Visitor
from tests.world import World

Visit = Callable[..., Visitor]


# One journey of each kind, told in every run; the others take minutes and are told with `./dev test --slow`.
CORE = {
    "test_a_clinician_signs_in_and_out",
    "test_a_soft_tissue_case_is_registered_and_graded",
    "test_a_case_is_registered_with_the_keyboard_alone",
    "test_a_foreign_case_looks_like_one_that_does_not_exist",
    "test_a_bad_value_is_refused_with_line_column_and_reason",
    "test_the_extent_at_diagnosis_decides_an_indicator",
    "test_curves_are_drawn_told_and_taken_along",
    "test_a_lead_invites_a_person_who_sets_a_password_and_begins",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "stories" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if item.name.partition("[")[0] not in CORE:
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium that `./dev test` found."""
    return launch_options(os.environ)


@pytest.fixture
def demo(visit: Visit) -> None:
    """The demonstration network of `./dev demo`, in the place of the small world."""
    call_command("flush", interactive=False, reset_sequences=False, verbosity=0)
    call_command("seed_network", "--minimal", stdout=io.StringIO())


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, world: World) -> Iterator[Visit]:
    """Opens browser windows: `visit()`, `visit(scripts=False)`, `visit(size=PHONE, color_scheme="dark")`."""
    windows: list[Visitor] = []

    def open_window(*, scripts: bool = True, size: tuple[int, int] = DESK, **options: Any) -> Visitor:
        width, height = size
        context = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            locale="en-GB",
            **options,
        )
        windows.append(Visitor(context.new_page(), live_server.url, scripts=scripts))
        return windows[-1]

    yield open_window
    for window in windows:
        window.page.context.close()
    assert not [window.troubles for window in windows if window.troubles]
