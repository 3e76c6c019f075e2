"""The figures that leave a center: counted by the worker, read by those who may see the network's figures."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Max, Sum
from django.utils import timezone

from .knowledge import INDICATORS
from .knowledge.indicator import Indicator
from .models import Facts, Tally
from .outcomes import Counts, count_columns, read_counts

_COUNTS = ("met", "not_met", "not_assessable", "not_applicable")


def recount() -> int:
    """Replaces all figures; returns how many rows. One query per attribution, under the refresh context."""
    now = timezone.now()
    rows = [row for place in _places() for row in _count(place, now)]
    Tally.objects.all().delete()
    return len(Tally.objects.bulk_create(rows, batch_size=1000))


def network_counts(
    indicators: Sequence[Indicator], *, group: str = "", period: int | None = None
) -> dict[str, Counts]:
    """The stored counts of all centers together. Only rows of the current version of a rule count."""
    stored = Tally.objects.all()
    if group:
        stored = stored.filter(sarcoma_group=group)
    if period is not None:
        stored = stored.filter(year=period)
    summed = stored.values_list("code", "version").annotate(*(Sum(name) for name in _COUNTS))
    found = {(code, version): Counts(*counts) for code, version, *counts in summed}
    return {
        indicator.code: found.get((indicator.code, indicator.version), Counts()) for indicator in indicators
    }


def years() -> set[int]:
    """The years of diagnosis that the network has figures of."""
    return {year for year in Tally.objects.values_list("year", flat=True).distinct() if year is not None}


def counted_at() -> datetime.datetime | None:
    """When the figures of the network were last counted."""
    latest: datetime.datetime | None = Tally.objects.aggregate(latest=Max("computed_at"))["latest"]
    return latest


def _places() -> Iterable[str]:
    return dict.fromkeys(indicator.attribution for indicator in INDICATORS.values())


def _count(place: str, now: datetime.datetime) -> Iterator[Tally]:
    """Counts all indicators attributed by `place` (a column of Facts), per center, year and group."""
    indicators = [indicator for indicator in INDICATORS.values() if indicator.attribution == place]
    columns = {
        name: count
        for number, indicator in enumerate(indicators)
        for name, count in count_columns(indicator, f"_{number}").items()
    }
    grouped = Facts.objects.order_by().values(f"{place}_id", "calendar_year", "sarcoma_group")
    for cell in grouped.annotate(**columns):
        for number, indicator in enumerate(indicators):
            counts = read_counts(cell, f"_{number}")
            yield Tally(
                code=indicator.code,
                version=indicator.version,
                center_id=cell[f"{place}_id"],
                year=cell["calendar_year"],
                sarcoma_group=cell["sarcoma_group"],
                computed_at=now,
                **dict(zip(_COUNTS, counts.values, strict=False)),
            )
