from django.urls import URLPattern, path  # noqa: F401

app_name = "registry"
urlpatterns: list[URLPattern] = []
