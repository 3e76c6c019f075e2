"""A chart and its numbers as files of their own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from .survival_frame import Series

STYLE = Path(__file__).with_name("standalone.css")
HEADER = ("group", "month", "at_risk", "events", "censored", "survival", "se", "lower", "upper")


def standalone(drawing: str) -> str:
    """A drawing of this package as an SVG file that needs no page: with its namespace and its own style."""
    start, content = drawing.split(">", 1)
    return f'{start} xmlns="http://www.w3.org/2000/svg"><style>{STYLE.read_text()}</style>{content}\n'


def survival_rows(series: Sequence[Series]) -> Iterator[Sequence[str | int | float]]:
    """Every step of every curve, for CSV: a header, then one row per time; empty: no limit exists."""
    yield HEADER
    for one in series:
        curve = one.curve
        counts = np.column_stack([curve.at_risk, curve.events, curve.censored]).astype(int).tolist()
        rates = np.column_stack([curve.survival, curve.se, curve.lower, curve.upper]).tolist()
        for month, count, rate in zip(curve.times.tolist(), counts, rates, strict=True):
            yield one.label, month, *count, *("" if value != value else value for value in rate)
