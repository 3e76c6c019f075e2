"""Keeping an uploaded file between its dry run and its import, and no longer.

The file lies encrypted in a folder of its own outside the web root, under a random name; its key is in the
ticket, which lives in the session. So the file cannot be read without the session, nor the session with the
file. Another web machine does not have it: then the person is asked to choose the file again.
"""

import base64
import hashlib
import json
import os
import secrets
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEPT = 60 * 60  # seconds; what nobody took by then is deleted
_NONCE = bytes(12)  # every key encrypts one file


@dataclass(frozen=True)
class Held:
    """An upload: the file, its mapping (TOML) and what was chosen with them."""

    name: str
    center: str
    mapping: str
    prefer_file: bool
    content: bytes

    @property
    def sha256(self) -> str:
        """What tells this file from any other."""
        return hashlib.sha256(self.content).hexdigest()


def hold(upload: Held) -> str:
    """Keeps an upload; returns the ticket that opens it."""
    _sweep()
    name, key = secrets.token_hex(16), AESGCM.generate_key(256)
    fields = {**vars(upload), "content": base64.b64encode(upload.content).decode()}
    file = os.open(_folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(AESGCM(key).encrypt(_NONCE, json.dumps(fields).encode(), name.encode()))
    return f"{name}.{key.hex()}"


def open_held(ticket: str) -> Held | None:
    """The upload of a ticket; None when it is no longer kept (at most an hour)."""
    name, _dot, key = ticket.partition(".")
    _sweep()
    try:
        sealed = (_folder() / name).read_bytes() if name.isalnum() else b""
        fields = json.loads(AESGCM(bytes.fromhex(key)).decrypt(_NONCE, sealed, name.encode()))
    except (OSError, ValueError, InvalidTag):
        return None
    return Held(**{**fields, "content": base64.b64decode(fields["content"])})


def discard(ticket: str) -> None:
    """Deletes an upload; nothing happens when it is gone already."""
    name = ticket.partition(".")[0]
    if name.isalnum():
        (_folder() / name).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"sarcoma-network-imports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _sweep() -> None:
    for path in _folder().iterdir():
        if path.stat().st_mtime < time.time() - KEPT:
            path.unlink(missing_ok=True)
