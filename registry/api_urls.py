"""The addresses of the registry's API. Each section of a case gets its own, described by its own shapes."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema_view

from centers.endpoint import Endpoint
from centers.openapi import operation

from .api.attachments import Attachment, AttachmentFile, Attachments, VoidAttachment
from .api.cases import (
    CREATED,
    AnotherCase,
    Case,
    Cases,
    Checks,
    CompleteSection,
    Derivations,
    Entries,
    Entry,
    Patient,
    RestoreCase,
    RestoreEntry,
    VoidCase,
    VoidEntry,
)
from .api.reference import Dictionary, Terms
from .sections import CODED, ENTRIES, Section
from .serializers import CASE, ENTRY, Completion, Voiding


def _described(view: type[Endpoint], section: Section, **methods: Any) -> Any:
    """The view of one section, as its class with the operations described."""
    own = {"section": section, "__doc__": view.__doc__, "__module__": __name__}
    made: Any = type(view.__name__, (view,), own)
    return extend_schema_view(**methods)(made).as_view()


def _section_urls(section: Section) -> list[URLPattern]:
    """The addresses of a section; each method is an operation of its own in the description."""
    name = section.slug.replace("-", "_")
    return [
        path(
            f"cases/<str:public_id>/events/{section.slug}/{end}",
            _described(view, section, **methods),
            name=f"{name}_{kind}",
        )
        for end, kind, view, methods in _views(section, name)
    ]


def _views(section: Section, name: str) -> Iterator[tuple[str, str, type[Endpoint], dict[str, Any]]]:
    """The end of each address, its name, its view and the operations by method."""
    shapes, what = ENTRY[section.slug], str(section.model._meta.verbose_name)
    one: dict[str, Any] = {"tag": str(section.title), "missing": True, "answer": shapes.shown}

    def described(act: str, word: str, **more: Any) -> Any:
        return operation(f"{name}_{act}", **{**one, "summary": f"{word}: {what}", **more})

    listing = described("list", "List", answer=shapes.shown(many=True), summary=f"List: {section.title}")
    adding = described("add", "Add", sends=shapes.entered, status=CREATED)
    yield "", "entries", Entries, {"get": listing, "post": adding}
    changing = described("change", "Change", sends=shapes.changed, conflicts=True)
    yield "<int:pk>/", "entry", Entry, {"get": described("read", "Read"), "patch": changing}
    voiding = described("void", "Void", sends=Voiding, conflicts=True)
    yield "<int:pk>/void/", "void", VoidEntry, {"post": voiding}
    restoring = described("restore", "Restore", sends=Voiding, conflicts=True)
    yield "<int:pk>/restore/", "restore", RestoreEntry, {"post": restoring}


def _completion_url(section: Section) -> URLPattern:
    """Where a section is said to be complete."""
    name = section.slug.replace("-", "_")
    completing = operation(
        f"{name}_complete",
        summary=f"Complete: {section.title}",
        tag=str(section.title),
        sends=Completion,
        answer=CASE.shown,
        missing=True,
        conflicts=True,
    )
    address = f"cases/<str:public_id>/events/{section.slug}/complete/"
    view: Callable[..., Any] = _described(CompleteSection, section, post=completing)
    return path(address, view, name=f"{name}_complete")


urlpatterns: list[URLPattern] = [
    path("cases/", Cases.as_view(), name="cases"),
    path("cases/<str:public_id>/", Case.as_view(), name="case"),
    path("cases/<str:public_id>/another/", AnotherCase.as_view(), name="another"),
    path("cases/<str:public_id>/patient/", Patient.as_view(), name="patient"),
    path("cases/<str:public_id>/attachments/", Attachments.as_view(), name="attachments"),
    path("cases/<str:public_id>/attachments/<int:pk>/", Attachment.as_view(), name="attachment"),
    path(
        "cases/<str:public_id>/attachments/<int:pk>/file/", AttachmentFile.as_view(), name="attachment_file"
    ),
    path(
        "cases/<str:public_id>/attachments/<int:pk>/void/", VoidAttachment.as_view(), name="attachment_void"
    ),
    path("cases/<str:public_id>/derivations/", Derivations.as_view(), name="derivations"),
    path("vocabulary/", Terms.as_view(), name="terms"),
    path("dictionary/", Dictionary.as_view(), name="dictionary"),
    path("cases/<str:public_id>/void/", VoidCase.as_view(), name="case_void"),
    path("cases/<str:public_id>/restore/", RestoreCase.as_view(), name="case_restore"),
    path("cases/<str:public_id>/checks/", Checks.as_view(), name="checks"),
    *(pattern for section in ENTRIES for pattern in _section_urls(section)),
    *(_completion_url(section) for section in CODED),
]
