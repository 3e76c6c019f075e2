"""Where attached files lie: encrypted, so that neither the folder nor a backup of it can be read or run."""

from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage

from .. import sealing

PURPOSE = "files"


class SealedStorage(FileSystemStorage):
    """Files in a folder, each encrypted and bound to its name. For files that fit in memory."""

    def _save(self, name: str, content: "File[Any]") -> str:
        sealed = sealing.seal(PURPOSE, content.read(), name)
        stored: str = super()._save(name, ContentFile(sealed))  # type: ignore[misc]
        return stored

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        with super()._open(name, mode) as sealed:  # type: ignore[misc]
            return ContentFile(sealing.unseal(PURPOSE, sealed.read(), name), name)
