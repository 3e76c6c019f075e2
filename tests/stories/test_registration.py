"""A case comes into the record, and the record answers back."""

from playwright.sync_api import expect

from registry.pseudonym import normalize
from tests.browser import PHONE

from .story import Story

TABS = 60  # the most a registration may need
THIGH = {
    "Local record number": "4471902",
    "Date of birth": "1961",
    "Histology": "Dedifferentiated liposarcoma",
    "Site": "C49.2",
    "Largest diameter": "8,2 cm",
    "Date of diagnosis": "3/2024",
}
THIGH_CODES = {
    "Sex": "Female",
    "Consent: registry": "Given",
    "Depth": "Deep to the fascia, or invading it",
    "Extent at diagnosis": "Localized",
}
BIOPSY = {
    "Date of the report": "18/3/2024",
    "Histology": "Dedifferentiated liposarcoma",
    "Mitoses counted": "11",
    "Area counted": "1,74",
}


class TestRegistering(Story):
    """Quick register and the first report."""

    def test_a_soft_tissue_case_is_registered_and_graded(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.when_she_registers_a_thigh()
        self.then_the_case_page_says_what_was_understood()
        self.when_she_enters_the_biopsy()
        self.then_grade_and_stage_are_derived_with_their_reasons()
        self.then_the_timeline_shows_the_report()

    def test_the_same_without_javascript(self) -> None:
        self.given_someone_is_signed_in("ana", scripts=False)
        self.when_she_registers_a_thigh()
        self.then_the_case_page_says_what_was_understood()
        self.when_she_enters_the_biopsy()
        self.then_grade_and_stage_are_derived_with_their_reasons()
        self.then_the_timeline_shows_the_report()

    def test_bone_and_gist_are_registered_on_a_phone(self) -> None:
        self.given_someone_is_signed_in("ana", size=PHONE)
        for group, histology, site in (("Bone", "OS_CONV", "C40.2"), ("GIST", "GIST", "C16.9")):
            self.window.opens("/cases/new/")
            self.window.clicks(group)
            self.window.writes("Histology", "Osteosarcoma, NOS" if group == "Bone" else histology)
            self.window.writes("Site", site)
            self.window.clicks("Save and continue")
            self.then_a_case_page_of_its_own_is_open()
            self.window.sees(group)

    def test_a_draft_saves_with_nothing_but_a_group(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens("/cases/new/")
        self.window.clicks("Save draft and close")
        self.window.sees_heading("Cases")
        self.window.sees("Case", "was registered")

    def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens("/cases/new/")
        self.window.writes("Date of diagnosis", "31/2/2024")
        self.window.writes("Site", "nowhere at all")
        self.window.writes("Largest diameter", "82")
        self.window.clicks("Save and continue")
        self.then_the_summary_has_the_focus_and_leads_to_each_field()
        expect(self.window.field("Largest diameter")).to_have_value("82")

    def when_she_registers_a_thigh(self) -> None:
        self.window.opens("/today/")
        self.window.clicks("Register a case")
        for label, text in THIGH.items():
            self.window.writes(label, text)
        for label, option in THIGH_CODES.items():
            self.window.chooses(label, option)
        self.window.clicks("Save and continue")

    def then_a_case_page_of_its_own_is_open(self) -> None:
        self.case = self.window.page.locator("h1 .id").inner_text()
        assert normalize(self.case) == self.case
        assert self.window.address == f"/cases/{self.case}/"

    def then_the_case_page_says_what_was_understood(self) -> None:
        self.then_a_case_page_of_its_own_is_open()
        self.window.sees("Dedifferentiated liposarcoma", "82 mm, deep")
        self.window.sees_no("4471902")

    def when_she_enters_the_biopsy(self) -> None:
        self.window.clicks("pathology report")
        for label, text in BIOPSY.items():
            self.window.writes(label, text)
        self.window.chooses("Role of the report", "First report")
        self.window.chooses("Specimen", "Biopsy")
        self.window.marks("After neoadjuvant therapy", "No")
        self.window.marks("Differentiation score", "3")
        self.window.marks("Necrosis (FNCLCC)", "None")
        self.window.clicks("Save and back to the case")

    def then_grade_and_stage_are_derived_with_their_reasons(self) -> None:
        derived = self.window.page.get_by_role("region", name="Derived")
        grade = derived.locator(".derived", has_text="FNCLCC grade").first
        expect(grade).to_contain_text("G2")
        grade.get_by_text("Why?").click()
        for fact in ("Differentiation", "Mitoses", "necrosis", "Rule version"):
            expect(grade.locator(".why-body")).to_contain_text(fact)
        expect(derived.locator(".derived", has_text="AJCC 8 stage").first).to_contain_text("IIIA")

    def then_the_timeline_shows_the_report(self) -> None:
        timeline = self.window.page.get_by_role("region", name="Timeline", exact=True)
        timeline.get_by_text("The same as a list").click()
        for text in ("March 2024", "18 Mar 2024", "Biopsy"):
            expect(timeline.locator(".events")).to_contain_text(text)

    def then_the_summary_has_the_focus_and_leads_to_each_field(self) -> None:
        window, summary = self.window, self.window.page.locator(".errors")
        assert window.status == 422
        assert window.page.title().startswith("Problem:")
        expect(summary).to_be_focused()
        expect(summary).to_contain_text("There are 2 problems")
        summary.get_by_role("link").first.click()
        assert window.page.evaluate("document.activeElement.name") in {"diagnosis_date", "topography_icdo"}


class TestKeyboard(Story):
    """Everything without a mouse."""

    def test_a_case_is_registered_with_the_keyboard_alone(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens("/today/")
        self.when_she_presses_n_and_types_her_way_through_the_form()
        self.then_the_case_is_registered_with_few_tabs()

    def test_keys_find_a_case_and_lead_home(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens("/cases/")
        self.window.presses("/")
        self.window.page.keyboard.type(self.world.thigh.public_id)
        self.window.presses("Enter")
        self.window.page.wait_for_url(f"**/cases/{self.world.thigh.public_id}/")
        self.window.presses("g", "t")
        self.window.page.wait_for_url("**/today/")

    def when_she_presses_n_and_types_her_way_through_the_form(self) -> None:
        self.window.presses("n")
        self.window.page.wait_for_url("**/cases/new/**")
        self.tabs = 0
        for label in self.in_order():
            self.tabs += self.window.tabs_to(self.window.field(label))
            self.window.page.keyboard.type(THIGH.get(label) or THIGH_CODES[label])
        self.tabs += self.window.tabs_to(self.window.target("Save and continue"))
        self.window.presses("Enter")
        self.window.page.wait_for_url(lambda address: "/new/" not in address)
        self.window.arrives()

    def in_order(self) -> list[str]:
        """The labels to fill in, as the form has them."""
        wanted = [*THIGH, *THIGH_CODES]
        shown = self.window.page.locator("main form label, main form legend").all_inner_texts()
        return [label for text in shown for label in wanted if text.strip() == label]

    def then_the_case_is_registered_with_few_tabs(self) -> None:
        self.window.sees("Dedifferentiated liposarcoma", "82 mm, deep")
        assert self.tabs <= TABS
