"""The addresses of the registry's API. Each section of a case gets its own, described by its own shapes."""

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema_view

from centers.endpoint import Endpoint
from centers.openapi import operation

from .api import (
    CREATED,
    Case,
    Cases,
    CompleteSection,
    Derivations,
    Entries,
    Entry,
    Patient,
    VoidEntry,
)
from .sections import ENTRIES, Section
from .serializers import CASE, ENTRY, Completion, Voiding


def _described(view: type[Endpoint], section: Section, **methods: Any) -> Any:
    """The view of one section, as its class with the operations described."""
    own = {"section": section, "__doc__": view.__doc__, "__module__": __name__}
    made: Any = type(view.__name__, (view,), own)
    return extend_schema_view(**methods)(made).as_view()


def _section_urls(section: Section) -> list[URLPattern]:
    """The five addresses of a section; each is an operation of its own in the description."""
    slug, shapes, tag = section.slug, ENTRY[section.slug], str(section.title)
    name, what = slug.replace("-", "_"), str(section.model._meta.verbose_name)
    entry: dict[str, Any] = {"tag": tag, "answer": shapes.shown, "missing": True}
    listed = {**entry, "answer": shapes.shown(many=True)}
    changing: dict[str, Any] = {**entry, "conflicts": True}
    complete = {**changing, "answer": CASE.shown, "sends": Completion}
    at = f"cases/<str:public_id>/events/{slug}/"
    views = (
        (
            *("", "entries", Entries),
            {
                "get": operation(f"{name}_list", summary=f"List: {section.title}", **listed),
                "post": operation(
                    f"{name}_add", summary=f"Add: {what}", sends=shapes.entered, status=CREATED, **entry
                ),
            },
        ),
        (
            *("<int:pk>/", "entry", Entry),
            {
                "get": operation(f"{name}_read", summary=f"Read: {what}", **entry),
                "patch": operation(
                    f"{name}_change", summary=f"Change: {what}", sends=shapes.changed, **changing
                ),
            },
        ),
        (
            *("<int:pk>/void/", "void", VoidEntry),
            {"post": operation(f"{name}_void", summary=f"Void: {what}", sends=Voiding, **changing)},
        ),
        (
            *("complete/", "complete", CompleteSection),
            {"post": operation(f"{name}_complete", summary=f"Complete: {section.title}", **complete)},
        ),
    )
    return [
        path(at + end, _described(view, section, **methods), name=f"{name}_{kind}")
        for end, kind, view, methods in views
    ]


urlpatterns: list[URLPattern] = [
    path("cases/", Cases.as_view(), name="cases"),
    path("cases/<str:public_id>/", Case.as_view(), name="case"),
    path("cases/<str:public_id>/patient/", Patient.as_view(), name="patient"),
    path("cases/<str:public_id>/derivations/", Derivations.as_view(), name="derivations"),
    *(pattern for section in ENTRIES for pattern in _section_urls(section)),
]
