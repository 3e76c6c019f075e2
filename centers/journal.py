"""The journal of changes: statement-level triggers write every row change, whatever path made it."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db.models import Model

M = TypeVar("M", bound=type[Model])


def journaled(*, exclude: list[str] | None = None) -> Callable[[M], M]:
    """Class decorator: inserts, updates and deletes of the model leave a row in its event table.

    `exclude` names fields the journal must not hold (a password hash).
    """
    trackers = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    decorate: Callable[[M], M] = pghistory.track(*trackers, exclude=exclude)
    return decorate
