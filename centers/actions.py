"""The one door for writing: every public function of a `services` module is an action.

An action authorizes, opens the transaction, binds who and why for the journal, runs, and at the end of
the outermost one refreshes what depends on the cases it touched.
"""

import functools
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from . import access, binding
from .models import Center, User
from .permissions import WRITES, Permission

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class System:
    """The installation itself, acting through a command or job; named in the journal as `system:NAME`."""

    name: str

    def __str__(self) -> str:
        return f"system:{self.name}"


Actor = User | System


class Conflict(Exception):
    """The state of the object forbids the act (409): an old version, a locked case."""


Hook = Callable[[frozenset[int]], None]
_hooks: list[Hook] = []
_touched: ContextVar[set[int] | None] = ContextVar("touched cases", default=None)


def after_change(hook: Hook) -> Hook:
    """Registers what must follow a change: called with the ids of all touched cases, once, inside the
    transaction of the outermost action. The composition layer registers the analytics refresh here."""
    _hooks.append(hook)
    return hook


def touch(cases: Iterable[int]) -> None:
    """Notes that the running action changed these cases. Raises RuntimeError outside an action."""
    touched = _touched.get()
    if touched is None:
        raise RuntimeError("Nothing may be touched outside an action.")
    touched.update(cases)


def refresh(cases: Iterable[int]) -> dict[str, float]:
    """Recomputes what depends on these cases; returns the seconds each registered hook took, by module.

    Needs an open transaction. The outermost action calls it by itself.
    """
    seconds: dict[str, float] = {}
    touched = frozenset(cases)
    with binding.bound(_refreshing()):
        for hook in _hooks:
            started = time.perf_counter()
            hook(touched)
            seconds[hook.__module__] = time.perf_counter() - started
    return seconds


def action(
    verb: str, permission: Permission | None, *, on: str = "case"
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function of keyword arguments an action.

    `verb` goes to the journal ("case.registered"). `permission` must be held on the argument named `on`;
    None means a person's own account, and then `on` must be the actor. The function takes `actor`
    (a User or System) and may take `reason`. Raises Http404, PermissionDenied, Conflict.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{function.__name__} takes keyword arguments only.")
            actor: Any = kwargs["actor"]
            subject: Any = kwargs.get(on)
            with transaction.atomic():
                _authorize(actor, permission, subject)
                with binding.bound(
                    _writing(actor, permission, subject, verb, str(kwargs.get("reason") or ""))
                ):
                    return _run(function, subject, kwargs)

        run.verb, run.permission = verb, permission  # type: ignore[attr-defined]
        return run

    return decorate


def _run(function: Callable[..., R], subject: Any, kwargs: dict[str, Any]) -> R:
    """Runs the function; the outermost action refreshes what depends on the touched cases."""
    outermost = _touched.get() is None
    token = _touched.set(set()) if outermost else None
    try:
        result = function(**kwargs)
        touched = _touched.get() or set()
        touched.update(_case_of(subject))
        if outermost and touched:
            refresh(touched)
        return result
    finally:
        if token is not None:
            _touched.reset(token)


def _case_of(subject: Any) -> Iterable[int]:
    """The case an action is about, read off the model's declared reach."""
    reach = getattr(subject, "reach", None)
    if reach is None or reach.case is None:
        return ()
    return (subject.pk if reach.case == "pk" else getattr(subject, f"{reach.case}_id"),)


def _authorize(actor: Actor, permission: Permission | None, subject: Any) -> None:
    if isinstance(actor, System):
        return
    if permission is None:
        if subject != actor:
            raise PermissionDenied
    elif isinstance(subject, Model) and hasattr(subject, "reach"):
        access.require(actor, permission, subject)
    elif permission not in access.rights_of(actor).network:
        raise PermissionDenied


def _writing(
    actor: Actor, permission: Permission | None, subject: Any, verb: str, reason: str
) -> binding.Context:
    """The context of the running action: as reading, plus the one kind of write its permission allows."""
    outer = binding.current()
    request_id = outer.request_id or binding.new_request_id()
    journal = {**outer.journal, "verb": verb, "actor": str(actor), **({"reason": reason} if reason else {})}
    if isinstance(actor, System):
        return system_context(actor, request_id, journal)
    rights = access.rights_of(actor)
    reading = rights.reading(request_id, **{**journal, "actor": actor.email})
    writable: dict[str, Any] = {}
    if permission in WRITES:
        writable[WRITES[permission]] = rights.centers.get(permission, frozenset())
    return replace(reading, actor=f"user:{actor.pk}", **writable)


def system_context(actor: System, request_id: str, journal: dict[str, str]) -> binding.Context:
    """All centers, all network rights: for commands and jobs, which name themselves in the journal."""
    network = frozenset(permission.value for permission in Permission)
    everywhere = frozenset(Center.objects.values_list("pk", flat=True))
    return binding.Context(
        actor=str(actor),
        read=everywhere,
        edit=everywhere,
        identity=everywhere,
        people=everywhere,
        appoint=everywhere,
        grant=everywhere,
        network=network,
        request_id=request_id,
        journal=journal,
    )


def _refreshing() -> binding.Context:
    """Reads every case and writes derived rows only: what the hooks run under."""
    outer = binding.current()
    network = frozenset({Permission.READ_CASE.value, "refresh"})
    return binding.Context(
        actor=outer.actor, network=network, request_id=outer.request_id, journal=outer.journal
    )
