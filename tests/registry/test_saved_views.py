"""Saved views: a case list as one person wants to see it again, seen and changed by that person alone."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client

from centers import binding
from centers.models import User
from registry.models import SavedView
from registry.services.views import MOST, delete_view, rename_view, save_view
from tests.world import World, acting

TABS = re.compile(r'<nav class="tabs" aria-label="Saved views">(.*?)</nav>')
STS = "group=STS&since=2024&column=size&column=stage&sort=size"


def keep(user: User, name: str, query: str = STS) -> SavedView:
    with acting(user.email):
        return save_view(actor=user, user=user, name=name, query=query)


def tabs(client: Client, query: str = "") -> list[str]:
    """Names of the views above the list; the current one starts with a star."""
    found = TABS.search(client.get(f"/cases/?{query}").content.decode())
    links = re.findall(r"<a ([^>]*)>([^<]*)</a>", found[1]) if found else []
    return [("*" if "aria-current" in attributes else "") + name for attributes, name in links]


def test_a_list_is_kept_under_a_name_and_opened_again(client: Client, world: World) -> None:
    client.force_login(world.ana)
    assert tabs(client) == []
    address = "/cases/?sort=size&group=STS&page=1&since=2024&column=stage&column=size"
    kept = client.post(address, {"view-name": "Soft tissue"})
    assert (kept.status_code, kept["Location"]) == (302, f"/cases/?{STS}")  # always in the same order
    assert tabs(client) == ["*All", "Soft tissue"]
    assert tabs(client, kept["Location"].partition("?")[2]) == ["All", "*Soft tissue"]
    assert world.thigh.public_id in client.get(kept["Location"]).content.decode()


def test_a_view_is_renamed_and_thrown_away(client: Client, world: World) -> None:
    view = keep(world.ana, "Soft tissue")
    client.force_login(world.ana)
    page = client.get(f"/cases/?{STS}").content.decode()
    assert f"/cases/views/{view.pk}/" in page
    assert "Soft tissue" in client.get(f"/cases/views/{view.pk}/").content.decode()
    done = client.post(f"/cases/views/{view.pk}/", {"name": "Limbs"})
    assert (done.status_code, done["Location"]) == (302, f"/cases/?{STS}")
    assert tabs(client) == ["*All", "Limbs"]
    assert client.post(f"/cases/views/{view.pk}/delete/").status_code == 302
    assert tabs(client) == []


def test_nobody_sees_or_changes_the_views_of_others(client: Client, world: World) -> None:
    view = keep(world.ana, "Mine")
    for name in ("lucia", "diego", "nora", "olga"):
        client.force_login(world.people[name])
        assert tabs(client) == [], name
        for address in (f"/cases/views/{view.pk}/", f"/cases/views/{view.pk}/delete/"):
            assert client.post(address, {"name": "Taken"}).status_code == 404, name
    client.force_login(world.ana)
    assert tabs(client) == ["*All", "Mine"]


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ("group=GIST", "Soft tissue", "You have a view of this name."),
        ("group=GIST", " ", "This field is required."),
        ("group=GIST", "x" * 41, "at most 40 characters"),
        ("q=Garcia", "Someone", "not a searched text"),
    ],
)
def test_what_cannot_be_kept_is_said(
    client: Client, world: World, query: str, name: str, message: str
) -> None:
    keep(world.ana, "Soft tissue")
    client.force_login(world.ana)
    refused = client.post(f"/cases/?{query}", {"view-name": name})
    assert refused.status_code == 422
    assert message in refused.content.decode()
    assert tabs(client) == ["*All", "Soft tissue"]


def test_a_renamed_view_keeps_its_name_when_the_new_one_is_taken(client: Client, world: World) -> None:
    keep(world.ana, "One")
    two = keep(world.ana, "Two", "group=GIST")
    client.force_login(world.ana)
    assert client.post(f"/cases/views/{two.pk}/", {"name": "One"}).status_code == 422
    assert client.post(f"/cases/views/{two.pk}/", {"name": "Two"}).status_code == 302
    assert tabs(client) == ["*All", "One", "Two"]


def test_a_person_keeps_a_limited_number(world: World) -> None:
    for number in range(MOST):
        keep(world.ana, f"View {number}")
    with pytest.raises(ValidationError, match=f"You keep {MOST} views"):
        keep(world.ana, "One more")
    assert keep(world.diego, "View 1")  # names and numbers are each person's own


def test_the_services_serve_nobody_else(world: World) -> None:
    view = keep(world.ana, "Mine")
    with acting(world.lucia.email):
        with pytest.raises(PermissionDenied):
            save_view(actor=world.lucia, user=world.ana, name="Hers", query="")
        with pytest.raises(PermissionDenied):
            rename_view(actor=world.lucia, user=world.ana, view=view, name="Hers")
        with pytest.raises(PermissionDenied):
            delete_view(actor=world.lucia, user=world.ana, view=view)


def rows(statement: str, *values: object) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def test_row_security_shows_people_their_own_rows_only(world: World) -> None:
    """The same in raw SQL, with the most that each person's actions may bind."""
    mine = keep(world.ana, "Mine")
    acted = {"actor": "user:test", "network": frozenset({"read_case", "manage_people"})}
    own, other = (binding.Context(user=person.pk, **acted) for person in (world.ana, world.lucia))
    table, where = "registry_savedview", "where id = %s"
    for context, seen in ((other, 0), (binding.Context(**acted), 0), (own, 1)):
        with binding.bound(context):
            assert rows(f"select * from {table} {where}", mine.pk) == seen
            assert rows(f"update {table} set name = name {where}", mine.pk) == seen
    insert = f"insert into {table} (user_id, name, query, created_at) values (%s, 'x', '', now())"
    for context in (other, binding.Context(user=world.ana.pk)):  # for another person; outside any action
        with binding.bound(context), pytest.raises(ProgrammingError, match="row-level security"):
            rows(insert, world.ana.pk)
    with binding.bound(other):
        assert rows(f"delete from {table}") == 0
    with binding.bound(own):
        assert rows(insert, world.ana.pk) == 1
        assert rows(f"delete from {table}") == 2
