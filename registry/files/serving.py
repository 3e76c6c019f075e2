"""Sending an attached file, so that no browser finds anything to run in it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from ..queries.attachments import Download

HEADERS = {
    "Cache-Control": "no-store",
    # Browsers center a picture with a style of their own; nothing else may be loaded, and nothing run.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def served(file: Download) -> HttpResponse:
    """A picture opens in the window; anything else is only saved."""
    is_saved = not file.content_type.startswith("image/")
    disposition = content_disposition_header(is_saved, file.name)
    headers = {**HEADERS, "Content-Disposition": str(disposition)}
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)
