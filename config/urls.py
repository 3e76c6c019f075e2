"""All routes. Apps compose here and in the browser, by name."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("centers.urls")),
    path("", include("registry.urls")),
    path("", include("analytics.urls")),
    path("account/", include("allauth.urls")),
]
