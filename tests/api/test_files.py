"""Files through the API: sent, described, fetched; what is wrong is said by field."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.registry import files
from tests.world import World

from .conftest import Api, Multipart

Users = Callable[[str | None], Api]


def test_a_file_is_sent_described_and_fetched(world: World, as_user: Users) -> None:
    ana, at = as_user("ana"), f"cases/{world.thigh.public_id}/attachments/"
    surgery = ana.get(f"cases/{world.thigh.public_id}/events/surgery/")[0]["id"]
    body = {"title": "Note", "date": "2025-04", "kind": "OPERATION_NOTE", "entry": f"surgery:{surgery}"}
    sent = ana.send("POST", at, Multipart(file=files.pdf(pages=2), names_patient="false", **body))
    assert {name: sent[name] for name in body} == body
    assert (sent["pages"], sent["content_type"], sent["names_patient"]) == (2, "application/pdf", False)
    assert ana.get(at) == [sent]
    fetched = ana("GET", f"{at}{sent['id']}/file/")
    assert hashlib.sha256(fetched.content).hexdigest() == sent["sha256"]
    void = ana.send("POST", f"{at}{sent['id']}/void/", {"version": 1, "reason": "another patient"})
    assert void["void_reason"] == "another patient"
    assert ana.get(at) == []
    assert ana("GET", f"{at}{sent['id']}/file/").status_code == 409


@pytest.mark.parametrize(
    ("body", "at_field"),
    [
        ({"file": files.FOREIGN["picture.png"], "names_patient": "false"}, "file"),
        ({"file": b"", "names_patient": "false"}, "file"),
        ({"names_patient": "false"}, "file"),
        ({"file": files.png()}, "names_patient"),  # left out is not "no"
        ({"file": files.png(), "names_patient": "false", "entry": "surgery:0"}, "entry"),
        ({"file": files.png(), "names_patient": "false", "kind": "WILL"}, "kind"),
        ({"file": files.png(), "names_patient": "false", "color": "red"}, "color"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    world: World, as_user: Users, body: dict[str, Any], at_field: str
) -> None:
    refused = as_user("ana")("POST", f"cases/{world.thigh.public_id}/attachments/", Multipart(body))
    assert refused.status_code == 400
    assert list(refused.json()) == [at_field]  # type: ignore[attr-defined]


def test_a_file_is_no_json(world: World, as_user: Users) -> None:
    path = f"cases/{world.thigh.public_id}/attachments/"
    assert as_user("ana")("POST", path, {"names_patient": False}).status_code == 415
