"""The import page: who may open it, what it keeps, and that a yes is a yes to what was shown."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from centers.commands import acting
from centers.models import ReadEvent
from registry.imports import holding
from registry.models import CaseSource
from registry.views import imports as views
from tests.registry.imports import COLUMNS, SMALL, case_of, run, table
from tests.world import World

pytestmark = pytest.mark.django_db
ROW = {"id": "7", "sex": "f"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Uploads of a test lie in its own folder."""
    monkeypatch.setattr(holding.tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path


def send(client: Client, world: World, content: bytes, **chosen: Any) -> Any:
    """Uploads a file with the small mapping."""
    files = {
        "file": SimpleUploadedFile("canary-file.csv", content),
        "own_mapping": SimpleUploadedFile("small.toml", SMALL.encode()),
    }
    return client.post("/imports/", {"center": world.madrid.pk, **files, **chosen})


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def imported() -> int:
    with acting(None):
        return CaseSource.objects.filter(source="small").count()


@pytest.mark.parametrize(
    ("who", "status"),
    [("diego", 200), ("lucia", 200), ("ana", 403), ("nora", 403), ("olga", 403), (None, 302)],
)
def test_who_may_open_it(world: World, client: Client, who: str | None, status: int) -> None:
    if who:
        client.force_login(world.people[who])
    assert client.get("/imports/").status_code == status
    assert client.post("/imports/commit/", {"sha256": "x"}).status_code == (302 if status == 200 else status)


def test_a_dry_run_and_a_yes(world: World, client: Client, folder: Path) -> None:
    client.force_login(world.diego)
    page = send(client, world, table(ROW))
    assert "Import 1 row into ES07" in page.content.decode()
    assert imported() == 0
    (held,) = kept(folder)
    assert held.stat().st_mode & 0o077 == 0
    assert b"canary" not in held.read_bytes()
    assert b"id,sex" not in held.read_bytes()
    done = client.post("/imports/commit/", {"sha256": page.context["report"].sha256}, follow=True)
    assert "1 case created" in done.content.decode()
    assert imported() == 1
    assert not kept(folder)


def test_a_yes_is_to_the_file_that_was_shown(world: World, client: Client, folder: Path) -> None:
    client.force_login(world.diego)
    first = send(client, world, table(ROW)).context["report"].sha256
    second = send(client, world, table({"id": "8"})).context["report"].sha256
    assert len(kept(folder)) == 1
    assert (
        "no longer kept" in client.post("/imports/commit/", {"sha256": first}, follow=True).content.decode()
    )
    assert imported() == 0
    client.post("/imports/commit/", {"sha256": second})
    assert imported() == 1


def test_another_session_cannot_say_yes(world: World, client: Client) -> None:
    client.force_login(world.diego)
    sha256 = send(client, world, table(ROW)).context["report"].sha256
    other = Client()
    other.force_login(world.lucia)
    assert (
        "no longer kept" in other.post("/imports/commit/", {"sha256": sha256}, follow=True).content.decode()
    )
    assert imported() == 0


def test_what_nobody_took_is_deleted(world: World, client: Client, folder: Path) -> None:
    client.force_login(world.diego)
    sha256 = send(client, world, table(ROW)).context["report"].sha256
    old = time.time() - holding.KEPT - 1
    os.utime(kept(folder)[0], (old, old))
    assert (
        "no longer kept" in client.post("/imports/commit/", {"sha256": sha256}, follow=True).content.decode()
    )
    assert not kept(folder)


def test_a_refused_file_is_not_kept(world: World, client: Client, folder: Path) -> None:
    client.force_login(world.diego)
    page = send(client, world, table({**ROW, "size": "<b>big"})).content.decode()
    for said in ("cannot be imported", "&lt;b&gt;big", "is not a number"):
        assert said in page
    assert 'name="sha256"' not in page
    assert not kept(folder)


@pytest.mark.parametrize(
    ("content", "chosen", "said"),
    [
        (b"", {}, "The file is empty."),
        (table(ROW, columns=(*COLUMNS, "weight")), {}, "neither maps nor ignores: weight"),
        (table(ROW), {"own_mapping": SimpleUploadedFile("x.toml", b"name = ")}, "not valid TOML"),
        (table(ROW), {"own_mapping": ""}, "Choose a mapping"),
        (table(ROW), {"center": "0"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_the_form(
    world: World, client: Client, content: bytes, chosen: dict[str, Any], said: str
) -> None:
    client.force_login(world.diego)
    page = send(client, world, content, **chosen)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_only_own_centers_are_offered(world: World, client: Client) -> None:
    client.force_login(world.diego)
    assert "PE01" not in client.get("/imports/").content.decode()
    assert send(client, world, table(ROW), center=world.lima.pk).status_code == 422


def test_a_file_the_record_has_already_offers_nothing(world: World, client: Client) -> None:
    run(table(ROW))
    client.force_login(world.diego)
    page = send(client, world, table(ROW)).content.decode()
    assert "there is nothing to import" in page
    assert 'name="sha256"' not in page
    with acting(None):
        assert ReadEvent.objects.filter(user=world.diego, route="registry:import").exists()


def test_where_file_and_record_differ_both_are_shown_and_the_field_is_linked(
    world: World, client: Client
) -> None:
    run(table({**ROW, "size": "82"}))
    client.force_login(world.diego)
    response = send(client, world, table({"id": "7", "sex": "m", "size": "90", "diagnosed": "2021"}))
    page = response.content.decode()
    with acting(None):
        public_id = case_of("7").public_id
    for said in ("90 mm", "82 mm", "Case: largest diameter", f"/cases/{public_id}/tumor/#id_size_mm"):
        assert said in page
    done = client.post("/imports/commit/", {"sha256": response.context["report"].sha256}, follow=True)
    assert "2 values differ and the record keeps its own" in done.content.decode()


def test_a_long_list_of_disagreements_is_cut_and_says_so(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(table({**ROW, "id": "1"}, {**ROW, "id": "2"}))
    monkeypatch.setattr(views, "SHOWN", 1)
    client.force_login(world.diego)
    page = send(client, world, table({"id": "1", "sex": "m"}, {"id": "2", "sex": "m"})).content.decode()
    assert "2 values; the first 1 are shown" in page
    assert page.count("Female") == 1


def test_nothing_of_the_file_reaches_the_log(
    world: World, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(world.diego)
    caplog.set_level(0)
    send(client, world, table({"id": "canary-id", "size": "canary-size"}))
    assert "canary" not in caplog.text
