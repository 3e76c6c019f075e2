"""API shapes of the files of a case."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from centers.serializers import Code, Text, shape

from ..event_codes import ATTACHMENT_KIND
from ..models import Attachment
from ..records import Values
from .fields import PartialDateText, field

ABOUT = ("kind", "title", "date", "note")
ENTRY = "The entry it belongs to, by section and id: surgery:12."
NAMES = (
    "Whether one can read in it who the patient is: then only people of the center who may know it see it."
)

AttachmentShown = shape(
    "Attachment",
    "A file of a case: pictures of its pages and nothing else.",
    {
        "id": serializers.IntegerField(),
        "version": serializers.IntegerField(),
        **{name: field(Attachment, name, required=True) for name in ABOUT},
        "names_patient": serializers.BooleanField(help_text=NAMES),
        "entry": serializers.CharField(allow_null=True, help_text=ENTRY),
        "content_type": serializers.ChoiceField(choices=["image/jpeg", "image/png", "application/pdf"]),
        "size": serializers.IntegerField(help_text="In bytes."),
        "sha256": serializers.CharField(help_text="Of the stored file, in hexadecimal."),
        "pages": serializers.IntegerField(),
        "width": serializers.IntegerField(help_text="In pixels, of the widest page."),
        "height": serializers.IntegerField(help_text="In pixels, of the highest page."),
        "created_at": serializers.DateTimeField(),
        "voided_at": serializers.DateTimeField(allow_null=True, help_text="When it was taken out as wrong."),
        "void_reason": serializers.CharField(help_text="Why; empty while it stands."),
    },
)
AttachmentSent = shape(
    "AttachmentSent",
    "A file to be added, as multipart/form-data. It is rebuilt from its pixels; what is sent is not kept.",
    {
        "file": serializers.FileField(
            help_text="JPEG, PNG or PDF, up to 15 MB, 50 megapixels and 50 pages.", allow_empty_file=True
        ),
        "names_patient": serializers.BooleanField(help_text=NAMES),
        "kind": Code(choices=ATTACHMENT_KIND, required=False),
        "title": Text(max_length=100, required=False, help_text="Never the patient's name."),
        "date": PartialDateText(required=False, help_text="Date of the document."),
        "note": Text(max_length=500, required=False),
        "entry": Text(max_length=40, required=False, help_text=ENTRY),
    },
)


def about_of(body: Mapping[str, Any]) -> Values:
    """What a checked body says about the file it brings."""
    return Values({name: body[name] for name in ABOUT if name in body})
