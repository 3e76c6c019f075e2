"""Every page there is: accessible in both themes, on a desk and on a telephone, and on paper."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver, reverse
from playwright.sync_api import expect

from centers.models import Membership
from registry.models import Surgery
from registry.services.attachments import add_attachment
from registry.services.views import save_view
from tests.registry.files import jpeg
from tests.world import acting

from .story import Story

APPS = ("centers", "registry", "analytics")
# Routes that are no page: they only take a form, lead on, or answer with a file.
NO_PAGE = {
    "centers:home",
    "registry:complete",
    "registry:import_commit",
    "registry:case_file",
    "registry:delete_view",
    "registry:dictionary_file",
    "registry:attachment",
    "analytics:indicators_file",
    "analytics:worklist_file",
    "analytics:survival_table",
    "analytics:survival_drawing",
}


class TestEveryPage(Story):
    """Each person walks through all that their role opens."""

    def test_every_page_is_accessible_and_fits_every_window(self) -> None:
        seen = {
            name for walk in (self.clinician, self.manager, self.lead, self.administrator) for name in walk()
        }
        assert set(_routes()) - seen == NO_PAGE

    def test_pages_before_signing_in(self) -> None:
        self.window = self.visit()
        for address in ("/account/login/", "/account/password/reset/", "/styleguide/"):
            self.looks_at(address)

    def test_pages_that_say_no(self) -> None:
        self.given_someone_is_signed_in("ana")
        for address, status in (("/no/such/page/", 404), ("/network/people/", 403)):
            self.looks_at(address)
            assert self.window.status == status

    def test_the_case_page_on_paper(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        self.window.page.emulate_media(media="print")
        expect(self.window.page.locator("header.site")).to_be_hidden()
        expect(self.window.page.get_by_text("ana@example.org").or_(self.footer())).to_be_visible()
        expect(self.window.page.locator("h1")).to_contain_text(self.world.thigh.public_id)

    def footer(self):  # type: ignore[no-untyped-def]
        return self.window.page.locator(".print-only")

    def clinician(self) -> Iterator[str]:
        thigh, ana = self.world.thigh.public_id, self.world.ana
        with acting(ana.email):
            file = add_attachment(actor=ana, case=self.world.thigh, content=jpeg(), names_patient=True)
        with acting(None):
            operation = Surgery.objects.get(case=self.world.thigh).pk
        with acting(self.world.ana.email):
            view = save_view(actor=self.world.ana, user=self.world.ana, name="Mine", query="group=STS")
        yield from self.walk(
            "ana",
            ("centers:today", ()),
            ("centers:me", ()),
            ("registry:case_list", ()),
            ("registry:saved_view", (view.pk,)),
            ("registry:vocabulary", ()),
            ("registry:term", ("histology", "DDLPS")),
            ("registry:dictionary", ()),
            ("registry:case_new", ()),
            ("registry:rules", ()),
            ("registry:rule", ("AJCC8_BONE_T_PELVIS",)),
            ("registry:case", (thigh,)),
            ("registry:case_another", (thigh,)),
            ("registry:section", (thigh, "stage")),
            ("registry:section", (thigh, "support")),
            ("registry:section", (thigh, "patient")),
            ("registry:section", (thigh, "surgery")),
            ("registry:section", (thigh, "systemic")),
            ("registry:entry", (thigh, "surgery", operation)),
            ("registry:entry_new", (thigh, "pathology")),
            ("registry:entry_new", (thigh, "response")),
            ("registry:entry_void", (thigh, "surgery", operation)),
            ("registry:entry_restore", (thigh, "surgery", operation)),
            ("registry:case_history", (thigh,)),
            ("registry:section_history", (thigh, "stage")),
            ("registry:entry_history", (thigh, "surgery", operation)),
            ("registry:identity", (thigh,)),
            ("registry:attach", (thigh,)),
            ("registry:attachment_void", (thigh, file.pk)),
            ("analytics:indicators", ()),
            ("analytics:worklist", ("QI-SURG-04",)),
            ("analytics:explain", (thigh,)),
            ("analytics:survival", ()),
        )

    def manager(self) -> Iterator[str]:
        yield from self.walk("diego", ("registry:import", ()))

    def lead(self) -> Iterator[str]:
        with acting(None):
            role = Membership.objects.get(user=self.world.diego).pk
        thigh = self.world.thigh.public_id
        yield from self.walk(
            "lucia",
            ("centers:people", ()),
            ("centers:end_membership", (role,)),
            ("registry:case_void", (thigh,)),
            ("registry:case_restore", (thigh,)),
            ("registry:case_merge", (thigh,)),
            ("registry:patient_merge", (thigh,)),
        )

    def administrator(self) -> Iterator[str]:
        ana = self.world.ana.pk
        yield from self.walk("olga", ("centers:people", ()), ("centers:change_account", (ana, "disable")))

    def walk(self, who: str, *pages: tuple[str, tuple[object, ...]]) -> Iterator[str]:
        self.given_someone_is_signed_in(who)
        for name, arguments in pages:
            self.looks_at(reverse(name, args=arguments))
            assert self.window.status == 200, name
            yield name

    def looks_at(self, address: str) -> None:
        self.window.opens(address)
        self.window.looks_everywhere()


def _routes() -> Iterator[str]:
    """The named routes of our apps."""
    for part in get_resolver().url_patterns:
        app = getattr(part, "app_name", None)
        if app in APPS:
            yield from (f"{app}:{route.name}" for route in part.url_patterns if isinstance(route, URLPattern))
