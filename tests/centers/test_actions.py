"""Every public service is an action; an action authorizes, names, restores and refreshes."""

import importlib.util
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from centers import access, actions, binding
from centers.actions import Conflict, System, action, touch
from centers.commands import acting
from centers.models import User
from centers.permissions import Permission
from centers.services.people import change_profile
from registry.models import Case, FollowUp
from registry.records import Values
from registry.services.cases import change_case, register_case
from registry.services.entries import add_entry
from tests.architecture.tree import APPS, production_python
from tests.world import World


def services() -> Iterator[ModuleType]:
    """Every module of every `services` package."""
    for app in APPS:
        if importlib.util.find_spec(f"{app}.services") is None:
            continue
        package = importlib.import_module(f"{app}.services")
        yield package
        for found in pkgutil.walk_packages(getattr(package, "__path__", []), f"{package.__name__}."):
            yield importlib.import_module(found.name)


def unguarded(module: ModuleType) -> list[str]:
    """Public functions of a module that are no actions, or not written as one."""
    wrong = []
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if name.startswith("_") or function.__module__ != module.__name__:
            continue
        if not hasattr(function, "verb"):
            wrong.append(f"{module.__name__}.{name} is no action")
            continue
        parameters = list(inspect.signature(function).parameters.values())
        if parameters[0].name != "actor" or any(one.kind is not one.KEYWORD_ONLY for one in parameters):
            wrong.append(f"{module.__name__}.{name} does not take keyword arguments, `actor` first")
    return wrong


def test_every_public_service_is_an_action() -> None:
    modules = list(services())
    assert len(modules) >= 6
    assert [line for module in modules for line in unguarded(module)] == []
    verbs = [one.verb for module in modules for one in vars(module).values() if _is_own_action(one, module)]
    assert len(verbs) >= 15
    assert len(verbs) == len(set(verbs)), "two services share a verb"


def _is_own_action(candidate: Any, module: ModuleType) -> bool:
    return hasattr(candidate, "verb") and candidate.__module__ == module.__name__


def test_a_service_without_the_decorator_is_found() -> None:
    module = ModuleType("made.services")
    source = "def open_all(case): ...\ndef _private(): ..."
    exec(source, module.__dict__)  # noqa: S102
    module.open_all.__module__ = module.__name__
    assert unguarded(module) == ["made.services.open_all is no action"]


def test_only_commands_jobs_and_the_mechanism_act_as_the_installation() -> None:
    """A view or a service that made itself a `System` would pass every check."""
    users = {name for name, source in production_python().items() if "System(" in source}
    assert users <= {"centers/actions.py", "centers/commands.py"} | {
        name for name in users if "/management/" in name or name.endswith(("jobs.py", "tasks.py"))
    }


def test_arguments_are_named(world: World) -> None:
    with pytest.raises(TypeError, match="keyword arguments only"):
        register_case(world.ana, world.madrid, Values())  # type: ignore[call-arg, misc]


@pytest.mark.parametrize(
    ("name", "error"),
    [("pedro", Http404), ("zoe", Http404), ("olga", Http404), ("nora", PermissionDenied)],
)
def test_an_action_asks_before_it_runs(world: World, name: str, error: type[Exception]) -> None:
    person = world.people[name]
    with acting(person.email), pytest.raises(error):
        change_case(actor=person, case=world.thigh, version=1, values=Values({"depth": "DEEP"}))
    with acting(None):
        assert Case.objects.get(pk=world.thigh.pk).version == world.thigh.version


def test_registering_needs_the_right_at_that_center(world: World) -> None:
    for name, error in (("pedro", Http404), ("lucia", None), ("olga", Http404), ("marta", PermissionDenied)):
        person = world.people[name]
        with acting(person.email):
            if error is None:
                assert (
                    register_case(actor=person, center=world.madrid, case=Values()).center_id
                    == world.madrid.pk
                )
                continue
            with pytest.raises(error):
                register_case(actor=person, center=world.madrid, case=Values())


