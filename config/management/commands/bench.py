"""Measures the main paths against each other, in one run, on drawn cases that are rolled back afterwards.

Times differ between machines; ratios of two ways measured in turn do not. Nothing here is asserted.
"""

import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from analytics import outcomes
from analytics.explanations import explained, read
from analytics.facts import refresh as facts_refresh
from analytics.jobs import rebuilding
from analytics.knowledge import INDICATORS
from analytics.models import Facts
from centers import access, actions, binding
from centers.actions import Actor
from centers.commands import ActingCommand
from centers.models import Center, Network, User
from centers.permissions import Permission
from centers.services.people import invite
from centers.services.places import add_center
from registry import refresh as derivations
from registry.demo.generate import CasePlan, draw
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


class Command(ActingCommand):
    """`./dev bench [--cases N] [--json]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--cases", type=int, default=1000)

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        with transaction.atomic():
            started = time.perf_counter()
            ids, reader = _loaded(actor, options["cases"])
            seconds = time.perf_counter() - started
            rows = [_measured(pair) for pair in _pairs(ids, reader)]
            transaction.set_rollback(True)
        per_case = seconds / options["cases"]
        if options["json"]:
            self.print_json({"cases": options["cases"], "load_ms_per_case": per_case * 1000, "pairs": rows})
            return 0
        self.stdout.write(f"{options['cases']} cases; loaded and derived in {per_case * 1000:.1f} ms each")
        for row in rows:
            line = "{title}: {ms:.1f} ms; {other}: {other_ms:.1f} ms; ratio {ratio:.2f}"
            self.stdout.write(line.format(**row))
        return 0


def _loaded(actor: Actor, count: int) -> tuple[list[int], User]:
    """Drawn cases at a center of their own, and a person who reads them."""
    network = Network.objects.get()
    center = add_center(
        actor=actor, network=network, code=CODE, name="Bench", country="ES", time_zone="Europe/Madrid"
    )
    member = invite(actor=actor, place=center, email="bench@example.org", name="Bench", role="CENTER_LEAD")
    plans = [_at_bench(plan) for plan in draw(cases=count, seed=7).cases]
    ids = load_demo(actor=actor, center=center, plans=plans)
    actions.refresh(ids)
    return ids, member.user


def _at_bench(plan: CasePlan) -> CasePlan:
    return replace(plan, center=CODE, who={**plan.who, "record_number": f"B{plan.who['record_number']}"})


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
