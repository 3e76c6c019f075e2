"""All routes. Apps compose here and in the browser, by name."""

from django.urls import URLPattern, URLResolver, include, path

from config.styleguide.views import Styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("centers.urls")),
    path("", include("registry.urls")),
    path("", include("analytics.urls")),
    path("api/v1/", include("config.api_urls")),
    path("styleguide/", Styleguide.as_view(), name="styleguide"),
    path("account/", include("allauth.urls")),
]
