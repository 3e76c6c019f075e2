"""Grants: one case, one person, one while; made in one place, and by nothing else."""

import ast
import datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission as AuthPermission
from django.db import DatabaseError, connection, transaction
from guardian.shortcuts import assign_perm, get_objects_for_user

from centers import access, binding
from centers.commands import acting
from centers.models import User
from centers.permissions import Permission
from registry.models import Case, CaseGrant, PathologyReport, Patient, PatientIdentity
from registry.services.cases import share_case, withdraw_case
from tests.architecture.tree import production_python
from tests.world import World

GUARDIAN = ("guardian.shortcuts", "guardian.utils", "guardian.core", "guardian.managers", "guardian.mixins")
MAY_GRANT = {"centers/access.py"}
DAYS = 30


def imports_of(source: str) -> set[str]:
    """Full names of everything a module imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def granting(sources: dict[str, str]) -> set[str]:
    """Modules that reach for what guardian grants and asks with."""
    return {
        name
        for name, source in sources.items()
        if any(item.startswith(GUARDIAN) for item in imports_of(source))
    }


def test_only_the_access_module_uses_guardian() -> None:
    assert granting(production_python()) == MAY_GRANT


@pytest.mark.parametrize(
    "source",
    [
        "from guardian.shortcuts import assign_perm",
        "import guardian.shortcuts",
        "from guardian import shortcuts",
    ],
)
def test_another_use_is_found(source: str) -> None:
    assert granting({"x.py": source, "y.py": "from guardian.models import UserObjectPermissionBase"}) == {
        "x.py"
    }


@pytest.fixture
def shared(world: World) -> World:
    """Ana has opened the thigh case to Zoe, who is nobody otherwise, for thirty days."""
    until = access.today() + datetime.timedelta(days=DAYS)
    with acting(world.ana.email):
        share_case(actor=world.ana, case=world.thigh, user=world.zoe, reason="visiting surgeon", until=until)
    return world


def sight(user: User) -> tuple[set[int], set[int]]:
    """The cases a person sees: by the rule in Python, and by row security with no filter at all."""
    with transaction.atomic(), binding.bound(binding.ANONYMOUS):
        fresh = User.objects.get(pk=user.pk)
        with binding.bound(access.rights_of(fresh).reading()):
            scoped = access.scope(Case.objects.all(), fresh, Permission.READ_CASE)
            return set(scoped.values_list("pk", flat=True)), set(Case.objects.values_list("pk", flat=True))


def test_a_share_opens_one_case_and_no_more(shared: World) -> None:
    assert sight(shared.zoe) == ({shared.thigh.pk}, {shared.thigh.pk})
    assert sight(shared.sara) == (set(), set())
    with acting(shared.zoe.email):
        assert set(PathologyReport.objects.values_list("case_id", flat=True)) == {shared.thigh.pk}
        assert [patient.pk for patient in Patient.objects.all()] == [shared.thigh.patient_id]
        assert not PatientIdentity.objects.exists()
        assert not access.allows(shared.zoe, Permission.EDIT_CASE, shared.thigh)
        assert not access.allows(shared.zoe, Permission.READ_IDENTITY, shared.thigh)


def test_a_share_is_read_only_in_the_database_too(shared: World) -> None:
    with acting(None), binding.bound(access.rights_of(shared.zoe).reading()):
        context = binding.current()
        acting_zoe = binding.Context(user=context.user, actor="user:zoe", cases=context.cases)
        with binding.bound(acting_zoe):
            assert Case.objects.count() == 1
            assert Case.objects.update(depth="DEEP") == 0
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                PathologyReport.objects.create(case=shared.thigh, center=shared.madrid)


def test_a_share_ends_on_its_day(shared: World) -> None:
    last, over = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=d) for d in (DAYS - 1, DAYS))
    with time_machine.travel(last, tick=False):
        assert sight(shared.zoe) == ({shared.thigh.pk}, {shared.thigh.pk})
    with time_machine.travel(over, tick=False):
        assert sight(shared.zoe) == (set(), set())


def test_a_withdrawn_share_ends_at_once(shared: World) -> None:
    with acting(shared.lucia.email):
        withdraw_case(actor=shared.lucia, case=shared.thigh, user=shared.zoe, reason="visit over")
    assert sight(shared.zoe) == (set(), set())


def test_a_disabled_visitor_sees_nothing(shared: World) -> None:
    """T2: guardian's own list would still name the case."""
    User.objects.filter(pk=shared.zoe.pk).update(is_active=False)
    assert sight(shared.zoe) == (set(), set())


def test_a_renewed_share_is_one_row(shared: World) -> None:
    until = access.today() + datetime.timedelta(days=2 * DAYS)
    with acting(shared.ana.email):
        share_case(actor=shared.ana, case=shared.thigh, user=shared.zoe, reason="longer", until=until)
        (grant,) = CaseGrant.objects.all()
        assert (grant.until, grant.reason) == (until, "longer")


def test_who_may_not_share_cannot(world: World) -> None:
    until = access.today() + datetime.timedelta(days=1)
    for name, error in (("diego", "PermissionDenied"), ("pedro", "Http404"), ("nora", "PermissionDenied")):
        person = world.people[name]
        with acting(person.email), pytest.raises(Exception) as refused:  # noqa: PT011
            share_case(actor=person, case=world.thigh, user=world.zoe, reason="x", until=until)
        assert type(refused.value).__name__ == error, name


def model_level(owner: Any, table: str, column: str, holder: int) -> None:
    """Writes a permission on all cases where Django and guardian would look for it."""
    owner.execute(f"alter table {table} no force row level security")
    owner.execute(
        f"insert into {table} ({column}, permission_id) select %s, auth_permission.id from auth_permission "
        "where codename = 'view_case'",
        [holder],
    )


def test_permissions_on_the_model_grant_nothing(world: World) -> None:
    """T1: a model-level permission opens everything in guardian's `get_objects_for_user`; here, nothing."""
    permission = AuthPermission.objects.get(codename="view_case")
    for grant in (
        lambda: world.zoe.user_permissions.add(permission),
        lambda: assign_perm("registry.view_case", world.zoe),
    ):
        with acting(None), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            grant()
    assert sight(world.zoe) == (set(), set())


def test_guardians_own_answer_would_have_been_wrong(shared: World) -> None:
    """The negative control of T2: why only our wrapper may ask."""
    User.objects.filter(pk=shared.zoe.pk).update(is_active=False)
    zoe = User.objects.get(pk=shared.zoe.pk)
    with acting(None):
        found = get_objects_for_user(
            zoe, "registry.view_case", accept_global_perms=False, with_superuser=False
        )
        assert [case.pk for case in found] == [shared.thigh.pk]


def test_there_are_no_superusers(world: World) -> None:
    with pytest.raises(DatabaseError, match="user_no_superuser"), transaction.atomic():
        User.objects.filter(pk=world.olga.pk).update(is_superuser=True)
    assert not hasattr(User.objects, "create_superuser")


def test_a_model_level_row_is_not_even_read(owner: Any) -> None:
    owner.execute("select min(id) from centers_user")
    model_level(owner, "centers_user_user_permissions", "user_id", owner.fetchone()[0])
    owner.execute("set constraints all immediate")
    owner.execute("alter table centers_user_user_permissions force row level security")
    owner.execute("select count(*) from centers_user_user_permissions")
    assert owner.fetchone() == (0,)
    assert connection.vendor == "postgresql"
