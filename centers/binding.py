"""The database context: what row security and the journal know about who is asking.

One `Context` is bound at a time; nested binds restore the outer one. Values live in transaction-local
settings, so a pooled connection never carries one request's rights into the next.
"""

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

Ids = frozenset[int]
NOBODY: Ids = frozenset()


@dataclass(frozen=True)
class Context:
    """Everything the policies of `rls.py` read, and what the journal writes beside each change.

    Center ids: `read`, `edit`, `identity` (who the patient is), `people` (whose roles may be seen),
    `appoint` (whose roles may be given and ended), `grant` (whose cases may be opened to visitors).
    Case ids: `cases` (open to this person alone), `write_cases`. `network`: permissions held network-wide.
    `actor` is empty unless an action is running: then, and only then, clinical rows may change.
    """

    user: int | None = None
    actor: str = ""
    read: Ids = NOBODY
    edit: Ids = NOBODY
    identity: Ids = NOBODY
    people: Ids = NOBODY
    appoint: Ids = NOBODY
    grant: Ids = NOBODY
    cases: Ids = NOBODY
    write_cases: Ids = NOBODY
    network: frozenset[str] = frozenset()
    request_id: str = ""
    journal: Mapping[str, str] = field(default_factory=dict)

    def settings(self) -> dict[str, str]:
        """The transaction-local settings that carry this context."""
        return {
            "app.user": "" if self.user is None else str(self.user),
            "app.actor": self.actor,
            "app.read": _csv(self.read),
            "app.edit": _csv(self.edit),
            "app.identity": _csv(self.identity),
            "app.people": _csv(self.people),
            "app.appoint": _csv(self.appoint),
            "app.grant": _csv(self.grant),
            "app.cases": _csv(self.cases),
            "app.write_cases": _csv(self.write_cases),
            "app.network": ",".join(sorted(self.network)),
            "pghistory.context_id": self.request_id,
            "pghistory.context_metadata": json.dumps(dict(self.journal)) if self.journal else "",
        }


ANONYMOUS = Context()
_current: ContextVar[Context] = ContextVar("database context", default=ANONYMOUS)


def current() -> Context:
    """The context bound now; the anonymous one when nothing is bound."""
    return _current.get()


@contextmanager
def bound(context: Context) -> Iterator[Context]:
    """Binds `context` until the block ends, then restores the one before.

    Needs an open transaction: outside one the settings would be gone with the next statement. Restores
    after an exception too, for whoever catches it without a savepoint; only a transaction that the database
    has given up is left alone, for the rollback that must follow takes the settings back.
    """
    outer = _current.get()
    _write(context)
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)
        if _usable():
            _write(outer)


def new_request_id() -> str:
    """An id that ties the journal rows of one request or command together."""
    return str(uuid.uuid4())


def _write(context: Context) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("A database context needs an open transaction.")
    settings = context.settings()
    calls = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [part for item in settings.items() for part in item])


def _usable() -> bool:
    """Whether the open transaction still takes statements."""
    if connection.connection is None or connection.needs_rollback:
        return False
    return bool(connection.connection.info.transaction_status != TRANSACTION_STATUS_INERROR)


def _csv(ids: Ids) -> str:
    return ",".join(str(number) for number in sorted(ids))
