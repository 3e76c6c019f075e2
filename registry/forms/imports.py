"""The import page's forms: choosing a file, and saying yes to what its dry run has shown."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from centers.models import Center, User

from ..imports.holding import Held, discard, hold, open_held
from ..imports.limits import BYTES
from ..imports.mapping import Mapping
from ..imports.parsing import parse_mapping, shipped
from ..imports.problems import Unusable
from ..imports.report import Report
from ..queries.imports import find_importing_center, importing_centers
from ..services.imports import import_cases

MAX_MAPPING_BYTES = 1024 * 1024


class ImportForm(forms.Form):
    """A file, what its columns mean and whose record it goes into."""

    center = forms.ModelChoiceField(Center.objects.none(), label=_("Center"), empty_label=None)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, TSV, XLSX or JSON, up to 20 MB."),
        error_messages={"required": _("Choose the file to import."), "empty": _("The file is empty.")},
    )
    mapping = forms.ChoiceField(label=_("Mapping"), help_text=_("What the columns mean."), required=False)
    own_mapping = forms.FileField(
        label=_("Or a mapping of your own"),
        help_text=_("A TOML file; the mapping guide says how to write one."),
        required=False,
    )
    prefer_file = forms.BooleanField(
        label=_("Where record and file differ, take the file's value"),
        help_text=_("Otherwise the record keeps its own and the difference is listed."),
        required=False,
    )

    def __init__(self, user: User, *args: Any) -> None:
        super().__init__(*args)
        self.user = user
        cast("forms.ModelChoiceField[Center]", self.fields["center"]).queryset = importing_centers(user)
        titles = [(name, parse_mapping(path.read_bytes()).title or name) for name, path in shipped().items()]
        cast("forms.ChoiceField", self.fields["mapping"]).choices = [("", gettext("My own, below")), *titles]

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuses what is too large before it is read."""
        return _limited(self.cleaned_data["file"], BYTES)

    def clean_own_mapping(self) -> "UploadedFile[Any] | None":
        """As `clean_file`."""
        file = self.cleaned_data["own_mapping"]
        return _limited(file, MAX_MAPPING_BYTES) if file else None

    def clean(self) -> None:
        """Reads the mapping: the person's own, when there is one."""
        own, name = self.cleaned_data.get("own_mapping"), self.cleaned_data.get("mapping")
        if own is None and not name:
            self.add_error("mapping", gettext("Choose a mapping, or give one of your own."))
            return
        content = own.read() if own is not None else shipped()[str(name)].read_bytes()
        try:
            parse_mapping(content)
        except Unusable as error:
            self.add_error("own_mapping", str(error))
        self.cleaned_data["toml"] = content.decode(errors="replace")

    def check(self) -> Report | None:
        """The dry run's report, or None when something is wrong: the form then says what."""
        if not self.is_valid():
            return None
        try:
            return run(self.user, self.upload(), dry_run=True)
        except Unusable as error:
            self.add_error("file", str(error))
            return None

    def upload(self) -> Held:
        """What was sent, to be kept until the person says yes."""
        chosen = self.cleaned_data
        chosen["file"].seek(0)
        return Held(
            name=chosen["file"].name,
            center=chosen["center"].code,
            mapping=chosen["toml"],
            prefer_file=chosen["prefer_file"],
            content=chosen["file"].read(),
        )


def keep(upload: Held, session: Any) -> None:
    """Keeps an upload for this session."""
    session["import"] = hold(upload)


def kept(session: Any) -> Held | None:
    """The upload that this session's last dry run was about."""
    return open_held(session.get("import", ""))


def forget(session: Any) -> None:
    """Deletes the upload of this session."""
    discard(session.pop("import", ""))


def run(user: User, upload: Held, *, dry_run: bool) -> Report:
    """Imports an upload, or says what would happen. Raises Unusable, Http404, PermissionDenied, Conflict."""
    mapping: Mapping = parse_mapping(upload.mapping.encode())
    return import_cases(
        actor=user,
        center=find_importing_center(user, upload.center),
        mapping=mapping,
        name=upload.name,
        content=upload.content,
        dry_run=dry_run,
        prefer_file=upload.prefer_file,
    )


def _limited(file: "UploadedFile[Any]", limit: int) -> "UploadedFile[Any]":
    if (file.size or 0) > limit:
        raise forms.ValidationError(gettext("The file is larger than %s MB.") % (limit // 1024 // 1024))
    return file
