from django.urls import URLPattern, path

from . import views

app_name = "analytics"
urlpatterns: list[URLPattern] = [
    path("quality/", views.Indicators.as_view(), name="indicators"),
    path("quality/indicators.csv", views.IndicatorsFile.as_view(), name="indicators_file"),
    path("quality/indicators/<slug:code>/cases/", views.Worklist.as_view(), name="worklist"),
    path("quality/indicators/<slug:code>/cases.csv", views.WorklistFile.as_view(), name="worklist_file"),
    path("quality/survival/", views.Survival.as_view(), name="survival"),
    path("quality/survival.csv", views.SurvivalTable.as_view(), name="survival_table"),
    path("quality/survival.svg", views.SurvivalDrawing.as_view(), name="survival_drawing"),
    path("cases/<str:public_id>/quality/", views.Explain.as_view(), name="explain"),
]
