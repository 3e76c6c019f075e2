"""A person at a browser, who notices what nobody should have to put up with.

Every page a visitor arrives at is checked: no accessibility violation (WCAG 2.2 AA and best practice), no
horizontal scrolling, no error in the console, no breach of the content security policy, no broken request.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT as AXE
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, Request, Response, ViewportSize, expect

from centers.models import User

DESK, PHONE = (1280, 800), (390, 844)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Contrast takes most of axe's time, so it is measured once per page and theme (`looks_everywhere`).
CONTRAST = "color-contrast"
RULES = {"runOnly": STANDARDS, "rules": {CONTRAST: {"enabled": False}}}
RUN_AXE = "options => axe.run(options).then(results => results.violations)"
# Chromium's own note about an answer of 4xx or 5xx; `Visitor` judges answers itself.
FAILED_LOAD = "Failed to load resource"
REPORT_CSP = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));"""


class Visitor:
    """One browser window with its own cookies; `scripts` tells whether it runs JavaScript."""

    def __init__(self, page: Page, site: str, *, scripts: bool) -> None:
        self.page, self.site, self.scripts = page, site, scripts
        self.troubles: list[str] = []
        self.status = 0
        page.set_default_timeout(5_000)
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("response", self._judge)
        page.on("requestfailed", self._miss)
        if scripts:
            page.add_init_script(REPORT_CSP)

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not text.startswith(FAILED_LOAD):
            self.troubles.append(f"console: {text}")

    def _judge(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        elif response.status >= 400:
            self.troubles.append(f"{response.status} {response.url}")

    def _miss(self, request: Request) -> None:
        # A download ends its navigation without a page.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"{request.failure} {request.url}")

    # Coming in

    def is_signed_in_as(self, user: User) -> None:
        """Takes over a session made by the test; `signs_in` goes through the page."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    def signs_in(self, email: str, password: str) -> None:
        """Through the sign-in page."""
        self.opens("/account/login/")
        self.writes("Email", email)
        self.writes("Password", password)
        self.clicks("Continue")

    # What a person does

    def opens(self, address: str) -> None:
        """Goes to an address of the site."""
        self.page.goto(address if "://" in address else self.site + address)
        self.looks()

    def clicks(self, name: str, *, within: Locator | None = None) -> None:
        """Follows the link or presses the button of this name, and arrives at a page."""
        self.target(name, within).click()
        self.arrives()

    def downloads(self, name: str) -> str:
        """Follows a link to a file; returns the file's text."""
        with self.page.expect_download() as waiting:
            self.target(name).click()
        return Path(waiting.value.path()).read_text(errors="replace")

    def target(self, name: str, within: Locator | None = None) -> Locator:
        """The link or button whose name begins so."""
        place, wanted = within or self.page, re.compile(rf"^{re.escape(name)}(\W|$)")
        links = place.get_by_role("link", name=wanted)
        return links.or_(place.get_by_role("button", name=wanted)).first

    def writes(self, label: str, text: str) -> None:
        """Fills in the field of this label."""
        self.field(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        """Takes one option of a list."""
        self.field(label).select_option(label=option)

    def marks(self, group: str, option: str) -> None:
        """Takes one of several radio buttons or checkboxes."""
        self.page.get_by_role("group", name=re.compile(rf"^{re.escape(group)}")).get_by_label(
            option, exact=True
        ).check()

    def field(self, label: str) -> Locator:
        """The control whose label begins so."""
        return self.page.locator("main").get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first

    def presses(self, *keys: str) -> None:
        """Types keys, one after the other, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def tabs_to(self, target: Locator, most: int = 80) -> int:
        """Moves the focus with Tab alone; returns how often it was pressed."""
        for count in range(most + 1):
            if target.evaluate("element => element === document.activeElement"):
                return count
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{most} times Tab did not reach {target}")

    # What a person sees

    def sees(self, *texts: str) -> None:
        """Every text is on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def sees_no(self, *texts: str) -> None:
        """None of the texts is anywhere in the page, hidden parts included."""
        content = self.page.content()
        for text in texts:
            assert text not in content, text

    def sees_heading(self, text: str) -> None:
        """The page is the one of this heading."""
        expect(self.page.locator("h1")).to_contain_text(text)

    @property
    def address(self) -> str:
        """Path and query of the page."""
        return self.page.url.removeprefix(self.site)

    # What nobody should have to put up with

    def arrives(self) -> None:
        """Waits for a page and looks at it."""
        self.page.wait_for_load_state("load")
        self.looks()

    def looks(self) -> None:
        """Checks the page as it stands."""
        self.fits()
        if self.scripts:
            self._is_accessible(RULES)
        assert self.status < 500, self.address
        assert not self.troubles, self.troubles

    def looks_everywhere(self) -> None:
        """Looks at the page's colors in both themes, and at the page on a telephone."""
        themes: tuple[Literal["dark", "light"], ...] = ("dark", "light")
        for theme in themes:
            self.page.emulate_media(color_scheme=theme)
            self._is_accessible({"runOnly": [CONTRAST]})
        self.page.set_viewport_size(_size(PHONE))
        self.looks()
        self.page.set_viewport_size(_size(DESK))

    def _is_accessible(self, rules: Mapping[str, Any]) -> None:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE, {**rules, "resultTypes": ["violations"]})
        assert not found, f"{self.address}\n" + "\n".join(map(_said, found))

    def fits(self) -> None:
        """The page is no wider than the window."""
        over = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0, f"{self.address} is {over} px wider than {self.page.viewport_size}"


def _size(window: tuple[int, int]) -> ViewportSize:
    return {"width": window[0], "height": window[1]}


def _said(violation: Mapping[str, Any]) -> str:
    nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: {nodes}"
