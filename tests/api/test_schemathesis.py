"""The API keeps its description: generated calls, right and wrong ones, answered as docs/openapi.yaml says.

Each generated call is made as clinician, as network coordinator and as anonymous, each time in a transaction
of its own that is taken back. Half of the calls are led to objects that exist, and so reach the services.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from tests.world import World

from .conftest import Api

CONFIG = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
schema = schemathesis.openapi.from_path(Path(__file__).parents[2] / "docs" / "openapi.yaml", config=CONFIG)
schema.app = application
FEW, MANY = 4, 50  # generated calls of each operation: every time, and with ./dev test --slow
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@dataclass(frozen=True)
class Caller:
    """The headers of a person; none for anonymous."""

    headers: dict[str, str]

    @classmethod
    def of(cls, user: Any) -> "Caller":
        api = Api(user)
        token = api.get("me/")["csrf_token"]
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in api.client.cookies.items())
        return cls({"Cookie": cookies, "X-CSRFToken": token})


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request of its own would close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def callers(world: World) -> dict[str, Caller]:
    return {"ana": Caller.of(world.ana), "nora": Caller.of(world.nora), "anonymous": Caller({})}


def lead(case: schemathesis.Case, world: World) -> None:
    """Puts an id and version that exist in the place of invented ones, in half of the calls."""
    path = case.path_parameters
    if path and zlib.crc32(repr(sorted(path.items())).encode()) % 2:
        path["public_id"] = world.thigh.public_id
        if "pk" in path:
            path["pk"] = 1
    if isinstance(case.body, dict) and isinstance(case.body.get("version"), int):
        case.body["version"] = 1


def generated(examples: int) -> settings:
    """Seeded: the same calls each time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def keeps_description(case: schemathesis.Case, world: World, callers: dict[str, Caller]) -> None:
    lead(case, world)
    for name, caller in callers.items():
        with transaction.atomic():
            response = case.call(headers=caller.headers)
            transaction.set_rollback(True)
        checks = [*CHECKS, negative_data_rejection] if name == "ana" else CHECKS
        case.validate_response(response, checks=checks)


@schema.parametrize()
@generated(FEW)
def test_the_description_is_kept(
    case: schemathesis.Case, world: World, callers: dict[str, Caller], one_connection: None
) -> None:
    keeps_description(case, world, callers)


@pytest.mark.slow
@schema.parametrize()
@generated(MANY)
def test_the_description_is_kept_at_length(
    case: schemathesis.Case, world: World, callers: dict[str, Caller], one_connection: None
) -> None:
    keeps_description(case, world, callers)
