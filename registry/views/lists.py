from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from centers.files import csv_file
from centers.gate import Open, Page
from centers.permissions import Permission

from .. import queries
from ..forms.lists import FilterForm, ViewForm
from ..services.views import delete_view, rename_view, save_view


class CaseList(Page):
    """The cases a person sees; an id or own record number typed as text leads straight to its case.

    A POST keeps the list as it is filtered under a name of the person's own.
    """

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._draw(ViewForm(prefix="view"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form, query = ViewForm(request.POST, prefix="view"), self._asked().query()
        if form.is_valid():
            try:
                save_view(actor=self.user, user=self.user, name=form.cleaned_data["name"], query=query)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect(f"{request.path}?{query}")
        return self._draw(form, status=422)

    def _asked(self) -> FilterForm:
        return FilterForm(self.request.GET, queries.readable_centers(self.user))

    def _draw(self, view_form: ViewForm, status: int = 200) -> HttpResponse:
        asked = self._asked()
        found = queries.case_list(self.user, asked.filters(), self.request.GET.get("page", 1))
        if found.exact:
            return redirect("registry:case", found.exact)
        context = {
            "asked": asked,
            "filter_form": asked.shown(found.columns),
            "found": found,
            "views": queries.saved_views(self.user),
            "view_form": view_form,
        }
        return render(self.request, "registry/case_list.html", context, status=status)


class CaseFile(Page):
    """All pages of the list as a file, with the columns seen; an address that is not understood has none."""

    policy = Permission.EXPORT_CASES

    def get(self, request: HttpRequest) -> HttpResponseBase:
        asked = FilterForm(request.GET, queries.readable_centers(self.user))
        if asked.ignored():
            raise Http404
        table = queries.case_table(self.user, asked.filters())
        head = [str(column.label) for column in table.columns]
        return csv_file(_("Cases"), asked.words(), timezone.localdate(), head, table.rows)


class SavedView(Page):
    """Renames a view of one's own, or leads to its end."""

    policy = Open.SIGNED_IN

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = queries.saved_view(self.user, pk)
        return self._draw(pk, ViewForm(initial={"name": view.name}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, view = ViewForm(request.POST), queries.saved_view(self.user, pk)
        if form.is_valid():
            try:
                rename_view(actor=self.user, user=self.user, view=view, name=form.cleaned_data["name"])
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect(f"{reverse('registry:case_list')}?{view.query}")
        return self._draw(pk, form, status=422)

    def _draw(self, pk: int, form: ViewForm, status: int = 200) -> HttpResponse:
        context = {"view": queries.saved_view(self.user, pk), "form": form}
        return render(self.request, "registry/saved_view.html", context, status=status)


class DeleteView(Page):
    """Throws a view of one's own away."""

    policy = Open.SIGNED_IN

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = queries.saved_view(self.user, pk)
        delete_view(actor=self.user, user=self.user, view=view)
        messages.success(
            request, _("The view %(name)s is gone; its cases are where they were.") % {"name": view}
        )
        return redirect("registry:case_list")
