"""My work, settings and people, as a browser without JavaScript sees them."""

import re

import pytest
from django.core import mail
from django.test import Client

from centers.models import Membership, Task, User
from tests.world import World, acting


def test_a_stranger_is_led_to_sign_in(client: Client) -> None:
    for url in ("/", "/today/", "/me/", "/network/people/"):
        response = client.get(url)
        assert response.status_code == 302, url
        assert response["Location"].startswith("/account/login/")


def test_my_work_is_empty_and_says_so(client: Client, world: World) -> None:
    client.force_login(world.paula)
    assert "Nothing needs you today" in client.get("/today/").content.decode()


@pytest.mark.parametrize(
    ("name", "way_on"), [("marta", ["/cases/"]), ("olga", ["/network/people/"]), ("paula", [])]
)
def test_an_empty_list_of_work_leads_on(client: Client, world: World, name: str, way_on: list[str]) -> None:
    client.force_login(world.people[name])
    main = client.get("/today/").content.decode().partition("<main")[2]
    assert re.findall(r'<a class="button" href="([^"]+)"', main) == way_on


def test_a_task_of_the_center_is_shown_to_its_clinicians_only(client: Client, world: World) -> None:
    with acting(None):
        Task.objects.create(
            center=world.madrid, key="k", verb="Answer", title="GIST, stomach", reason="Query", url="/x/"
        )
    client.force_login(world.ana)
    assert "GIST, stomach" in client.get("/today/").content.decode()
    for stranger in (world.pedro, world.nora):
        client.force_login(stranger)
        assert "GIST, stomach" not in client.get("/today/").content.decode()


def test_a_person_changes_their_own_settings(client: Client, world: World) -> None:
    client.force_login(world.ana)
    form = {"name": "Ana Ruiz", "language": "en", "region": "MX", "time_zone": "America/Lima"}
    assert client.post("/me/", form).status_code == 302
    ana = User.objects.get(pk=world.ana.pk)
    assert (ana.name, ana.language, ana.region, ana.shortcuts) == ("Ana Ruiz", "en", "MX", False)
    assert client.post("/me/", form | {"time_zone": "Mars/Base"}).status_code == 422


@pytest.mark.parametrize(("name", "status"), [("lucia", 200), ("olga", 200), ("ana", 403), ("nora", 403)])
def test_people_are_managed_by_those_who_may(client: Client, world: World, name: str, status: int) -> None:
    client.force_login(world.people[name])
    assert client.get("/network/people/").status_code == status


def test_a_lead_sees_the_people_of_the_center_only(client: Client, world: World) -> None:
    client.force_login(world.lucia)
    page = client.get("/network/people/").content.decode()
    assert "diego@example.org" in page
    assert "pedro@example.org" not in page
    assert "olga@example.org" not in page


def test_an_invited_person_gets_a_mail_without_any_role_and_can_set_a_password(
    client: Client, world: World, django_capture_on_commit_callbacks: object
) -> None:
    client.force_login(world.lucia)
    form = {"email": "New.Person@example.org", "name": "New Person", "place": "ES07", "role": "DATA_MANAGER"}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert client.post("/network/people/", form).status_code == 302
    (message,) = mail.outbox
    assert message.to == ["new.person@example.org"]
    assert "Data manager" not in message.body
    link = re.search(r"http://testserver(\S+)", message.body)
    assert link
    stranger = Client()
    page = stranger.get(link[1], follow=True)
    form = {"password1": "Correct-horse-7", "password2": "Correct-horse-7"}
    assert stranger.post(page.redirect_chain[-1][0], form).status_code == 302
    assert stranger.login(email="new.person@example.org", password="Correct-horse-7")


def test_a_lead_cannot_invite_elsewhere_or_into_the_network(client: Client, world: World) -> None:
    client.force_login(world.lucia)
    for place, role in (("PE01", "DATA_MANAGER"), ("", "MONITOR"), ("ES07", "MONITOR")):
        form = {"email": "x@example.org", "name": "X", "place": place, "role": role}
        assert client.post("/network/people/", form).status_code in {404, 422}
    assert not User.objects.filter(email="x@example.org").exists()


def test_ending_a_role_closes_the_cases_at_the_next_request(client: Client, world: World) -> None:
    diego = Client()
    diego.force_login(world.diego)
    assert diego.get(f"/cases/{world.thigh.public_id}/").status_code == 200
    with acting(None):
        membership = Membership.objects.get(user=world.diego)
    client.force_login(world.lucia)
    url = f"/network/people/roles/{membership.pk}/end/"
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "left the hospital"}).status_code == 302
    assert diego.get(f"/cases/{world.thigh.public_id}/").status_code in {403, 404}
    assert client.post(url, {"reason": "again"}).status_code == 409


def test_a_disabled_person_is_a_stranger_at_the_next_request(client: Client, world: World) -> None:
    ana = Client()
    ana.force_login(world.ana)
    assert ana.get("/today/").status_code == 200
    client.force_login(world.olga)
    client.post(f"/network/people/{world.ana.pk}/disable/", {"reason": "left"})
    assert ana.get("/today/").status_code == 302
    client.post(f"/network/people/{world.ana.pk}/enable/", {"reason": "back"})
    assert client.post(f"/network/people/{world.olga.pk}/disable/", {"reason": "oops"}).status_code == 409
    lead = Client()
    lead.force_login(world.lucia)
    assert lead.post(f"/network/people/{world.ana.pk}/disable/", {"reason": "no"}).status_code == 404
