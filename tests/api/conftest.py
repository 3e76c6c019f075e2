"""Calls of the API as a person."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, ClientHandler, encode_multipart

from registry.sections import Section
from tests.registry.files import jpeg
from tests.world import World

ROOT = "/api/v1/"


@cache
def handler() -> ClientHandler:
    """One for all: each would load the middleware again."""
    return ClientHandler(enforce_csrf_checks=False)


class Multipart(dict[str, Any]):
    """A body that brings a file: its bytes under `file`."""

    def parts(self) -> dict[str, Any]:
        """What the test client encodes; a file can be sent again."""
        file = {"file": SimpleUploadedFile("x", self["file"])} if "file" in self else {}
        return {**self, **file}


class Api:
    """One person's calls; `None` is anonymous."""

    def __init__(self, user: Any) -> None:
        self.client = Client()
        self.client.handler = handler()
        if user is not None:
            self.client.force_login(user)

    def __call__(self, method: str, path: str, body: Any = None) -> HttpResponse:
        data = {}
        if isinstance(body, Multipart):
            data = {"data": encode_multipart(BOUNDARY, body.parts()), "content_type": MULTIPART_CONTENT}
        elif body is not None:
            content = body if isinstance(body, bytes) else json.dumps(body)
            data = {"data": content, "content_type": "application/json"}
        answer: Any = self.client.generic(method, ROOT + path, **data)
        return answer

    def get(self, path: str) -> Any:
        """The parsed answer of a call that must succeed."""
        answer = self("GET", path)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def send(self, method: str, path: str, body: Any) -> Any:
        """The parsed answer of a change that must succeed."""
        answer = self(method, path, body)
        assert answer.status_code in (200, 201), answer.content
        return json.loads(answer.content)


def an_entry(api: Api, public_id: str, section: Section) -> int:
    """The id of an entry of this section of the case, added where there is none."""
    at = f"cases/{public_id}/events/{section.slug}/"
    found = api.get(at) or [api.send("POST", at, {section.entry_model.when: "2025-02"})]
    return int(found[0]["id"])


def a_file(api: Api, public_id: str) -> int:
    """The id of a file of the case, added where there is none."""
    at = f"cases/{public_id}/attachments/"
    found = api.get(at) or [api.send("POST", at, Multipart(file=jpeg(), names_patient="false"))]
    return int(found[0]["id"])


@pytest.fixture
def as_user(world: World) -> Callable[[str | None], Api]:
    """`as_user("ana")("GET", "me/")`."""
    return lambda name: Api(getattr(world, name) if name else None)
