"""The rules a second time, in plain Python over the rows of a case, by trying every day a date can mean.

Written from clinical.md 1.0 without the facts and without SQL; slow, and only as good as its independence.
"""

import calendar
import datetime
from collections.abc import Iterable
from typing import Any

from registry.models import BoardDiscussion, Case, Radiotherapy, Surgery, SystemicLine

Truth = bool | None
RESECTION = ("PRIMARY_RESECTION", "RE_EXCISION")
OPEN = (None, "UNKNOWN")


def everything(truths: Iterable[Truth]) -> Truth:
    """AND of three values."""
    found = list(truths)
    return False if False in found else None if None in found else True


def anything(truths: Iterable[Truth]) -> Truth:
    """OR of three values."""
    found = list(truths)
    return True if True in found else None if None in found else False


def outcome(case: Case, code: str) -> str:
    """MET, NOT_MET, NOT_ASSESSABLE or NOT_APPLICABLE."""
    concerned = [_incident(case), _adult(case), _malignant(case)]
    excluded: Truth = False
    if code == "QI-MTB-01":
        excluded, expected = _emergency(case), _board_first(case)
    else:
        concerned.append(_resected(case))
        expected = _r0_first(case) if code == "QI-SURG-04" else _margins_known(case)
    if code == "QI-SURG-04":
        concerned.append(_localized(case))
    if False in concerned or excluded is True:
        return "NOT_APPLICABLE"
    if None in concerned or expected is None:
        return "NOT_ASSESSABLE"
    return "MET" if expected else "NOT_MET"


def _incident(case: Case) -> Truth:
    return {"Y": True, "N": False}.get(case.is_first_primary_episode or "")


def _adult(case: Case) -> Truth:
    return None if case.age_at_diagnosis is None else case.age_at_diagnosis >= 18


def _malignant(case: Case) -> Truth:
    if case.entity_id == "EIMS":
        return True
    return None if case.behavior in OPEN else case.behavior == "3"


def _localized(case: Case) -> Truth:
    extent = case.disease_extent_dx
    return None if extent in OPEN else extent in ("LOCALIZED", "LOCALLY_ADVANCED")


def _complete(case: Case, section: str) -> bool:
    return section in (case.sections_complete or ())


def _operations(case: Case, *roles: str | None) -> list[Surgery]:
    return [row for row in Surgery.objects.filter(case=case) if row.role in roles]


def _resected(case: Case) -> Truth:
    if _operations(case, *RESECTION):
        return True
    return False if not _operations(case, *OPEN) and _complete(case, "SURGERY") else None


def _days(row: Any) -> list[datetime.date] | None:
    """Every day the date of an entry can mean; None when it is missing or only a year."""
    date, precision = getattr(row, row.when), getattr(row, f"{row.when}_precision")
    if date is None or precision == "YEAR":
        return None
    if precision == "DAY":
        return [date]
    last = calendar.monthrange(date.year, date.month)[1]
    return [date.replace(day=number) for number in range(1, last + 1)]


def _first(case: Case) -> Surgery | None:
    """The resection of the primary that came before every other, whatever the dates mean."""
    rows = _operations(case, "PRIMARY_RESECTION")
    for row in rows:
        own, others = _days(row), [_days(other) for other in rows if other.pk != row.pk]
        if not others:
            return row
        if own and all(days and all(a < b for a in own for b in days) for days in others):
            return row
    return None


def _emergency(case: Case) -> Truth:
    first = _first(case)
    return first is not None and first.urgency == "EMERGENCY"


def _r0_first(case: Case) -> Truth:
    first = _first(case)
    return None if first is None or first.r_status in (*OPEN, "RX") else first.r_status == "R0"


def _margins_known(case: Case) -> Truth:
    return all(row.r_status in ("R0", "R1", "R2") for row in _operations(case, *RESECTION))


def _board_first(case: Case) -> Truth:
    boards = [row for row in BoardDiscussion.objects.filter(case=case) if row.board_type != "GENERAL_TUMOUR"]
    found = [everything([row.board_type not in OPEN or None, _before(case, row)]) for row in boards]
    return anything([*found, False if _complete(case, "MTB") else None])


def _before(case: Case, board: BoardDiscussion) -> Truth:
    """PRE(board): before every treatment. What may be a treatment counts as far as it is one."""
    certain = [
        *_operations(case, *RESECTION),
        *Radiotherapy.objects.filter(case=case),
        *SystemicLine.objects.filter(case=case),
    ]
    perhaps = _operations(case, *OPEN)
    kinds = [("SURGERY", Surgery), ("RT", Radiotherapy), ("SYSTEMIC", SystemicLine)]
    empty = {name: not any(isinstance(row, kind) for row in (*certain, *perhaps)) for name, kind in kinds}
    if all(empty[name] and _complete(case, name) for name, _kind in kinds):
        return True  # nothing was ever given
    hidden = any(empty[name] and not _complete(case, name) for name, _kind in kinds)
    hidden |= bool(_operations(case, "RE_EXCISION")) and not _operations(case, "PRIMARY_RESECTION")
    watched = BoardDiscussion.objects.filter(case=case, decision__contains=["SURVEILLANCE"])
    truths = [_precedes(board, row) for row in (*certain, *watched)]
    truths += [_precedes(board, row) or None for row in perhaps]  # if it is none, it hides nothing
    return everything([*truths, None if hidden else True])


def _precedes(board: BoardDiscussion, treatment: Any) -> Truth:
    """On every day that both dates can mean, on some, or on none."""
    ahead: Truth = None if board.phase in OPEN else board.phase == "PRE_TREATMENT"
    if "SURVEILLANCE" in (board.decision or ()):
        ahead = True
    own, days = _days(board), _days(treatment)
    if own is None or days is None:
        return None
    said = {ahead if a == b else a < b for a in own for b in days}
    return said.pop() if len(said) == 1 else None
