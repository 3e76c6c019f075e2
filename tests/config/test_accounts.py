"""Pages of the sign-in package look and read like ours."""

import html
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from centers.models import User
from tests.world import World, acting

PUBLIC = ("login/", "password/reset/", "password/reset/done/")
OWN = ("2fa/", "2fa/webauthn/", "password/change/", "reauthenticate/", "logout/")
TITLES = re.compile(r"<(?:title|h1|h2)[^>]*>(.*?)</|class=\"button[^>]*>(.*?)</", re.DOTALL)
LARGE = re.compile(r"[\s-][A-Z][a-z]+\b")


def titles(client: Client, address: str) -> list[str]:
    response = client.get(f"/account/{address}")
    assert response.status_code == 200, address
    page = response.content.decode().replace("Sarcoma Network", "")
    return [html.unescape(one or other).strip() for one, other in TITLES.findall(page)]


@pytest.mark.parametrize("address", [*PUBLIC, *OWN])
def test_titles_headings_and_buttons_are_sentences(client: Client, world: World, address: str) -> None:
    if address in OWN:
        with acting(None):
            User.objects.filter(pk=world.ana.pk).update(
                password=make_password("a thigh of eighty millimeters")
            )
        client.force_login(User.objects.get(pk=world.ana.pk))
    found = titles(client, address)
    assert len(found) > 1
    assert [text for text in found if LARGE.search(text)] == []


def test_other_languages_keep_their_letters(client: Client, world: World) -> None:
    world.ana.language = "es"
    world.ana.save(update_fields=["language"])
    client.force_login(world.ana)
    assert "Autenticación de doble factor" in titles(client, "2fa/")
