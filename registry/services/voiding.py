"""Cases registered in error: out of lists, figures and survival, and back again. Nothing is deleted."""

from centers.actions import Actor, action, touch
from centers.permissions import Permission

from .. import moves
from ..models import Case
from ..records import require_way_back, restore, save_changes, void


@action("case.voided", Permission.VOID_CASE)
def void_case(*, actor: Actor, case: Case, version: int, reason: str) -> None:
    """Takes a case out of the record; it stays readable with its reason.

    Raises Conflict, ValidationError without a reason.
    """
    void(case, version, reason)


@action("case.restored", Permission.VOID_CASE)
def restore_case(*, actor: Actor, case: Case, version: int, reason: str) -> None:
    """Puts a voided case back; one that was merged takes its entries, sources and patient back.

    Raises ValidationError without a reason, Conflict.
    """
    require_way_back(case, version, reason)
    others = moves.bring_back(case)
    case.refresh_from_db()  # it may have changed hands
    restore(case, case.version, reason)
    case.merged_into, case.merge_moved = None, {}
    save_changes(case, ["merged_into_id", "merge_moved"])
    touch(others)
