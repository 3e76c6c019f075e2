"""Fills an empty database with a demonstration network: centers, people for every role, cases."""

import os
import time
from argparse import ArgumentParser
from typing import Any

import psycopg2
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from centers import actions, binding
from centers.actions import Actor
from centers.commands import USAGE, ActingCommand
from centers.models import Center, Network, User
from centers.services.people import invite
from centers.services.places import add_center, found_network, make_demo
from config.settings import database
from registry.demo.generate import Plan, draw
from registry.demo.tables import DOMAIN, PASSWORD, PEOPLE, PLACES, Place
from registry.models import Case
from registry.services.demo import load_demo

COUNTED = "registry_"
MINIMAL = 60


class Command(ActingCommand):
    """`./dev demo` runs `seed_network --minimal --if-empty`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--minimal", action="store_true", help=f"{len(PLACES)} centers, {MINIMAL} cases")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is a demo already")
        parser.add_argument("--reset", action="store_true", help="empty an existing demo first")
        parser.add_argument("--centers", type=int, default=len(PLACES))
        parser.add_argument("--cases", type=int, default=MINIMAL)
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reset"]:
            _wipe()
            call_command("base_world")
        super().handle(*args, **options)

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        if not 1 <= options["centers"] <= len(PLACES):
            raise CommandError(f"There are 1 to {len(PLACES)} demonstration centers.", returncode=USAGE)
        if _is_filled():
            if options["if_empty"] and Network.objects.filter(is_demo=True).exists():
                return self._leave(options)
            raise CommandError(
                "This database is not empty: the demonstration stays out of it.", returncode=USAGE
            )
        started = time.perf_counter()
        plan = draw(cases=options["cases"], seed=options["seed"], centers=options["centers"])
        generated = time.perf_counter()
        case_ids = _load(actor, plan, PLACES[: options["centers"]])
        loaded = time.perf_counter()
        hooks = actions.refresh(case_ids)
        seconds = {
            "generate": round(generated - started, 3),
            "load": round(loaded - generated, 3),
            "derive": _seconds(hooks, "registry"),
            "facts": _seconds(hooks, "analytics"),
        }
        self._report(_document(options["centers"], seconds, plan.digest()), as_json=options["json"])
        return 0

    def _leave(self, options: dict[str, Any]) -> int:
        """There is a demonstration already: says what it holds and changes nothing."""
        centers = Center.objects.filter(code__in=[place.code for place in PLACES]).count()
        nothing = dict.fromkeys(("generate", "load", "derive", "facts"), 0.0)
        self.stderr.write("The demonstration network is there already.")
        self._report(_document(centers, nothing, None), as_json=options["json"])
        return 0

    def _report(self, document: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.print_json(document)
        else:
            self.stdout.write(f"{document['cases']} cases at {document['centers']} centers")


def _document(centers: int, seconds: dict[str, float], digest: str | None) -> dict[str, Any]:
    rows = _rows()
    return {
        "centers": centers,
        "cases": rows["registry_case"],
        "rows": rows,
        "seconds": seconds,
        "digest": digest,
    }


def _load(actor: Actor, plan: Plan, places: tuple[Place, ...]) -> list[int]:
    network = found_network(actor=actor, name="Demonstration network")
    make_demo(actor=actor, network=network)
    centers = {place.code: _center(actor, network, place) for place in places}
    case_ids: list[int] = []
    for code, center in centers.items():
        plans = [case for case in plan.cases if case.center == code]
        case_ids += load_demo(actor=actor, center=center, plans=plans)
    _people(actor, network, centers)
    return case_ids


def _center(actor: Actor, network: Network, place: Place) -> Center:
    existing = Center.objects.filter(code=place.code).first()
    return existing or add_center(
        actor=actor,
        network=network,
        code=place.code,
        name=place.name,
        country=place.country,
        time_zone=place.time_zone,
    )


def _people(actor: Actor, network: Network, centers: dict[str, Center]) -> None:
    """One person for each role. All share one password, hashed once."""
    for name, address, role, code in PEOPLE:
        if code is None or code in centers:
            place: Center | Network = network if code is None else centers[code]
            invite(actor=actor, place=place, email=f"{address}@{DOMAIN}", name=name, role=role)
    User.objects.filter(email__endswith=f"@{DOMAIN}").update(password=make_password(PASSWORD))


def _is_filled() -> bool:
    return Case.objects.exists() or User.objects.exists()


def _rows() -> dict[str, int]:
    """Rows of the record's tables, without event tables. The centers are new: rights are added up again."""
    names = [name for name in connection.introspection.table_names() if name.startswith(COUNTED)]
    counts: dict[str, int] = {}
    everything = actions.system_context(actions.System("cli"), "", {})
    with binding.bound(everything), connection.cursor() as cursor:
        for name in sorted(names):
            if not name.endswith("event"):
                cursor.execute(f"select count(*) from {connection.ops.quote_name(name)}")  # noqa: S608  our own names
                counts[name] = cursor.fetchone()[0]
    return counts


def _seconds(hooks: dict[str, float], app: str) -> float:
    return round(sum(seconds for module, seconds in hooks.items() if module.startswith(app)), 3)


def _wipe() -> None:
    """Empties a demonstration, as the owner of the tables: the application's role cannot delete.

    Raises CommandError when the database is no demonstration or its owner's address is not given.
    """
    url = os.environ.get("DATABASE_OWNER_URL")
    if not url:
        raise CommandError(
            "Set DATABASE_OWNER_URL: only the owner of the tables can empty them.", returncode=USAGE
        )
    entry = database(url)
    owner = psycopg2.connect(
        dbname=connection.settings_dict["NAME"],
        user=entry["USER"],
        password=entry["PASSWORD"] or None,
        host=entry["HOST"] or None,
        port=entry["PORT"] or None,
    )
    with owner, owner.cursor() as cursor:
        cursor.execute("select set_config('app.network', 'read_case', true)")
        cursor.execute(
            "select exists (select from registry_case) or exists (select from centers_user),"
            " exists (select from centers_network where is_demo)"
        )
        is_filled, is_demo = cursor.fetchone() or (True, False)
        if is_filled and not is_demo:
            raise CommandError("This database is no demonstration: nothing was removed.", returncode=USAGE)
        cursor.execute(
            "select string_agg(quote_ident(tablename), ', ') from pg_tables where schemaname = 'public'"
            " and tablename !~ '^(django_migrations|django_content_type|auth_permission)$'"
        )
        cursor.execute(f"truncate {(cursor.fetchone() or [''])[0]} restart identity")
    owner.close()
