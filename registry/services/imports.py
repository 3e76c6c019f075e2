"""Importing a cohort: one file, one act, all or nothing."""

from django.db import connection, transaction

from centers import reads
from centers.actions import Actor, action, touch
from centers.models import Center
from centers.permissions import Permission

from ..imports.files import read_file
from ..imports.mapping import Mapping
from ..imports.planning import Planner
from ..imports.report import Report, report
from ..imports.writing import Writer
from ..models import Case

_LOCK = 7_411  # namespace of the advisory lock; the second key is the center


@action("cases.imported", Permission.IMPORT_CASES, on="center")
def import_cases(
    *,
    actor: Actor,
    center: Center,
    mapping: Mapping,
    name: str,
    content: bytes,
    dry_run: bool = False,
    prefer_file: bool = False,
) -> Report:
    """Imports a file into a center's record; a refused row, or `dry_run`, leaves everything as it was.

    Raises Unusable when file and mapping do not fit, Conflict when somebody changed a case meanwhile.
    """
    file = read_file(name, content, mapping)
    plans = Planner(mapping, {place.code: place for place in Center.objects.all()}).plans(file.rows)
    _one_at_a_time(center)
    writer = Writer(center, mapping, prefer_file)
    outcomes = writer.run(plans)
    reads.note(writer.met)  # the report may repeat what the record holds
    result = report(file, mapping, center.code, outcomes, dry_run=dry_run)
    if result.refused:
        return result
    with transaction.atomic():
        writer.write()
        transaction.set_rollback(dry_run)
    if not dry_run:
        touch(
            Case.objects.filter(patient__in=[case.patient_id for case in writer.touched]).values_list(
                "pk", flat=True
            )
        )
    return result


def _one_at_a_time(center: Center) -> None:
    """Two imports into one center wait for each other: both would create the same cases."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK, center.pk])
