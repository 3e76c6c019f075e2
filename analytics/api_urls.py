from django.urls import URLPattern, path

from .api import CaseIndicators, Indicators, SurvivalReport, Worklist

urlpatterns: list[URLPattern] = [
    path("indicators/", Indicators.as_view(), name="indicators"),
    path("indicators/<str:code>/cases/", Worklist.as_view(), name="worklist"),
    path("cases/<str:public_id>/indicators/", CaseIndicators.as_view(), name="case_indicators"),
    path("survival/", SurvivalReport.as_view(), name="survival"),
]
