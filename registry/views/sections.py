"""Sections and their entries: one view per act, for every kind of section."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from centers.gate import Open, Page
from centers.permissions import Permission

from .. import queries
from ..forms.acts import RESTORE_ENTRY, VOID_ENTRY, CompleteForm, Deed, ReasonForm
from ..forms.clinical import ClinicalForm
from ..sections import Section

EDIT = Permission.EDIT_CASE


class RecordView(Page):
    """A page around one record: its form for those who may edit, its values for those who only read."""

    def show(self, page: queries.RecordPage) -> HttpResponse:
        """The page as it stands."""
        form = ClinicalForm(page) if page.may_edit else None
        return render(self.request, "registry/record.html", {"page": page, "form": form})

    def save(self, page: queries.RecordPage) -> HttpResponse:
        """Onward, or the same form with what is wrong and everything that was typed."""
        form = ClinicalForm(page, self.request.POST)
        status = form.submit(self.user)
        if status is not HTTPStatus.OK:
            return render(self.request, "registry/record.html", {"page": page, "form": form}, status=status)
        messages.success(self.request, _("Saved."))
        if "close" in self.request.POST:
            return redirect("registry:case", page.heading.public_id)
        return redirect("registry:section", page.heading.public_id, page.section.slug)


class SectionPage(RecordView):
    """A section: its form, its values for those who only read, or its entries."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        if section.repeats:
            listed = queries.entries_page(self.user, public_id, section)
            return render(request, "registry/entries.html", {"page": listed})
        return self.show(queries.record_page(self.user, public_id, section))

    def post(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        if section.repeats:
            return HttpResponseNotAllowed(["GET"])
        return self.save(queries.record_page(self.user, public_id, section, EDIT))


class NewEntry(RecordView):
    """A new entry of a section."""

    policy = EDIT

    def get(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        return self.show(queries.entry_page(self.user, public_id, section, None, EDIT))

    def post(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        return self.save(queries.entry_page(self.user, public_id, section, None, EDIT))


class EntryPage(RecordView):
    """One entry: its form, or its values for those who only read and for voided ones."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, public_id: str, section: Section, pk: int) -> HttpResponse:
        return self.show(queries.entry_page(self.user, public_id, section, pk))

    def post(self, request: HttpRequest, public_id: str, section: Section, pk: int) -> HttpResponse:
        return self.save(queries.entry_page(self.user, public_id, section, pk, EDIT))


class EntryDeed(Page):
    """Takes an entry out, or puts it back, with a reason."""

    policy = EDIT
    deed: Deed

    def get(self, request: HttpRequest, public_id: str, section: Section, pk: int) -> HttpResponse:
        page = queries.entry_page(self.user, public_id, section, pk, EDIT)
        return self._draw(page, ReasonForm(initial={"version": page.record.version}))

    def post(self, request: HttpRequest, public_id: str, section: Section, pk: int) -> HttpResponse:
        page = queries.entry_page(self.user, public_id, section, pk, EDIT)
        form = ReasonForm(request.POST)
        if not self.deed.do(self.user, page.record, form):
            return self._draw(page, form, status=422)
        messages.success(request, str(self.deed.done))
        return redirect("registry:section", public_id, section.slug)

    def _draw(self, page: queries.RecordPage, form: ReasonForm, status: int = 200) -> HttpResponse:
        shown = {"page": page, "form": form, "deed": self.deed, "what": f"{page.section.title}: {page.name}"}
        return render(self.request, "registry/deed.html", shown, status=status)


class VoidEntry(EntryDeed):
    """Takes a wrong entry out."""

    deed = VOID_ENTRY


class RestoreEntry(EntryDeed):
    """Puts a voided entry back."""

    deed = RESTORE_ENTRY


class CompleteSection(Page):
    """Says that everything of a section is entered, or takes it back."""

    policy = EDIT

    def post(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        case = queries.find_case(self.user, public_id, EDIT)
        if not CompleteForm(request.POST).mark(self.user, case, section):
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)
        return redirect("registry:section", public_id, section.slug)
