"""A link names an entry of the same case, or a case of the same patient: so says the service, and so the
database."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from centers.actions import action
from centers.commands import acting
from centers.permissions import Permission
from registry.models import Case, Response, SystemicLine
from registry.records import Values
from registry.services.cases import change_case
from registry.services.entries import add_entry
from tests.world import World, day


def line_of(case: Case, actor: Any) -> SystemicLine:
    return add_entry(
        actor=actor, case=case, kind=SystemicLine, values=Values({"start_date": day("2025-01-10")})
    )


def respond(case: Case, actor: Any, line: SystemicLine) -> Response:
    values = Values({"assessment_date": day("2025-03-10"), "systemic_line": line, "category": "PR"})
    return add_entry(actor=actor, case=case, kind=Response, values=values)


def test_a_response_belongs_to_a_line_of_its_own_case(world: World) -> None:
    with acting("ana@example.org"):
        line = line_of(world.thigh, world.ana)
        assert respond(world.thigh, world.ana, line).systemic_line == line
        with pytest.raises(ValidationError, match="no such entry"):
            respond(world.stomach, world.ana, line)


@action("test.moved", Permission.EDIT_CASE)
def move(*, actor: Any, case: Case, response: Response) -> None:
    """Puts a response into another case, as no service would."""
    Response.objects.filter(pk=response.pk).update(case=case)
    connection.check_constraints()


def test_the_database_refuses_a_line_of_another_case(world: World) -> None:
    with acting("ana@example.org"):
        response = respond(world.thigh, world.ana, line_of(world.thigh, world.ana))
        with pytest.raises(IntegrityError, match="same_case_id"):
            move(actor=world.ana, case=world.stomach, response=response)


def test_a_primary_is_a_case_of_the_same_patient(world: World) -> None:
    thigh, values = world.thigh, Values({"primary_case": world.stomach})
    with acting("ana@example.org"), pytest.raises(ValidationError, match="no such entry"):
        change_case(actor=world.ana, case=thigh, version=thigh.version, values=values)
