from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from centers.gate import Open, Page
from centers.permissions import Permission

from .. import queries
from ..files.serving import served
from ..forms.acts import VOID_FILE, ReasonForm
from ..forms.attachments import AttachForm


class Attach(Page):
    """Adding a file to a case (`?entry=surgery:12` proposes the entry it belongs to)."""

    policy = Permission.EDIT_CASE

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = queries.attach_page(self.user, public_id)
        return self._draw(page, AttachForm(page.entries, initial={"entry": request.GET.get("entry", "")}))

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        page = queries.attach_page(self.user, public_id)
        form = AttachForm(page.entries, request.POST, request.FILES)
        if not form.attach(self.user, page.case):
            return self._draw(page, form, status=422)
        messages.success(
            request, _("The file was added. Open it once: what you see there is all that is kept.")
        )
        return redirect(queries.files_url(public_id))

    def _draw(self, page: queries.AttachPage, form: AttachForm, status: int = 200) -> HttpResponse:
        return render(self.request, "registry/attach.html", {"page": page, "form": form}, status=status)


class AttachmentFile(Page):
    """What is in a file."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
        return served(queries.download(self.user, public_id, pk))


class VoidAttachment(Page):
    """Takes a wrong file out, with a reason: it can no longer be opened, and is not deleted."""

    policy = Permission.EDIT_CASE

    def get(self, request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
        page = queries.file_page(self.user, public_id, pk)
        return self._draw(page, ReasonForm(initial={"version": page.file.version}))

    def post(self, request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
        page = queries.file_page(self.user, public_id, pk)
        form = ReasonForm(request.POST)
        if not VOID_FILE.do(self.user, page.file, form):
            return self._draw(page, form, status=422)
        messages.success(request, str(VOID_FILE.done))
        return redirect(queries.files_url(public_id))

    def _draw(self, page: queries.FilePage, form: ReasonForm, status: int = 200) -> HttpResponse:
        shown = {"page": page, "form": form, "deed": VOID_FILE, "what": page.name}
        return render(self.request, "registry/deed.html", shown, status=status)
