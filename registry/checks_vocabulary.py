"""System check: the vocabularies are read and checked before the software serves anybody."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from .vocabulary import VocabularyError, alterations, drugs, entities, requirements, topographies

READERS: tuple[Callable[[], object], ...] = (entities, topographies, drugs, alterations, requirements)


@register()
def check_vocabularies(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """One error per file that cannot be used, naming file, row and column; others may be read with it."""
    problems: dict[str, CheckMessage] = {}
    for read in READERS:
        try:
            read()
        except VocabularyError as error:
            problems[str(error)] = Error(str(error), id="registry.E001")
    return list(problems.values())
