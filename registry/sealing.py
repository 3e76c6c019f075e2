"""Encryption with keys that never enter the database: AES-256-GCM, each ciphertext bound to its place."""

import hashlib
import hmac
import secrets
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def seal(purpose: str, content: bytes, place: str) -> bytes:
    """Encrypts with the key of a purpose. It opens with the same `place` only: where it belongs."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(purpose).encrypt(nonce, content, place.encode())


def unseal(purpose: str, sealed: bytes, place: str) -> bytes:
    """Decrypts; raises cryptography's InvalidTag when it was moved, cut or changed."""
    return _cipher(purpose).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())


@cache
def key(purpose: str) -> bytes:
    """One key per purpose, derived from the installation's master key."""
    return hmac.digest(bytes.fromhex(settings.IDENTITY_KEY), purpose.encode(), hashlib.sha256)


@cache
def _cipher(purpose: str) -> AESGCM:
    return AESGCM(key(purpose))
