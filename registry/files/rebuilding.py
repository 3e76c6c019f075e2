"""Rebuilding an uploaded file in a limited process, so that nothing of it but its pixels is kept."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 15 * 1024**2  # of what is sent
LIMITS = {"pixels": 50_000_000, "pages": 50, "bytes": 40 * 1024**2}  # of what is stored
TIMEOUT = 20  # seconds on the clock; `program.py` limits processor time and memory itself
PROGRAM = Path(__file__).with_name("program.py")
_turns = threading.BoundedSemaphore(2)  # rebuilt at a time by one web process: bounds its memory

# Why a file is not taken, in one sentence by the code the program answers.
REFUSALS = {
    "empty": _("The file is empty."),
    "size": _("The file is larger than %(megabytes)s MB."),
    "format": _("This is no JPEG, PNG or PDF, whatever its name says."),
    "pixels": _("The picture has more than %(megapixels)s million pixels."),
    "pages": _("A PDF must have between 1 and %(pages)s pages."),
    "large": _(
        "Drawn anew the file would be larger than %(stored)s MB. Make it smaller, or send it in parts."
    ),
    "encrypted": _("The PDF asks for a password. Save it without one, or print it to a new PDF."),
    "form": _("The PDF is a form that only some programs can show. Print it to a new PDF."),
    "broken": _("The file is damaged or was cut off, and cannot be read to its end."),
    "costly": _("Reading the file takes too much time or memory. Export it anew, or send it in parts."),
    "busy": _("Other files are being read at the moment. Send it again in a minute."),
}
_NUMBERS = {
    "megabytes": MAX_BYTES // 1024**2,
    "megapixels": LIMITS["pixels"] // 1_000_000,
    "pages": LIMITS["pages"],
    "stored": LIMITS["bytes"] // 1024**2,
}


@dataclass(frozen=True)
class Rebuilt:
    """A file that holds pixels and nothing else. `width` and `height` in pixels, of its largest page."""

    content: bytes
    content_type: str
    pages: int
    width: int
    height: int


def rebuild(content: bytes) -> Rebuilt:
    """Makes a JPEG, PNG or PDF anew. Raises ValidationError that says in one sentence why it is not taken."""
    if not content:
        raise refusal("empty")
    if len(content) > MAX_BYTES:
        raise refusal("size")
    if not _turns.acquire(timeout=TIMEOUT):
        raise refusal("busy")
    try:
        told, rebuilt = _run(content)
    finally:
        _turns.release()
    if "refused" in told:
        raise refusal(told["refused"])
    return Rebuilt(rebuilt, **told)


def refusal(code: str) -> ValidationError:
    """Why a file is not taken."""
    return ValidationError({"file": str(REFUSALS[code]) % _NUMBERS})


def _run(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Runs the program with nothing of ours in its environment."""
    command = [sys.executable, "-I", str(PROGRAM), json.dumps(LIMITS)]
    nowhere, pipe = subprocess.DEVNULL, subprocess.PIPE
    try:
        done = subprocess.run(
            command, input=content, stdout=pipe, stderr=nowhere, env={}, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return {"refused": "costly"}, b""
    if done.returncode:  # negative: stopped at a limit
        return {"refused": "costly" if done.returncode < 0 else "broken"}, b""
    told, _newline, rebuilt = done.stdout.partition(b"\n")
    return json.loads(told), rebuilt
