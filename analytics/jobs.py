"""What follows a change, at once or by the worker: the facts of touched cases, then the network's figures."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from centers import binding
from centers.permissions import Permission

from . import tallies
from .facts import refresh as facts

AT_ONCE = 500  # more cases than this are left to the worker
CALM = datetime.timedelta(seconds=60)  # figures of the network wait until a burst of changes is over
BEHIND = "The worker still has facts to rebuild: these figures are older than the record."
_MAY = frozenset({Permission.READ_CASE.value, Permission.NETWORK_FIGURES.value, "refresh"})


@contextmanager
def rebuilding() -> Iterator[None]:
    """A transaction that reads every case and writes derived rows only."""
    with transaction.atomic(), binding.bound(binding.Context(network=_MAY)):
        yield


def follow(case_ids: frozenset[int]) -> None:
    """The hook that ends every action: facts of the touched cases now, then the network's figures.

    When they are many and a person waits for the page, the worker does it; a command takes its time.
    """
    if len(case_ids) > AT_ONCE and not binding.current().actor.startswith("system:"):
        transaction.on_commit(partial(rebuild_facts.enqueue, sorted(case_ids)))
    else:
        facts.refresh(case_ids)
    transaction.on_commit(partial(ask_once, rebuild_tally))


def ask_once(job: "Task[[], Any]") -> None:
    """Queues a job unless one already waits; it starts when things are calm."""
    if not _waiting(job):
        job.using(run_after=timezone.now() + CALM).enqueue()


def facts_are_behind() -> bool:
    """Whether the worker still has facts to rebuild: figures shown meanwhile are older than the record."""
    unfinished = DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED"))
    return unfinished.filter(task_path=rebuild_facts.module_path).exists()


def _waiting(job: "Task[Any, Any]") -> bool:
    return DBTaskResult.objects.filter(task_path=job.module_path, status="READY").exists()


@task()
def rebuild_facts(case_ids: list[int]) -> int:
    """Recomputes the facts of many cases. Asked by the installation, for rows that nobody edits."""
    with rebuilding():
        return facts.refresh(case_ids)


@task()
def rebuild_tally() -> int:
    """Recounts the figures of all centers."""
    with rebuilding():
        return tallies.recount()
