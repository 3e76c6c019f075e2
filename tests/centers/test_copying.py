"""Bulk rows arrive as they were given, and through the same doors as single ones."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import Error, transaction

from centers import binding, copying
from centers.actions import action
from centers.commands import acting
from centers.models import User
from centers.permissions import Permission
from registry.models import Case, FollowUp, Patient, Radiotherapy, Surgery
from tests.world import World

AWKWARD = 'a\tb\\n "c", {d}\r\nNULL \\N é'


@action("test.copied", Permission.EDIT_CASE)
def copy(*, actor: User, case: Case, model: Any, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    copying.insert(model, names, rows)


def test_every_kind_of_value_arrives(world: World) -> None:
    names = (
        "case",
        "center",
        "surgery_date",
        "surgery_date_precision",
        "vascular_involvement",
        "organs_resected",
    )
    names += ("asa", "missing", "reconstruction")
    day = datetime.date(2024, 2, 29)
    rows = [
        (
            world.thigh.pk,
            world.madrid.pk,
            day,
            "DAY",
            AWKWARD,
            [AWKWARD, "kidney"],
            2,
            {"los_days": "UNKNOWN"},
            None,
        ),
        (world.thigh.pk, world.madrid.pk, None, None, None, None, None, {}, ["MESH", "NERVE"]),
    ]
    with acting("ana@example.org"):
        copy(actor=world.ana, case=world.thigh, model=Surgery, names=names, rows=rows)
        full, empty = Surgery.objects.filter(case=world.thigh, role__isnull=True).order_by("pk")
    assert (full.surgery_date, full.vascular_involvement, full.asa) == (day, AWKWARD, 2)
    assert full.organs_resected == [AWKWARD, "kidney"]
    assert full.missing == {"los_days": "UNKNOWN"}
    assert (full.version, full.void_reason, full.voided_at) == (1, "", None)
    assert full.created_at is not None
    assert (empty.surgery_date, empty.organs_resected, empty.reconstruction) == (
        None,
        None,
        ["MESH", "NERVE"],
    )


@pytest.mark.parametrize(("given", "kept"), [(Decimal("55.8"), Decimal("55.80")), (50, Decimal("50.00"))])
def test_a_number_stays_exact(world: World, given: Any, kept: Decimal) -> None:
    with acting("ana@example.org"):
        rows = [(world.thigh.pk, world.madrid.pk, given)]
        names = ("case", "center", "total_dose_gy")
        copy(actor=world.ana, case=world.thigh, model=Radiotherapy, names=names, rows=rows)
        assert Radiotherapy.objects.get(case=world.thigh).total_dose_gy == kept


def test_each_row_is_in_the_journal_with_actor_and_verb(world: World) -> None:
    with acting("ana@example.org"):
        rows = [(world.thigh.pk, world.madrid.pk, status) for status in ("NED", "AWD")]
        copy(actor=world.ana, case=world.thigh, model=FollowUp, names=("case", "center", "status"), rows=rows)
        events: Any = FollowUp.events.rel.related_model.objects.filter(case=world.thigh)  # type: ignore[attr-defined]
        told = {
            (event.status, event.pgh_label, event.pgh_context["actor"], event.pgh_context["verb"])
            for event in events
        }
    assert told == {
        ("NED", "insert", "ana@example.org", "test.copied"),
        ("AWD", "insert", "ana@example.org", "test.copied"),
    }


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (("status",), ("CURED",)),  # no such code
        (("ecog",), (9,)),  # beyond its limits
        (("visit_date",), ("2024-01-01",)),  # a date without its precision
    ],
)
def test_constraints_hold(world: World, columns: tuple[str, ...], row: tuple[Any, ...]) -> None:
    rows = [(world.thigh.pk, world.madrid.pk, *row)]
    names = ("case", "center", *columns)
    with acting("ana@example.org"), pytest.raises(Error, match="check constraint"), transaction.atomic():
        copy(actor=world.ana, case=world.thigh, model=FollowUp, names=names, rows=rows)


def test_row_security_holds(world: World) -> None:
    rows = [(world.femur.pk, world.lima.pk, "NED")]
    names = ("case", "center", "status")
    with acting("ana@example.org"), pytest.raises(Error, match="row-level security"), transaction.atomic():
        copy(actor=world.ana, case=world.thigh, model=FollowUp, names=names, rows=rows)


def test_without_an_action_nothing_is_written(world: World) -> None:
    with acting(None):
        unnamed = binding.Context(edit=frozenset({world.madrid.pk}))
        with binding.bound(unnamed), pytest.raises(Error, match="named actor"), transaction.atomic():
            copying.insert(Patient, ("center", "sex"), [(world.madrid.pk, "MALE")])


def test_nothing_to_copy_is_nothing_to_do(world: World) -> None:
    copying.insert(Patient, ("center",), [])


def test_what_exists_is_replaced_when_asked_for(world: World) -> None:
    with acting("ana@example.org"):
        version = world.thigh.version
        row = (
            world.thigh.pk,
            world.madrid.pk,
            world.thigh.patient_id,
            world.thigh.public_id,
            "G1",
            version + 1,
        )
        names = ("id", "center", "patient", "public_id", "grade_final", "version")
        replace(actor=world.ana, case=world.thigh, names=names, rows=[row])
        case = Case.objects.get(pk=world.thigh.pk)
    assert (case.grade_final, case.version, case.entity_id) == ("G1", version + 1, world.thigh.entity_id)


@action("test.replaced", Permission.EDIT_CASE)
def replace(*, actor: User, case: Case, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    copying.insert(Case, names, rows, replacing=("grade_final", "version"))
