from django.urls import URLPattern, path, re_path

from . import views

app_name = "centers"
urlpatterns: list[URLPattern] = [
    path("", views.Home.as_view(), name="home"),
    path("today/", views.Today.as_view(), name="today"),
    path("me/", views.Me.as_view(), name="me"),
    path("network/people/", views.People.as_view(), name="people"),
    path("network/people/roles/<int:pk>/end/", views.EndMembership.as_view(), name="end_membership"),
    re_path(
        r"^network/people/(?P<pk>\d+)/(?P<act>disable|enable|reset-factor)/$",
        views.ChangeAccount.as_view(),
        name="change_account",
    ),
]
