"""System check: the vocabularies are read and checked before the software serves anybody."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from .vocabulary import VocabularyError, entities, topographies

READERS: tuple[Callable[[], object], ...] = (entities, topographies)


@register()
def check_vocabularies(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """One error per vocabulary that cannot be used, naming file, row and column."""
    problems: list[CheckMessage] = []
    for read in READERS:
        try:
            read()
        except VocabularyError as error:
            problems.append(Error(str(error), id="registry.E001"))
    return problems
