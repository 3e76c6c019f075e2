"""Files of a case."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from centers.endpoint import Endpoint
from centers.gate import Open
from centers.openapi import operation

from .. import queries
from ..files.serving import served
from ..serializers import AttachmentSent, AttachmentShown, Voiding, about_of
from ..services.attachments import add_attachment
from ..services.entries import void_entry
from .cases import CREATED, EDIT


class Attachments(Endpoint):
    """The files of a case that stand; adding one."""

    policy = Open.SIGNED_IN
    parser_classes = (MultiPartParser,)

    @operation(
        "attachments_list",
        summary="List the files of a case",
        tag="Files",
        answer=AttachmentShown(many=True),
        missing=True,
    )
    def get(self, request: Request, public_id: str) -> Response:
        return Response(AttachmentShown(queries.attachments_of(self.user, public_id), many=True).data)

    @operation(
        "attachments_add",
        summary="Add a file to a case",
        tag="Files",
        sends=AttachmentSent,
        answer=AttachmentShown,
        status=CREATED,
        missing=True,
    )
    def post(self, request: Request, public_id: str) -> Response:
        case, body = queries.find_case(self.user, public_id, EDIT), self.body(AttachmentSent)
        added = add_attachment(
            actor=self.user,
            case=case,
            content=body["file"].read(),
            names_patient=body["names_patient"],
            about=about_of(body),
            entry=body.get("entry", ""),
        )
        return Response(AttachmentShown(added).data, CREATED)


class Attachment(Endpoint):
    """What is known of one file, taken out or not."""

    policy = Open.SIGNED_IN

    @operation(
        "attachments_read",
        summary="Read what is known of a file",
        tag="Files",
        answer=AttachmentShown,
        missing=True,
    )
    def get(self, request: Request, public_id: str, pk: int) -> Response:
        return Response(AttachmentShown(queries.attachment(self.user, public_id, pk)).data)


class AttachmentFile(Endpoint):
    """What is in one file."""

    policy = Open.SIGNED_IN

    @operation(
        "attachments_download",
        summary="Download a file",
        tag="Files",
        answer=OpenApiTypes.BINARY,
        media=queries.CONTENT_TYPES,
        missing=True,
        conflicts=True,
    )
    def get(self, request: Request, public_id: str, pk: int) -> HttpResponse:
        return served(queries.download(self.user, public_id, pk))


class VoidAttachment(Endpoint):
    """Takes a wrong file out of the case, with a reason."""

    policy = EDIT

    @operation(
        "attachments_void",
        summary="Take a wrong file out",
        tag="Files",
        sends=Voiding,
        answer=AttachmentShown,
        missing=True,
        conflicts=True,
    )
    def post(self, request: Request, public_id: str, pk: int) -> Response:
        found = queries.attachment(self.user, public_id, pk, EDIT)
        void_entry(actor=self.user, entry=found, **self.body(Voiding))
        return Response(AttachmentShown(found).data)
