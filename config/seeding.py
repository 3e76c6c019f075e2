"""Filling an empty database with the demonstration network: places, cases, then people.

People come last: a demonstration without them was interrupted.
"""

import gc
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context

import django
from django.contrib.auth.hashers import make_password

from analytics import tallies
from analytics.jobs import rebuilding
from centers import actions
from centers.actions import Actor
from centers.commands import acting
from centers.models import Center, Network, User
from centers.services.people import invite
from centers.services.places import add_center, found_network, make_demo
from registry.demo.draw import draw_place
from registry.demo.people import DOMAIN, PASSWORD, PEOPLE
from registry.demo.places import BY_CODE, Place, shared_out
from registry.demo.plan import PatientPlan, write_to
from registry.services.demo import load_demo

BATCH = 2500  # patients in memory at a time, and in one transaction
WORTH_A_PROCESS = 10_000  # cases from which on a second process saves more than it costs
PROCESSES = 2
PHASES = ("generate", "load", "derive", "facts")


@dataclass
class Loaded:
    """What one process did: seconds by phase, and the digest of each place."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PHASES, 0.0))
    digests: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """Places for one process, each with its number of cases. `email`: who acts; None is the installation."""

    places: dict[str, int]
    seed: int
    email: str | None


def found(actor: Actor, places: Sequence[Place]) -> None:
    """The network, marked as a demonstration, and its centers."""
    network = found_network(actor=actor, name="Demonstration network")
    make_demo(actor=actor, network=network)
    existing = set(Center.objects.values_list("code", flat=True))
    for place in places:
        if place.code not in existing:
            add_center(
                actor=actor,
                network=network,
                code=place.code,
                name=place.name,
                country=place.country,
                time_zone=place.time_zone,
                kind=place.kind,
            )


def fill(places: tuple[Place, ...], cases: int, seed: int, email: str | None) -> Loaded:
    """Draws and loads the cases of all places; on two processes when there are many.

    Seconds are those of the slowest process.
    """
    counts = shared_out(cases, places)
    if cases < WORTH_A_PROCESS:
        done = [fill_part(Part(counts, seed, email))]
    else:
        parts = [Part(one, seed, email) for one in _halves(counts)]
        with ProcessPoolExecutor(PROCESSES, get_context("spawn"), initializer=django.setup) as pool:
            done = list(pool.map(fill_part, parts))
    digests = {code: digest for one in done for code, digest in one.digests.items()}
    seconds = {phase: max(one.seconds[phase] for one in done) for phase in PHASES}
    together = hashlib.sha256("".join(digests[place.code] for place in places).encode())
    return Loaded(seconds, {"": together.hexdigest()})


def _halves(counts: dict[str, int]) -> list[dict[str, int]]:
    """As even as it gets: the largest places first, each to whoever has fewer cases."""
    parts: list[dict[str, int]] = [{} for _process in range(PROCESSES)]
    for code, count in sorted(counts.items(), key=lambda item: -item[1]):
        min(parts, key=lambda part: sum(part.values()))[code] = count
    return parts


def fill_part(part: Part) -> Loaded:
    """Draws and loads some places, batch by batch, each in a transaction of its own."""
    with _uncollected():
        return _filled(part)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector, which would look through every drawn value again and again to free none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _filled(part: Part) -> Loaded:
    done = Loaded()
    for code, cases in part.places.items():
        digest = hashlib.sha256()
        patients = draw_place(BY_CODE[code], cases, part.seed)
        for batch in _batches(patients, done):
            write_to(digest, batch)
            _load(code, batch, part.email, done)
            gc.collect(1)
        done.digests[code] = digest.hexdigest()
    return done


def _batches(patients: Iterator[PatientPlan], done: Loaded) -> Iterator[list[PatientPlan]]:
    while True:
        started = time.perf_counter()
        batch = list(islice(patients, BATCH))
        done.seconds["generate"] += time.perf_counter() - started
        if not batch:
            return
        yield batch


def _load(code: str, batch: list[PatientPlan], email: str | None, done: Loaded) -> None:
    started = time.perf_counter()
    with acting(email) as actor:
        ids = dict(Center.objects.values_list("code", "pk"))
        center = Center.objects.get(code=code)
        case_ids = load_demo(actor=actor, center=center, patients=batch, centers=ids)
        hooks = actions.refresh(case_ids)
    took = time.perf_counter() - started
    derive, facts = (_seconds(hooks, app) for app in ("registry", "analytics"))
    for phase, seconds in (("load", took - derive - facts), ("derive", derive), ("facts", facts)):
        done.seconds[phase] += seconds


def _seconds(hooks: dict[str, float], app: str) -> float:
    return sum(seconds for module, seconds in hooks.items() if module.startswith(app))


def count_figures() -> float:
    """The figures of the network, which otherwise wait for the worker; returns the seconds it took."""
    started = time.perf_counter()
    with rebuilding():
        tallies.recount()
    return time.perf_counter() - started


def populate(actor: Actor, places: Iterable[Place]) -> None:
    """People for every role. All share one password, hashed once."""
    network = Network.objects.get()
    centers = {center.code: center for center in Center.objects.filter(code__in=[one.code for one in places])}
    for person in PEOPLE:
        place = network if person.place is None else centers.get(person.place)
        if place is not None:
            invite(actor=actor, place=place, email=person.email, name=person.name, role=person.role)
    User.objects.filter(email__endswith=f"@{DOMAIN}").update(password=make_password(PASSWORD))
