"""Sealing who the patient is: AES-256-GCM with a key that never enters the database.

The ciphertext is bound to its patient, so rows cannot be swapped. The local record number is also kept as
an HMAC under a key of its own, so that a center can find its patient without the number being stored.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


@dataclass(frozen=True)
class Identity:
    """What names a patient. `birth_date` is ISO 8601 of any precision; empty text: not entered."""

    name: str = ""
    birth_date: str = ""
    record_number: str = ""


def seal(identity: Identity, patient_id: int) -> bytes:
    """Encrypts an identity for one patient."""
    nonce = secrets.token_bytes(_NONCE)
    text = json.dumps(asdict(identity)).encode()
    return nonce + _cipher().encrypt(nonce, text, _bound_to(patient_id))


def open_seal(sealed: bytes | memoryview, patient_id: int) -> Identity:
    """Decrypts; raises cryptography's InvalidTag when the row belongs to another patient or was changed."""
    data = bytes(sealed)
    return Identity(**json.loads(_cipher().decrypt(data[:_NONCE], data[_NONCE:], _bound_to(patient_id))))


def record_index(record_number: str, center_id: int) -> bytes | None:
    """The look-up value of a local record number at a center; None when there is no number."""
    number = "".join(record_number.split()).upper()
    if not number:
        return None
    return hmac.digest(_key("record index"), f"{center_id}|{number}".encode(), "sha256")


@cache
def _cipher() -> AESGCM:
    return AESGCM(_key("identity"))


@cache
def _key(purpose: str) -> bytes:
    """One key per purpose, derived from the installation's master key."""
    return hmac.digest(bytes.fromhex(settings.IDENTITY_KEY), purpose.encode(), hashlib.sha256)


def _bound_to(patient_id: int) -> bytes:
    return f"registry_patientidentity|{patient_id}".encode()
