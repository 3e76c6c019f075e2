"""Addresses with objects in them: for each argument of each route an object of ours, of others, of nobody.

A route with an argument that is not in `known` fails the tests that use it: teach it here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from centers.commands import acting
from centers.models import Membership
from registry.models import Attachment, SavedView
from registry.sections import SECTIONS
from tests.world import PEOPLE, World

from .routes import Route

NOBODYS_CASE = "2345-6789-A"
NOBODYS_NUMBER = 987654321


@dataclass(frozen=True)
class Known:
    """Values of one argument, and who may see which of them."""

    of_madrid: Any
    of_lima: Any
    of_nobody: Any
    madrid_seen_by: frozenset[str] = frozenset()
    lima_seen_by: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Takes rows for their keys."""
        for side in ("of_madrid", "of_lima"):
            value = getattr(self, side)
            object.__setattr__(self, side, getattr(value, "pk", value))

    def own(self, name: str) -> Any | None:
        """An object this person may see."""
        if name in self.madrid_seen_by:
            return self.of_madrid
        return self.of_lima if name in self.lima_seen_by else None

    def foreign(self, name: str) -> Any | None:
        """An object that exists out of this person's sight."""
        if name not in self.lima_seen_by:
            return self.of_lima
        return self.of_madrid if name not in self.madrid_seen_by else None


def fixed(value: Any) -> Known:
    """An argument that names no object: a section, an act."""
    return Known(value, value, value)


IN_MADRID = frozenset(name for name, (center, _role) in PEOPLE.items() if center == "ES07")
READ_ALL = frozenset({"nora", "marta"})
VISITOR = frozenset({"zoe"})  # to whom the fixture `crowded` opens a case of each center
ANA, PEDRO = frozenset({"ana"}), frozenset({"pedro"})  # each with a view of the case list of their own
OF_ALL = frozenset({"olga"})  # manages the people of the network
OF_LEAD = OF_ALL | {"lucia"}  # manages those of Madrid


def known(route: Route, world: World) -> dict[tuple[str, str], Known]:
    """Every argument by the start of route names and argument name; the longest start counts."""
    seen = (IN_MADRID | READ_ALL | VISITOR, READ_ALL | VISITOR | {"pedro"})
    section = getattr(route.view, "section", SECTIONS["surgery"])  # the API has one route for each section
    with acting(None):
        entries = (section if section.repeats else SECTIONS["surgery"]).entry_model.objects
        cases = (world.thigh, world.femur)
        entry = [entries.filter(case=case).first() for case in cases]
        file = [Attachment.objects.filter(case=case).first() for case in cases]
        diego, pedro = (Membership.objects.get(user=world.people[name]) for name in ("diego", "pedro"))
    views = {name: _view_of(world.people[name]) for name in ("ana", "pedro")}
    return {
        ("", "public_id"): Known(world.thigh.public_id, world.femur.public_id, NOBODYS_CASE, *seen),
        ("", "code"): fixed("QI-SURG-06"),
        ("registry:", "section"): fixed("surgery"),
        ("registry:rule", "name"): fixed("FNCLCC"),
        ("registry:term", "kind"): fixed("histology"),
        ("registry:term", "key"): fixed("DDLPS"),
        ("registry:saved_view", "pk"): Known(views["ana"], views["pedro"], NOBODYS_NUMBER, ANA, PEDRO),
        ("registry:delete_view", "pk"): Known(views["ana"], views["pedro"], NOBODYS_NUMBER, ANA, PEDRO),
        ("registry:", "pk"): Known(entry[0], entry[1], NOBODYS_NUMBER, *seen),
        ("api:", "pk"): Known(entry[0], entry[1], NOBODYS_NUMBER, *seen),
        ("registry:attachment", "pk"): Known(file[0], file[1], NOBODYS_NUMBER, *seen),
        ("api:attachment", "pk"): Known(file[0], file[1], NOBODYS_NUMBER, *seen),
        ("api:nowhere", "rest"): fixed("no/such/address"),
        ("centers:end_membership", "pk"): Known(diego, pedro, NOBODYS_NUMBER, OF_LEAD, OF_ALL),
        ("centers:change_account", "pk"): Known(world.diego, world.pedro, NOBODYS_NUMBER, OF_ALL, OF_ALL),
        ("centers:change_account", "act"): fixed("disable"),
    }


def _view_of(user: Any) -> SavedView | None:
    """The view this person keeps: nobody else sees it, the installation included."""
    with acting(user.email):
        return SavedView.objects.filter(user=user).first()


def one_section(found: list[Route], *, to: str) -> list[Route]:
    """All routes for Ana; for others one of the API's sections, for they are all alike."""
    surgery = SECTIONS["surgery"]
    return [route for route in found if to == "ana" or getattr(route.view, "section", surgery) is surgery]


class UnknownArgument(AssertionError):
    """A route takes something this module has not been taught."""


def arguments(route: Route, world: World) -> dict[str, Known]:
    """What is known of each argument of a route."""
    table = known(route, world)
    found = {}
    for name in route.arguments:
        starts = [start for start, argument in table if argument == name and route.name.startswith(start)]
        if not starts:
            raise UnknownArgument(
                f"{route.name} ({route.pattern}): teach tests/security/addresses.py {name!r}"
            )
        found[name] = table[max(starts, key=len), name]
    return found


def own(route: Route, world: World, name: str) -> str | None:
    """The address of an object that this person may see; None when there is none."""
    values = {
        key: value.of_madrid if value.of_madrid == value.of_nobody else value.own(name)
        for key, value in arguments(route, world).items()
    }
    return None if None in values.values() else reverse(route.name, kwargs=values)


def pairs(route: Route, world: World, name: str) -> Iterator[tuple[str, str]]:
    """Addresses that must be answered alike: of something out of sight, and of something that is nowhere.

    All objects foreign at once, and each one foreign under parents of one's own.
    """
    values = arguments(route, world)
    objects = [key for key, value in values.items() if value.of_madrid != value.of_nobody]
    names = {key: values[key].of_nobody for key in values if key not in objects}
    if objects and all(values[key].foreign(name) is not None for key in objects):
        foreign = {key: values[key].foreign(name) for key in objects}
        nowhere = {key: values[key].of_nobody for key in objects}
        yield reverse(route.name, kwargs=names | foreign), reverse(route.name, kwargs=names | nowhere)
    for last in objects[1:]:
        mine = {key: values[key].own(name) for key in objects if key != last}
        theirs = values[last].foreign(name)
        if theirs is not None and None not in mine.values():
            nowhere = {**mine, last: values[last].of_nobody}
            yield (
                reverse(route.name, kwargs={**names, **mine, last: theirs}),
                reverse(route.name, kwargs={**names, **nowhere}),
            )
