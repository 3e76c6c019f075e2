"""Files of a case: who adds, sees, opens and takes them out, and what lies on the disk."""

import datetime
import hashlib
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from centers import access
from centers.actions import Conflict
from centers.commands import acting
from centers.models import ReadEvent
from registry.models import Attachment, Surgery
from registry.records import Values
from registry.services.attachments import add_attachment
from registry.services.cases import share_case
from registry.services.entries import void_entry
from registry.services.voiding import void_case
from tests.centers.test_journal import journal
from tests.world import World

from . import files


def add(world: World, title: str = "A file", **said: Any) -> Attachment:
    """A file of the thigh, added by Ana."""
    given = {"content": files.png(), "names_patient": False, "about": Values({"title": title}), **said}
    with acting(world.ana.email):
        return add_attachment(actor=world.ana, case=world.thigh, **given)


def send(client: Client, world: World, content: bytes, **said: Any) -> Any:
    """The upload form, filled in and sent."""
    file = SimpleUploadedFile("Ignacia Canary-Thigh.svg", content, content_type="text/html")
    body = {"file": file, "names_patient": "no", **said}
    return client.post(f"/cases/{world.thigh.public_id}/files/new/", body)


def stored() -> list[Attachment]:
    with acting(None):
        return list(Attachment.objects.order_by("pk"))


def address(found: Attachment, case: Any) -> str:
    return f"/cases/{case.public_id}/files/{found.pk}/"


# Adding


def test_a_file_is_added_listed_and_opened(world: World, client: Client) -> None:
    client.force_login(world.ana)
    sent = send(
        client, world, files.pdf(pages=2), kind="OPERATION_NOTE", title="Note of 3 April", date="4/2025"
    )
    assert sent["Location"] == f"/cases/{world.thigh.public_id}/#files"
    (found,) = stored()
    assert (found.pages, found.content_type, found.center_id) == (2, "application/pdf", world.madrid.pk)
    page = client.get(sent["Location"]).content.decode()
    for text in ("Note of 3 April", "Operation note", "Apr 2025", "2 pages"):
        assert text in page
    opened = client.get(address(found, world.thigh))
    assert opened.content.startswith(b"%PDF-")
    assert hashlib.sha256(opened.content).hexdigest() == found.sha256
    assert len(opened.content) == found.size


def test_what_it_was_called_is_kept_nowhere(world: World, client: Client) -> None:
    client.force_login(world.ana)
    send(client, world, files.png())
    (found,) = stored()
    assert "Canary" not in str(vars(found))
    assert "Canary" not in str(journal_of(found))
    assert client.get(address(found, world.thigh))["Content-Disposition"] == (
        f'inline; filename="{world.thigh.public_id}-file-{found.pk}.png"'
    )


def journal_of(found: Attachment) -> Any:
    with acting(None):
        return list(found.events.values())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "said", "text"),
    [
        (files.FOREIGN["picture.png"], {}, "This is no JPEG, PNG or PDF"),
        (files.locked_pdf(), {}, "asks for a password"),
        (b"", {}, "The file is empty."),
        (bytes(16 * 1024**2), {}, "larger than 15 MB"),
        (bytes(23 * 1024**2), {}, "at most 15 MB"),
        (files.png(), {"file": ""}, "Choose a JPEG, PNG or PDF"),
        (files.png(), {"names_patient": ""}, "say whether it shows who the patient is"),
        (files.png(), {"date": "someday"}, "date"),
        (files.png(), {"entry": "surgery:999999"}, "Select a valid choice"),
        (files.png(), {"kind": "WILL"}, "Select a valid choice"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value),
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    world: World, client: Client, content: bytes, said: dict[str, Any], text: str
) -> None:
    client.force_login(world.ana)
    before = on_disk()
    page = send(client, world, content, title="kept title", **said)
    assert page.status_code == 422
    assert text in page.content.decode()
    assert "kept title" in page.content.decode()
    assert not stored()
    assert on_disk() == before


