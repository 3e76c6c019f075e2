"""The environment of the processes `./dev` starts: keys, database, folders, settings of development.

A variable the person has set is never replaced.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from config.dev.checkout import Checkout

KEYS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "IDENTITY_KEY": lambda: secrets.token_hex(32),
}
DEVELOPMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "INSECURE_COOKIES": "1",  # development speaks http
    "PYTHONUNBUFFERED": "1",
}


def environment(checkout: Checkout, database: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a child process that uses `database` (its URL variables)."""
    keys = {name: _key(checkout.state / name.lower(), make) for name, make in KEYS.items()}
    files = {"FILES_ROOT": str(checkout.state / "files")}
    return {**DEVELOPMENT, **keys, **files, **os.environ, **database}


def _key(path: Path, make: Callable[[], str]) -> str:
    """Read a development key, generating it readable by this user alone the first time."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        key = make()
        file.write(key)
    return key
