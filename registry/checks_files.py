"""System check of a deployment: files of cases can be stored where the settings say."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register(deploy=True)
def check_files_root(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """An error when FILES_ROOT is no folder this process can write, or could not be made one."""
    root = Path(settings.FILES_ROOT).absolute()
    nearest = next(folder for folder in (root, *root.parents) if folder.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return []
    return [
        Error(f"FILES_ROOT is {root}, and {nearest} is no folder that can be written.", id="registry.E002")
    ]
