"""Two ways measured in turn, on drawn cases that are rolled back afterwards.

Times differ between machines; ratios of two ways do not.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from analytics import outcomes
from analytics.explanations import explained, read
from analytics.facts import refresh as facts_refresh
from analytics.jobs import rebuilding
from analytics.knowledge import INDICATORS
from analytics.models import Facts
from centers import access, actions, binding
from centers.actions import Actor
from centers.models import Center, Network, User
from centers.permissions import Permission
from centers.services.people import invite
from centers.services.places import add_center
from registry import refresh as derivations
from registry.demo.draw import draw_place
from registry.demo.places import PLACES
from registry.models import Case
from registry.services.demo import load_demo

REPEATS = 7
CODE = "BENCH"


@dataclass(frozen=True)
class Pair:
    """Two ways to the same answer, or one amount of work beside another."""

    title: str
    way: Callable[[], object]
    other: str
    other_way: Callable[[], object]


def measure(actor: Actor, cases: int) -> dict[str, Any]:
    """Loads drawn cases and measures every pair; the caller rolls back."""
    started = time.perf_counter()
    ids, reader = _loaded(actor, cases)
    per_case = (time.perf_counter() - started) / cases
    return {
        "cases": cases,
        "load_ms_per_case": per_case * 1000,
        "pairs": [_measured(pair) for pair in _pairs(ids, reader)],
    }


def _loaded(actor: Actor, count: int) -> tuple[list[int], User]:
    """Drawn cases at a center of their own, and a person who reads them."""
    network = Network.objects.get()
    center = add_center(
        actor=actor, network=network, code=CODE, name="Bench", country="ES", time_zone="Europe/Madrid"
    )
    member = invite(actor=actor, place=center, email="bench@example.org", name="Bench", role="CENTER_LEAD")
    patients = list(draw_place(replace(PLACES[0], code=CODE), count, seed=7))
    ids = load_demo(actor=actor, center=center, patients=patients, centers={CODE: center.pk})
    actions.refresh(ids)
    return ids, member.user


def _pairs(ids: list[int], reader: User) -> list[Pair]:
    indicators = list(INDICATORS.values())
    rights = access.rights_of(reader).reading()
    facts = Facts.objects.filter(pk__in=ids)
    center = Center.objects.get(code=CODE)

    def as_reader(work: Callable[[], object]) -> Callable[[], object]:
        def bound() -> object:
            with binding.bound(rights):
                return work()

        return bound

    scoped = access.scope(Case.objects.all(), reader, Permission.READ_CASE)
    return [
        Pair(
            "page of 50 with the scope and row security",
            as_reader(lambda: list(scoped[:50])),
            "the same by row security alone",
            as_reader(lambda: list(Case.objects.filter(center=center)[:50])),
        ),
        Pair(
            "tally of all indicators in one pass",
            lambda: outcomes.tally(facts, indicators),
            "explaining every case",
            lambda: list(read(explained(facts, indicators), indicators)),
        ),
        Pair(
            "facts of one case",
            _refreshing(lambda: facts_refresh.refresh(ids[:1])),
            "facts of all cases",
            _refreshing(lambda: facts_refresh.refresh(ids)),
        ),
        Pair(
            "derivations of one case",
            _refreshing(lambda: derivations.refresh(ids[:1])),
            "derivations of all cases",
            _refreshing(lambda: derivations.refresh(ids)),
        ),
    ]


def _refreshing(work: Callable[[], object]) -> Callable[[], object]:
    def bound() -> object:
        with rebuilding():
            return work()

    return bound


def _measured(pair: Pair) -> dict[str, Any]:
    """Medians of both ways, measured in turn, and the median of their ratios."""
    times = [(_timed(pair.way), _timed(pair.other_way)) for _ in range(REPEATS)]
    return {
        "title": pair.title,
        "ms": statistics.median(way for way, _other in times) * 1000,
        "other": pair.other,
        "other_ms": statistics.median(other for _way, other in times) * 1000,
        "ratio": statistics.median(other / way for way, other in times),
    }


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
