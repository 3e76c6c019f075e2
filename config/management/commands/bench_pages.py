"""Opens the main pages of the demonstration as two people would: time, queries, tables scanned."""

import logging
import statistics
import time
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from centers import access, binding
from centers.actions import Actor
from centers.commands import ActingCommand
from centers.models import User
from config.bench.plans import scanned_tables
from registry.demo.people import DOMAIN
from registry.models import Case

PEOPLE = {"coordinator": "nora", "clinician": "camille"}
WARM, TIMES = 3, 20
FEW = 100.0  # what PostgreSQL reckons a scan of a few pages costs: no index would be quicker


class Command(ActingCommand):
    """`./dev bench --network` runs it in its scratch database. Prints one JSON document."""

    help = __doc__ or ""

    def run(self, actor: Actor, options: dict[str, Any]) -> int:
        logging.disable(logging.INFO)
        case = Case.objects.filter(center__code="FR02").order_by("pk").last()
        pages = {"case list": reverse("registry:case_list"), "indicators": reverse("analytics:indicators")}
        if case is not None:
            pages["case"] = reverse("registry:case", args=[case.public_id])
        self.print_json(
            [
                {"page": page, "who": role, **_measured(_user(name), address)}
                for page, address in sorted(pages.items())
                for role, name in PEOPLE.items()
            ]
        )
        return 0


def _user(name: str) -> User:
    return User.objects.get(email=f"{name}@{DOMAIN}")


def _measured(user: User, address: str) -> dict[str, Any]:
    """The median of warm requests, how many queries one makes, and the tables of the record they scan."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    for _request in range(WARM):
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    statements = [query["sql"] for query in captured]
    with transaction.atomic(), binding.bound(access.rights_of(user).reading()):
        scanned = scanned_tables(statements, dearer_than=FEW)
    return {
        "ms": statistics.median(_timed(client, address) for _request in range(TIMES)),
        "queries": len(statements),
        "scanned": sorted(scanned),
    }


def _timed(client: Client, address: str) -> float:
    started = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - started) * 1000
