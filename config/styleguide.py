"""The living component page: every part of the design system in its states, with made-up content."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from centers.gate import Open, Page
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
class Message:
    """A Check or a Note at a field."""

    level: str
    text: str
    actions: tuple[tuple[str, str, str], ...] = field(default=())


@dataclass(frozen=True)
class Event:
    """One dated thing of a case."""

    when: PartialDate
    lane: str
    text: str
    until: PartialDate | None = None
    is_board: bool = False


@dataclass(frozen=True)
class Curve:
    """One group of a survival chart."""

    label: str
    note: str
    steps: tuple[tuple[float, float, float, float], ...]
    censored: tuple[tuple[float, float], ...]
    at_risk: tuple[int, ...]


class NumberField(forms.CharField):
    """A number with its unit; the product's own lives in registry.forms."""

    unit = "mm"
    hint = "on imaging, 1 to 500 mm"

    def echo(self, value: str) -> str:
        return "82 mm" if value == "8,2 cm" else ""


class DateField(forms.CharField):
    """A date that may be known in part."""

    hint = "12/3/21, 3/2021, 2021, t or t-7"

    def echo(self, value: str) -> str:
        return f"{PartialDate.parse(value)}, day unknown"


class SampleForm(forms.Form):
    """One field of each kind and state."""

    mark_optional = True
    advice = {
        "imaging_size": [
            Message(
                "check",
                "820 mm is over 500 mm. Did you mean 82 mm?",
                (("fix", "82", "Use 82 mm"), ("confirm", "820", "820 is correct")),
            )
        ],
        "necrosis": [Message("note", "Counts as 1 point in FNCLCC (under 50 %).")],
    }

    size = NumberField(label="Largest diameter")
    imaging_size = NumberField(label="Largest diameter on imaging")
    necrosis = NumberField(label="Necrosis")
    biopsy_date = DateField(label="Date of biopsy")
    biopsy_date_missing = forms.ChoiceField(
        label="Date of biopsy: no value, because",
        choices=[("", "No value"), ("UNKNOWN", "Unknown"), ("NOT_DONE", "Not done"), ("PENDING", "Pending")],
        required=False,
    )
    surgery_date = DateField(label="Date of surgery")
    histology = forms.ChoiceField(label="Histology", choices=[("8858/3", "Dedifferentiated liposarcoma")])
    sex = forms.ChoiceField(
        label="Sex at birth",
        widget=forms.RadioSelect,
        choices=[("F", "Female"), ("M", "Male"), ("UNKNOWN", "Unknown")],
    )
    imaging = forms.MultipleChoiceField(
        label="Imaging done",
        widget=forms.CheckboxSelectMultiple,
        choices=[("MRI", "MRI"), ("CT", "CT"), ("CHEST", "Chest CT")],
    )
    complete = forms.BooleanField(label="This section is complete")
    comment = forms.CharField(label="Comment", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    report = forms.FileField(label="Report", required=False)

    def clean_surgery_date(self) -> str:
        raise forms.ValidationError("Surgery (3 March 2021) is before the biopsy (15 March 2021).")


class FilterForm(forms.Form):
    """A list's filters."""

    q = forms.CharField(label="Case or text", required=False)
    group = forms.ChoiceField(label="Group", choices=[("", "All groups")], required=False)
    since = forms.CharField(label="Diagnosed from", initial="1/1/2024", required=False)


class Styleguide(Page):
    """Shown only in development and in a demonstration."""

    policy = Open.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        if not (settings.DEBUG or settings.DEMO):
            raise Http404
        return render(request, "styleguide.html", samples())


def samples() -> dict[str, Any]:
    """What the page shows. A second form is `sample`: only a real `form` marks the page's title."""
    sample = SampleForm(
        {
            "size": "8,2 cm",
            "imaging_size": "820",
            "necrosis": "30",
            "biopsy_date": "3/2021",
            "surgery_date": "3/3/2021",
            "histology": "8858/3",
            "sex": "F",
            "imaging": ["MRI", "CHEST"],
            "complete": "on",
            "comment": "Biopsia externa, tacos recibidos.",
        }
    )
    sections = [
        ("Pathology", "query", "Has query, 1 open", False),
        ("Surgery", "part", "In progress, 8 of 9", True),
        ("Radiotherapy", "done", "Complete", False),
        ("Follow-up", "none", "Not started", False),
    ]
    names = ("title", "state", "detail", "current")
    return {
        "sample": sample,
        "filter_form": FilterForm(),
        "now": NOW,
        "days": [NOW + dt.timedelta(days=days) for days in (-4, 0, 2, 6)],
        "colors": COLORS,
        "levels": ("draft", "good", "warn", "bad", "info", "review", "plain"),
        "outcomes": ("MET", "NOT_MET", "NOT_ASSESSABLE", "NOT_APPLICABLE", "EXCEPTION"),
        "page": Paginator(range(412), 50).page(2),
        "sections": [dict(zip(names, section, strict=True), url="#part-case") for section in sections],
        "facts": [
            {"label": "Differentiation: dedifferentiated liposarcoma", "value": 3, "url": "#part-fields"},
            {"label": "Mitoses: 11 in 1.74 mm², 10 to 19", "value": 2, "url": "#part-fields"},
            {"label": "Necrosis: none", "value": 0},
            {"label": "Sum 4 or 5 is G2", "value": 5},
        ],
        "lanes": ("Referral", "Pathology", "Board", "Radiotherapy", "Surgery"),
        "events": [
            Event(PartialDate.parse("9/2024"), "Referral", "first symptom"),
            Event(PartialDate.parse("2/12/2024"), "Referral", "first seen here"),
            Event(PartialDate.parse("9/12/2024"), "Pathology", "core biopsy"),
            Event(PartialDate.parse("16/1/2025"), "Board", "radiotherapy, then resection", is_board=True),
            Event(
                PartialDate.parse("27/1/2025"), "Radiotherapy", "50 Gy", until=PartialDate.parse("3/3/2025")
            ),
            Event(PartialDate.parse("3/4/2025"), "Surgery", "wide resection, R0"),
        ],
        "ticks": range(0, 61, 12),
        "curves": [
            Curve(
                "Localized",
                "5 years: 68 %",
                (
                    (0, 1, 1, 1),
                    (8, 0.96, 0.93, 0.98),
                    (20, 0.89, 0.85, 0.93),
                    (44, 0.75, 0.69, 0.81),
                    (60, 0.68, 0.6, 0.75),
                ),
                ((14, 0.96), (30, 0.89), (50, 0.75)),
                (412, 329, 216, 158, 100, 43),
            ),
            Curve(
                "Metastatic",
                "cut: fewer than 10 at risk",
                (
                    (0, 1, 1, 1),
                    (6, 0.78, 0.69, 0.86),
                    (16, 0.5, 0.39, 0.6),
                    (28, 0.31, 0.2, 0.44),
                    (42, 0.18, 0.09, 0.3),
                ),
                (),
                (96, 57, 25, 13, 6, 4),
            ),
        ],
    }
