"""Made-up content."""

import datetime as dt
from dataclasses import dataclass

from registry.dates import PartialDate

NOW = dt.date(2026, 3, 16)
SURFACES = (
    "ink",
    "ink-2",
    "ink-3",
    "paper",
    "surface",
    "sunken",
    "line",
    "edge",
    "petrol",
    "petrol-tint",
    "ribbon",
)
STATES = (
    "good",
    "warn",
    "bad",
    "info",
    "review",
    "good-tint",
    "warn-tint",
    "bad-tint",
    "info-tint",
    "review-tint",
)
COLORS = (*SURFACES, *STATES, "c1", "c2", "c3", "c4", "c5")


@dataclass(frozen=True)
class Event:
    """One dated thing of a case."""

    when: PartialDate
    lane: str
    text: str
    until: PartialDate | None = None
    is_board: bool = False


SECTIONS = [
    {"title": "Pathology", "state": "query", "detail": "Has query, 1 open", "url": "#part-case"},
    {
        "title": "Surgery",
        "state": "part",
        "detail": "In progress, 8 of 9",
        "url": "#part-case",
        "current": True,
    },
    {"title": "Radiotherapy", "state": "done", "detail": "Complete", "url": "#part-case"},
    {"title": "Follow-up", "state": "none", "detail": "Not started", "url": "#part-case"},
]
FACTS = [
    {"label": "Differentiation: dedifferentiated liposarcoma", "value": 3, "url": "#part-fields"},
    {"label": "Mitoses: 11 in 1.74 mm², 10 to 19", "value": 2, "url": "#part-fields"},
    {"label": "Necrosis: none", "value": 0},
    {"label": "Sum 4 or 5 is G2", "value": 5},
]
EVENTS = [
    Event(PartialDate.parse("9/2024"), "Referral", "first symptom"),
    Event(PartialDate.parse("2/12/2024"), "Referral", "first seen here"),
    Event(PartialDate.parse("9/12/2024"), "Pathology", "core biopsy"),
    Event(PartialDate.parse("16/1/2025"), "Board", "radiotherapy, then resection", is_board=True),
    Event(PartialDate.parse("27/1/2025"), "Radiotherapy", "50 Gy", until=PartialDate.parse("3/3/2025")),
    Event(PartialDate.parse("3/4/2025"), "Surgery", "wide resection, R0"),
]
