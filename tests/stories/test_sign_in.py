"""Coming in and going out."""

import time
from collections.abc import Iterator
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from allauth.mfa.totp.internal import auth

from tests.browser import Visitor

from .story import PASSWORD, Story

PERIOD = 30  # seconds one code of an authenticator app is good for


class TestSigningIn(Story):
    """With e-mail address and password, with and without JavaScript."""

    def test_a_clinician_signs_in_and_out(self) -> None:
        for scripts in (True, False):
            self.given_ana_has_a_password(self.visit(scripts=scripts))
            self.when_she_signs_in()
            self.then_she_sees_her_work()
            self.when_she_signs_out()
            self.then_her_pages_are_closed()

    def test_a_wrong_password_is_answered_without_telling_who_exists(self) -> None:
        self.given_ana_has_a_password(self.visit())
        self.then_a_wrong_password_and_an_unknown_address_are_answered_alike()

    def test_a_page_asked_for_before_signing_in_is_shown_after(self) -> None:
        self.given_ana_has_a_password(self.visit())
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        self.window.sees_heading("Sign in")
        self.window.writes("Email", self.email)
        self.window.writes("Password", PASSWORD)
        self.window.clicks("Continue")
        assert self.window.address == f"/cases/{self.world.thigh.public_id}/"

    def given_ana_has_a_password(self, window: Visitor) -> None:
        self.window, self.email = window, self.given_a_password("ana")

    def when_she_signs_in(self) -> None:
        self.window.signs_in(self.email, PASSWORD)

    def then_she_sees_her_work(self) -> None:
        self.window.sees_heading("My work")
        self.window.sees("Ana Test", "Center clinician")

    def when_she_signs_out(self) -> None:
        self.window.opens("/me/")
        self.window.clicks("Sign out")

    def then_her_pages_are_closed(self) -> None:
        self.window.opens("/today/")
        self.window.sees_heading("Sign in")

    def then_a_wrong_password_and_an_unknown_address_are_answered_alike(self) -> None:
        said = []
        for email in (self.email, "nobody@example.org"):
            self.window.signs_in(email, "not the password of anyone")
            said.append(self.window.page.locator("main form .stop").inner_text())
        assert said[0]
        assert said[0] == said[1]


class TestSecondFactor(Story):
    """An authenticator app, whose clock stands still but for where the story moves it."""

    @pytest.fixture(autouse=True)
    def _clock(self) -> Iterator[None]:
        self.now = time.time()
        with patch.object(auth, "time", SimpleNamespace(time=lambda: self.now)):
            yield

    def test_a_second_factor_is_set_up_and_asked_for(self) -> None:
        self.given_ana_signed_in_with_her_password()
        self.when_she_adds_an_authenticator_app()
        self.then_she_gets_recovery_codes()
        self.when_she_signs_in_in_another_window()
        self.then_a_code_is_asked_for_and_a_wrong_one_refused()
        self.then_the_next_code_of_her_app_lets_her_in()

    def given_ana_signed_in_with_her_password(self) -> None:
        self.window, self.email = self.visit(), self.given_a_password("ana")
        self.window.signs_in(self.email, PASSWORD)

    def when_she_adds_an_authenticator_app(self) -> None:
        self.window.opens("/me/")
        self.window.clicks("Second factor and passkeys")
        self.window.clicks("Activate")
        self.window.writes("Password", PASSWORD)
        self.window.clicks("Confirm")
        self.secret = self.window.field("Authenticator secret").input_value()
        self.window.writes("Authenticator code", self.code())
        self.window.clicks("Activate")

    def then_she_gets_recovery_codes(self) -> None:
        self.window.sees_heading("Recovery codes")

    def when_she_signs_in_in_another_window(self) -> None:
        self.window = self.visit()
        self.window.signs_in(self.email, PASSWORD)

    def then_a_code_is_asked_for_and_a_wrong_one_refused(self) -> None:
        self.window.writes("Code", "000000" if self.code() != "000000" else "111111")
        self.window.clicks("Sign in")
        self.window.sees("Incorrect code")

    def then_the_next_code_of_her_app_lets_her_in(self) -> None:
        self.now += PERIOD  # a code is good for one use
        self.window.writes("Code", self.code())
        self.window.clicks("Sign in")
        self.window.sees_heading("My work")

    def code(self) -> str:
        return auth.format_hotp_value(auth.hotp_value(self.secret, int(self.now) // PERIOD))


class TestLosingAccess(Story):
    """Sessions end with the right to them."""

    def test_a_disabled_person_is_signed_out_at_the_next_click(self) -> None:
        self.given_ana_and_the_administrator_at_work()
        self.when_the_administrator_disables_her()
        self.then_her_next_click_ends_at_sign_in()

    def given_ana_and_the_administrator_at_work(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.hers = self.window
        self.hers.opens("/today/")
        self.given_someone_is_signed_in("olga")

    def when_the_administrator_disables_her(self) -> None:
        self.window.opens("/network/people/")
        self.window.clicks("Disable Ana Test")
        self.window.writes("Reason", "Left the hospital")
        self.window.clicks("Disable")
        self.window.sees("Done for Ana Test")

    def then_her_next_click_ends_at_sign_in(self) -> None:
        self.hers.clicks("Cases")
        self.hers.sees_heading("Sign in")