def test_the_same_file_is_refused_until_the_first_is_taken_out(world: World, client: Client) -> None:
    first, before = add(world), on_disk()
    client.force_login(world.ana)
    assert "among the files of this case already" in send(client, world, files.png()).content.decode()
    assert on_disk() == before
    with acting(world.ana.email):
        void_entry(actor=world.ana, entry=first, version=1, reason="wrong kind")
    assert send(client, world, files.png()).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_time_one_is_refused(world: World) -> None:
    before, said = on_disk(), list[str]()

    def race() -> None:
        try:
            add(world)
        except ValidationError as error:
            said.extend(error.messages)
        finally:
            connection.close()

    racers = [threading.Thread(target=race) for _ in range(2)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert said == ["This file is among the files of this case already."]
    assert len(stored()) == len(on_disk() - before) == 1


def test_a_file_belongs_to_an_entry(world: World, client: Client) -> None:
    with acting(None):
        operation = Surgery.objects.get(case=world.thigh)
    client.force_login(world.ana)
    entry = f"/cases/{world.thigh.public_id}/surgery/{operation.pk}/"
    key = f"surgery:{operation.pk}"
    assert f"files/new/?entry={key}" in client.get(entry).content.decode()
    form = client.get(f"/cases/{world.thigh.public_id}/files/new/?entry={key}").content.decode()
    assert f'<option value="{key}" selected>' in form
    send(client, world, files.png(), entry=key, title="Specimen on the table")
    assert "Specimen on the table" in client.get(entry).content.decode()
    assert entry in client.get(f"/cases/{world.thigh.public_id}/").content.decode()
    other = client.get(f"/cases/{world.thigh.public_id}/surgery/new/").content.decode()
    assert "Specimen on the table" not in other


@pytest.mark.parametrize("entry", ["surgery:{femur}", "tumor:1", "nothing:1", "surgery:x", "surgery"])
def test_an_entry_of_another_case_is_none(world: World, entry: str) -> None:
    with acting(None):
        femur = Surgery.objects.get(case=world.femur).pk
    with pytest.raises(Exception, match="no such entry"):
        add(world, entry=entry.format(femur=femur))


# Who sees what


SEEN = {  # by person: the answer for a file that names the patient, and for one that does not
    "ana": (200, 200),
    "diego": (200, 200),
    "nora": (404, 200),
    "marta": (404, 200),
    "zoe": (404, 200),
    "pedro": (404, 404),
    "olga": (404, 404),
    None: (302, 302),
}


def test_who_opens_a_file(visited: World) -> None:
    world = visited
    named = add(world, names_patient=True, title="Canary report")
    plain = add(world, content=files.jpeg(), title="Canary photo")
    for who, expected in SEEN.items():
        client = Client()
        if who:
            client.force_login(world.people[who])
        page = client.get(f"/cases/{world.thigh.public_id}/").content.decode()
        for found, status in zip((named, plain), expected, strict=True):
            assert client.get(address(found, world.thigh)).status_code == status, (who, found)
            assert (str(found.title) in page) == (status == 200), (who, found)


@pytest.fixture
def visited(world: World) -> World:
    """The world, and the thigh opened to Zoe by name."""
    until = access.today() + datetime.timedelta(days=9)
    with acting(world.ana.email):
        share_case(actor=world.ana, case=world.thigh, user=world.zoe, reason="second look", until=until)
    return world


def test_a_file_that_names_the_patient_is_for_others_as_if_it_were_not(world: World, client: Client) -> None:
    found = add(world, names_patient=True)
    client.force_login(world.nora)
    hidden, nothing = (client.get(f"/cases/{world.thigh.public_id}/files/{pk}/") for pk in (found.pk, 987654))
    assert (hidden.status_code, hidden.content) == (nothing.status_code, nothing.content)
    api = f"/api/v1/cases/{world.thigh.public_id}/attachments/"
    assert client.get(api).json() == []
    assert client.get(f"{api}{found.pk}/").status_code == 404


def test_who_may_not_add_or_take_out(world: World) -> None:
    found = add(world)
    for who, status in {"nora": 403, "pedro": 404, "olga": 403, None: 302}.items():
        client = Client()
        if who:
            client.force_login(world.people[who])
        assert send(client, world, files.jpeg()).status_code == status, who
        void = f"{address(found, world.thigh)}void/"
        assert client.get(void).status_code == status, who
        assert client.post(void, {"reason": "x"}).status_code == status, who
    assert len(stored()) == 1


def test_a_file_is_found_under_its_own_case_only(world: World, client: Client) -> None:
    found = add(world)
    client.force_login(world.ana)
    assert client.get(address(found, world.stomach)).status_code == 404


# Taking out


def test_a_file_taken_out_stays_but_opens_no_more(world: World, client: Client) -> None:
    found = add(world, title="Wrong patient's letter")
    client.force_login(world.ana)
    done = client.post(
        f"{address(found, world.thigh)}void/", {"reason": "another patient", "version": 1}, follow=True
    )
    assert "another patient" in done.content.decode()
    assert address(found, world.thigh) not in re.findall(r'href="([^"]*)"', done.content.decode())
    assert client.get(address(found, world.thigh)).status_code == 409
    (row,) = stored()
    assert default_storage.exists(row.file.name)
    assert [line[2:] for line in journal("registry_attachmentevent", row.pk)] == [
        ("attachment.added", ""),
        ("entry.voided", "another patient"),
    ]
    with acting(world.ana.email), pytest.raises(Conflict):
        void_entry(actor=world.ana, entry=row, version=2, reason="again")


def test_a_reason_is_needed(world: World, client: Client) -> None:
    found = add(world)
    client.force_login(world.ana)
    assert client.post(f"{address(found, world.thigh)}void/", {"version": 1}).status_code == 422


def test_in_a_voided_case_files_can_be_read_and_not_changed(world: World, client: Client) -> None:
    found = add(world, title="Letter before the error was seen")
    with acting(world.lucia.email):
        void_case(actor=world.lucia, case=world.thigh, version=1, reason="registered in error")
    client.force_login(world.ana)
    page = client.get(f"/cases/{world.thigh.public_id}/").content.decode()
    assert "Letter before the error was seen" in page
    assert "files/new/" not in page
    assert client.get(address(found, world.thigh)).status_code == 200
    assert send(client, world, files.jpeg()).status_code == 409
    void = {"reason": "another patient", "version": 1}
    assert client.post(f"{address(found, world.thigh)}void/", void).status_code == 409
    assert [row.voided_at for row in stored()] == [None]


def test_the_journal_of_the_case_tells_of_files_to_those_who_see_them(world: World, client: Client) -> None:
    add(world, title="Plain photo")
    add(world, content=files.jpeg(), title="Named report", names_patient=True)
    for who, told in {"ana": True, "nora": False}.items():
        client.force_login(world.people[who])
        page = client.get(f"/cases/{world.thigh.public_id}/history/").content.decode()
        assert "Plain photo" in page
        assert ("Named report" in page) == told, who


# What is recorded, sent and stored


def test_opening_a_file_is_recorded(world: World, client: Client) -> None:
    found = add(world)
    client.force_login(world.nora)
    client.get(address(found, world.thigh))
    with acting(None):
        (event,) = ReadEvent.objects.all()
        assert (event.user, event.route, event.cases) == (world.nora, "registry:attachment", [world.thigh.pk])


SERVED = [(files.png(), "inline"), (files.jpeg(), "inline"), (files.pdf(), "attachment")]
ROOTS = ["/cases/{}/files/{}/", "/api/v1/cases/{}/attachments/{}/file/"]
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def test_no_browser_finds_anything_to_run(world: World, client: Client) -> None:
    client.force_login(world.ana)
    for content, disposition in SERVED:
        found = add(world, content=content)
        for root in ROOTS:
            opened = client.get(root.format(world.thigh.public_id, found.pk))
            assert opened["Content-Type"] == found.content_type
            assert opened["Content-Disposition"].startswith(f"{disposition}; "), found.content_type
            assert {name: opened[name] for name in HEADERS} == HEADERS, root


CARRIERS = (files.photo_with_place(), files.png_with_page(), files.ACTIVE_PDFS["Metadata"])


def test_no_canary_is_stored_or_served(world: World, client: Client) -> None:
    """Of each kind one; `test_files.py` has every way to hide something."""
    client.force_login(world.ana)
    for sent in CARRIERS:
        assert send(client, world, sent).status_code == 302
    for found in stored():
        with found.file.open() as opened:
            assert files.CANARY not in opened.read()
        assert files.CANARY not in client.get(address(found, world.thigh)).content
    assert len(stored()) == len(CARRIERS)
    assert files.CANARY not in client.get(f"/cases/{world.thigh.public_id}/").content


def on_disk() -> set[Path]:
    return {path for path in Path(default_storage.location).rglob("*") if path.is_file()}  # type: ignore[attr-defined]


def test_on_the_disk_lies_nothing_that_can_be_read(world: World) -> None:
    before = on_disk()
    found = add(world, content=files.pdf())
    (path,) = on_disk() - before
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}", found.file.name)
    assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0
    assert not {b"%PDF", b"JFIF", b"DCTDecode"} & set(re.findall(rb"%PDF|JFIF|DCTDecode", path.read_bytes()))
    with found.file.open() as opened:
        assert opened.read().startswith(b"%PDF")


def test_a_file_in_the_place_of_another_does_not_open(world: World) -> None:
    one, other = add(world), add(world, content=files.jpeg())
    paths = [Path(default_storage.path(found.file.name)) for found in (one, other)]
    paths[0].write_bytes(paths[1].read_bytes())
    with pytest.raises(InvalidTag):
        one.file.open()
