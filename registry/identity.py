"""Sealing who the patient is, with a key that never enters the database (`sealing.py`).

The ciphertext is bound to its patient, so rows cannot be swapped. The local record number is also kept as
an HMAC under a key of its own, so that a center can find its patient without the number being stored.
"""

import hmac
import json
from dataclasses import asdict, dataclass

from . import sealing


@dataclass(frozen=True)
class Identity:
    """What names a patient. `birth_date` is ISO 8601 of any precision; empty text: not entered."""

    name: str = ""
    birth_date: str = ""
    record_number: str = ""


def seal(identity: Identity, patient_id: int) -> bytes:
    """Encrypts an identity for one patient."""
    return sealing.seal("identity", json.dumps(asdict(identity)).encode(), _place(patient_id))


def open_seal(sealed: bytes | memoryview, patient_id: int) -> Identity:
    """Decrypts; raises cryptography's InvalidTag when the row belongs to another patient or was changed."""
    return Identity(**json.loads(sealing.unseal("identity", bytes(sealed), _place(patient_id))))


def record_index(record_number: str, center_id: int) -> bytes | None:
    """The look-up value of a local record number at a center; None when there is no number."""
    number = "".join(record_number.split()).upper()
    if not number:
        return None
    return hmac.digest(sealing.key("record index"), f"{center_id}|{number}".encode(), "sha256")


def _place(patient_id: int) -> str:
    return f"registry_patientidentity|{patient_id}"