def test_only_oneself_changes_ones_own_settings(world: World) -> None:
    rest: dict[str, Any] = {"language": "en", "region": "ES", "time_zone": "UTC", "shortcuts": True}
    with acting(world.olga.email), pytest.raises(PermissionDenied):
        change_profile(actor=world.olga, user=world.ana, name="X", **rest)


def test_a_refused_action_for_another_person_gives_the_context_back(world: World) -> None:
    """`rights_of` binds that person's id before the refusal; the savepoint takes it back."""
    with acting(world.ana.email):
        outer = binding.current()
        with pytest.raises(Http404):
            change_case(actor=world.pedro, case=world.femur, version=1, values=Values())
        assert binding.current() == outer
        assert set(Case.objects.values_list("pk", flat=True)) == {world.thigh.pk, world.stomach.pk}


def test_an_action_may_write_only_what_its_permission_allows(world: World) -> None:
    seen = {}

    @action("test.looks", Permission.SHARE_CASE)
    def looks(*, actor: User, case: Case) -> None:
        seen.update(vars(binding.current()))

    with acting(world.ana.email):
        looks(actor=world.ana, case=world.thigh)
    madrid = frozenset({world.madrid.pk})
    assert (seen["grant"], seen["edit"], seen["appoint"], seen["read"]) == (
        madrid,
        frozenset(),
        frozenset(),
        madrid,
    )
    assert (seen["actor"], seen["journal"]["verb"]) == (f"user:{world.ana.pk}", "test.looks")


def test_what_follows_runs_once_for_all_touched_cases(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[frozenset[int], str, frozenset[str]]] = []

    def hook(cases: frozenset[int]) -> None:
        bound = binding.current()
        assert not bound.edit | bound.read
        called.append((cases, bound.journal.get("verb", ""), bound.network))

    monkeypatch.setattr(actions, "_hooks", [hook])

    @action("test.outer", Permission.EDIT_CASE)
    def outer(*, actor: User, case: Case, other: Case) -> None:
        touch([other.pk])
        change_case(actor=actor, case=case, version=case.version, values=Values({"depth": "SUPERFICIAL"}))
        assert called == []

    with acting(world.ana.email):
        outer(actor=world.ana, case=world.thigh, other=world.stomach)
    assert called == [({world.thigh.pk, world.stomach.pk}, "test.outer", {"read_case", "refresh"})]
    with pytest.raises(RuntimeError, match="outside an action"):
        touch([1])


def test_a_failing_hook_takes_the_change_with_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def hook(cases: frozenset[int]) -> None:
        raise Conflict("no")

    monkeypatch.setattr(actions, "_hooks", [hook])
    with acting(world.ana.email):
        with pytest.raises(Conflict):
            change_case(
                actor=world.ana,
                case=world.thigh,
                version=world.thigh.version,
                values=Values({"depth": "SUPERFICIAL"}),
            )
        assert Case.objects.get(pk=world.thigh.pk).depth == "DEEP"


def test_two_editors_do_not_overwrite_each_other(world: World) -> None:
    with acting(world.ana.email):
        first, second = (Case.objects.get(pk=world.thigh.pk) for _ in range(2))
        change_case(actor=world.ana, case=first, version=first.version, values=Values({"ecog_dx": 1}))
        with pytest.raises(Conflict):
            change_case(actor=world.ana, case=second, version=second.version, values=Values({"ecog_dx": 2}))


def test_the_installation_acts_under_its_name(world: World) -> None:
    with acting(None) as system:
        assert isinstance(system, System)
        entry = add_entry(actor=system, case=world.femur, kind=FollowUp, values=Values({"status": "AWD"}))
    assert entry.center_id == world.lima.pk
    with acting(None):
        assert access.rights_of(world.ana).holds(Permission.EDIT_CASE)
