"""The API, version 1: the addresses of every app, its description, and nothing else."""

from django.urls import URLPattern, path, re_path

import analytics.api_urls
import centers.api_urls
import registry.api_urls

from .api import Nowhere
from .api_docs import Documentation, Schema

app_name = "api"
urlpatterns: list[URLPattern] = [
    *centers.api_urls.urlpatterns,
    *registry.api_urls.urlpatterns,
    *analytics.api_urls.urlpatterns,
    path("docs/", Documentation.as_view(), name="docs"),
    path("schema/", Schema.as_view(), name="schema"),
    re_path(r"[\s\S]+", Nowhere.as_view(), name="nowhere"),  # a line break too is a path
]
