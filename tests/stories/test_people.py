"""Who belongs to the network."""

import re

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail

from tests.browser import Visitor

from .story import PASSWORD, Story


class TestComingAndGoing(Story):
    """A center's lead invites people and ends roles."""

    def test_a_lead_invites_a_person_who_sets_a_password_and_begins(self) -> None:
        self.given_lucia_on_the_people_page()
        self.when_she_invites_a_data_manager()
        self.then_the_person_gets_a_mail_without_names_of_patients_or_roles()
        self.when_the_person_follows_its_link_and_sets_a_password()
        self.then_the_person_can_sign_in_and_see_the_cases_of_the_center()

    def test_a_lead_ends_a_role(self) -> None:
        self.given_lucia_on_the_people_page()
        self.when_she_ends_the_role_of_diego()
        self.then_diego_sees_no_case()

    def test_people_are_no_page_of_a_clinician(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens("/network/people/")
        assert self.window.status == 403

    def given_lucia_on_the_people_page(self) -> None:
        self.given_someone_is_signed_in("lucia")
        self.window.opens("/network/people/")

    def when_she_invites_a_data_manager(self) -> None:
        self.window.writes("E-mail address", "rita@example.org")
        self.window.writes("Name", "Rita New")
        self.window.chooses("Role", "Data manager")
        self.window.clicks("Send invitation")
        self.window.sees("Rita New was invited.")

    def then_the_person_gets_a_mail_without_names_of_patients_or_roles(self) -> None:
        (letter,) = mail.outbox
        assert letter.to == ["rita@example.org"]
        assert "Data manager" not in letter.body
        self.link = re.findall(r"https?://\S+", letter.body)[0]

    def when_the_person_follows_its_link_and_sets_a_password(self) -> None:
        self.window: Visitor = self.visit()
        self.window.opens(self.link)
        self.window.writes("New Password", PASSWORD)
        self.window.writes("New Password (again)", PASSWORD)
        self.window.clicks("Change password")

    def then_the_person_can_sign_in_and_see_the_cases_of_the_center(self) -> None:
        self.window.signs_in("rita@example.org", PASSWORD)
        self.window.clicks("Cases")
        self.window.sees(self.world.thigh.public_id)

    def when_she_ends_the_role_of_diego(self) -> None:
        self.window.clicks("End Data manager, Diego Test")
        self.window.writes("Reason", "Moved to another hospital")
        self.window.clicks("End this role")
        self.window.sees("The role of Diego Test has ended.")

    def then_diego_sees_no_case(self) -> None:
        self.given_someone_is_signed_in("diego")
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        assert self.window.status == 404


class TestAccounts(Story):
    """The platform administrator helps with accounts, and sees no patient."""

    def test_a_lost_second_factor_is_reset(self) -> None:
        self.given_ana_lost_her_authenticator_app()
        self.when_the_administrator_resets_it()
        self.then_her_password_is_enough_again()

    def test_the_administrator_sees_no_patient(self) -> None:
        self.given_someone_is_signed_in("olga")
        self.window.opens("/cases/")
        self.window.sees_no(self.world.thigh.public_id)
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        assert self.window.status == 404

    def given_ana_lost_her_authenticator_app(self) -> None:
        TOTP.activate(self.world.ana, generate_totp_secret())
        self.email = self.given_a_password("ana")

    def when_the_administrator_resets_it(self) -> None:
        self.given_someone_is_signed_in("olga")
        self.window.opens("/network/people/")
        self.window.clicks("Reset second factor Ana Test")
        self.window.writes("Reason", "New telephone; called back on the ward's number")
        self.window.clicks("Reset second factor")
        self.window.sees("Done for Ana Test")

    def then_her_password_is_enough_again(self) -> None:
        self.window = self.visit()
        self.window.signs_in(self.email, PASSWORD)
        self.window.sees_heading("My work")
