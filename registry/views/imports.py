from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centers.gate import Page
from centers.permissions import Permission

from ..forms.imports import ImportForm, forget, keep, kept, run
from ..imports.report import Report

SHOWN = 200  # remarks that one page lists, and disagreements of one field


class Import(Page):
    """Choosing a file and seeing what it would do: the dry run. Nothing is written here."""

    policy = Permission.IMPORT_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._draw(ImportForm(self.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(self.user, request.POST, request.FILES)
        report = form.check()
        if report is None:
            return self._draw(form, status=422)
        forget(request.session)
        if not report.refused:
            keep(form.upload(), request.session)
        return _show(request, report)

    def _draw(self, form: ImportForm, status: int = 200) -> HttpResponse:
        return render(self.request, "registry/import.html", {"form": form}, status=status)


class ImportCommit(Page):
    """Importing the file whose dry run this person has just seen."""

    policy = Permission.IMPORT_CASES

    def post(self, request: HttpRequest) -> HttpResponse:
        upload = kept(request.session)
        if upload is None or upload.sha256 != request.POST.get("sha256"):
            messages.warning(request, _("The file is no longer kept here. Choose it again."))
            return redirect("registry:import")
        report = run(self.user, upload, dry_run=False)
        forget(request.session)
        if report.refused:
            return _show(request, report)
        messages.success(request, _said(report))
        return redirect("registry:import")


def _show(request: HttpRequest, report: Report) -> HttpResponse:
    context = {
        "report": report,
        "remarks": report.remarks[:SHOWN],
        "differences": [(label, found[:SHOWN], len(found)) for label, found in report.differences],
    }
    return render(request, "registry/import_report.html", context)


def _said(report: Report) -> str:
    """`190 cases created, 0 changed, 0 unchanged. 7 values differ: ...`"""
    created = report.summary["created"]
    text = ngettext(
        "%(created)s case created, %(changed)s changed, %(unchanged)s unchanged.",
        "%(created)s cases created, %(changed)s changed, %(unchanged)s unchanged.",
        created,
    )
    differing = ngettext(
        "%s value differs and the record keeps its own: try the file again to see it.",
        "%s values differ and the record keeps its own: try the file again to see them.",
        report.differing,
    )
    return " ".join([text % report.summary, *([differing % report.differing] if report.differing else [])])
