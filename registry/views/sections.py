"""Sections and their entries: one view per act, for every kind of section."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from centers.gate import Open, Page
from centers.models import User
from centers.permissions import Permission

from .. import queries
from ..forms.acts import CompleteForm, VoidForm
from ..forms.clinical import ClinicalForm
from ..sections import Section

EDIT = Permission.EDIT_CASE


class SectionPage(Page):
    """A section: its form, its values for those who only read, or its entries."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        if section.repeats:
            listed = queries.entries_page(self.user, public_id, section)
            return render(request, "registry/entries.html", {"page": listed})
        page = queries.record_page(self.user, public_id, section)
        return render(request, "registry/record.html", {"page": page, "form": _form(page)})

    def post(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        if section.repeats:
            return HttpResponseNotAllowed(["GET"])
        page = queries.record_page(self.user, public_id, section, EDIT)
        return answer(request, page, ClinicalForm(page, request.POST))


class NewEntry(Page):
    """A new entry of a section."""

    policy = EDIT

    def get(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        page = queries.entry_page(self.user, public_id, section, None, EDIT)
        return render(request, "registry/record.html", {"page": page, "form": _form(page)})

    def post(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        page = queries.entry_page(self.user, public_id, section, None, EDIT)
        return answer(request, page, ClinicalForm(page, request.POST))


class EntryPage(Page):
    """One entry: its form, or its values for those who only read and for voided ones."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, public_id: str, section: Section, pk: int) -> HttpResponse:
        page = queries.entry_page(self.user, public_id, section, pk)
        return render(request, "registry/record.html", {"page": page, "form": _form(page)})

    def post(self, request: HttpRequest, public_id: str, section: Section, pk: int) -> HttpResponse:
        page = queries.entry_page(self.user, public_id, section, pk, EDIT)
        return answer(request, page, ClinicalForm(page, request.POST))


class VoidEntry(Page):
    """Takes a wrong entry out, with a reason."""

    policy = EDIT

    def get(self, request: HttpRequest, public_id: str, section: Section, pk: int) -> HttpResponse:
        page = queries.entry_page(self.user, public_id, section, pk, EDIT)
        form = VoidForm(initial={"version": page.record.version})
        return render(request, "registry/void.html", {"page": page, "form": form})

    def post(self, request: HttpRequest, public_id: str, section: Section, pk: int) -> HttpResponse:
        page = queries.entry_page(self.user, public_id, section, pk, EDIT)
        form = VoidForm(request.POST)
        if not form.void(self.user, page.record):
            return render(request, "registry/void.html", {"page": page, "form": form}, status=422)
        messages.success(request, _("The entry was taken out. Its reason stays on record."))
        return redirect("registry:section", public_id, section.slug)


class CompleteSection(Page):
    """Says that all entries of a section are there, or takes it back."""

    policy = EDIT

    def post(self, request: HttpRequest, public_id: str, section: Section) -> HttpResponse:
        page = queries.entries_page(self.user, public_id, section, EDIT)
        if not CompleteForm(request.POST).mark(self.user, page.case, section):
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)
        return redirect("registry:section", public_id, section.slug)


def _form(page: queries.RecordPage) -> ClinicalForm | None:
    return ClinicalForm(page) if page.may_edit else None


def answer(request: HttpRequest, page: queries.RecordPage, form: ClinicalForm) -> HttpResponse:
    """Saves: onward, or the same form with what is wrong and everything that was typed."""
    status = form.submit(cast("User", request.user))
    if status is not HTTPStatus.OK:
        return render(request, "registry/record.html", {"page": page, "form": form}, status=status)
    messages.success(request, _("Saved."))
    public_id, slug = page.heading.public_id, page.section.slug
    if "close" in request.POST:
        return redirect("registry:case", public_id)
    return redirect("registry:section", public_id, slug)
