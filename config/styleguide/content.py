"""Made-up content."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from registry.dates import PartialDate
from registry.explained import DerivedValue, Line

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


def _derived(name: str, value: str = "", **more: object) -> DerivedValue:
    told: dict[str, Any] = {
        "applies": True,
        "reason": "",
        "summary": "",
        "facts": (),
        "missing": (),
        "own": "",
        "differs": False,
        "unreviewed": False,
        "url": "#part-case",
        "outdated": False,
        **more,
    }
    return DerivedValue(name=name, value=value, version="1", citation="AJCC 8, chapter 41", **told)


DERIVED = [
    _derived(
        "FNCLCC grade",
        "G2",
        summary="3 + 2 + 0",
        facts=(
            Line("Differentiation score", "3", "#part-fields", "3"),
            Line("Mitoses per 10 HPF (1.74 mm²)", "11", "#part-fields", "2"),
            Line("Tumor necrosis", "None", "#part-fields", "0"),
            Line("Sum of the scores", "5", "", "G2"),
        ),
        unreviewed=True,
    ),
    _derived("AJCC 8 stage", "IIIA", summary="T2, N0, M0, G2", own="IIIB", differs=True),
    _derived("Enneking stage", missing=(Line("Compartment", "not entered", "#part-fields"),)),
]
EVENTS = [
    Event(PartialDate.parse("9/2024"), "Referral", "first symptom"),
    Event(PartialDate.parse("2/12/2024"), "Referral", "first seen here"),
    Event(PartialDate.parse("9/12/2024"), "Pathology", "core biopsy"),
    Event(PartialDate.parse("16/1/2025"), "Board", "radiotherapy, then resection", is_board=True),
    Event(PartialDate.parse("27/1/2025"), "Radiotherapy", "50 Gy", until=PartialDate.parse("3/3/2025")),
    Event(PartialDate.parse("3/4/2025"), "Surgery", "wide resection, R0"),
]
