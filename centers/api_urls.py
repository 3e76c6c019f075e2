from django.urls import URLPattern, path

from .api import Centers, Myself

urlpatterns: list[URLPattern] = [
    path("me/", Myself.as_view(), name="me"),
    path("centers/", Centers.as_view(), name="centers"),
]
