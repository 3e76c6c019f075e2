"""Facts of the pathology reports."""

from registry.models import PathologyReport

from .fact import Fact, attributed, standing

FACTS = (
    Fact(
        "lab_center",
        attributed(standing(PathologyReport), "report_date", "lab_center"),
        ("pathology_report.lab_center",),
    ),
)
