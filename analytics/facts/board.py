"""Facts of the tumor board: was the case discussed by sarcoma experts, and before treatment?

SARCOMA_MTB and PRE(x) of clinical.md 1.0: a general or pediatric board does not count; the board comes on an
earlier day, or on the same day in the phase before treatment. A date known to the month is compared as the
days it may mean: an overlap is unknown.
"""

from django.db.models import Exists, Q, QuerySet, Value, When
from django.db.models.lookups import LessThan, LessThanOrEqual

from registry.models import BoardDiscussion

from .dates import earliest, latest
from .fact import NULL, UNKNOWN, Fact, attributed, choose, complete, dated, extreme, fact, standing, twin

SARCOMA_BOARDS = ("SARCOMA_RC", "SARCOMA_NETWORK")

_boards = standing(BoardDiscussion)
sarcoma_boards = _boards.filter(board_type__in=SARCOMA_BOARDS)
_of_unknown_type = _boards.filter(Q(board_type__isnull=True) | Q(board_type=UNKNOWN))
_maybe_sarcoma = _boards.filter(
    Q(board_type__in=SARCOMA_BOARDS) | Q(board_type__isnull=True) | Q(board_type=UNKNOWN)
)

# What is decided on the day itself: a board that decides for surveillance comes before what it decides.
_AHEAD = Q(phase="PRE_TREATMENT") | Q(decision__contains=["SURVEILLANCE"])
_PHASE_OPEN = Q(phase__isnull=True) | Q(phase=UNKNOWN)


def _by(rows: "QuerySet[BoardDiscussion]") -> object:
    return extreme(rows, latest("meeting_date"))


def _from(rows: "QuerySet[BoardDiscussion]") -> object:
    return extreme(rows, earliest("meeting_date"))


_undated = _maybe_sarcoma.filter(Q(meeting_date__isnull=True) | Q(meeting_date_precision="YEAR"))
_may_be_same_day = _maybe_sarcoma.filter(_AHEAD | _PHASE_OPEN)

_before_treatment = choose(
    When(Q(Exists(sarcoma_boards)) & Q(Exact(fact("treated"), Value(False))), then=Value(True)),
    When(LessThan(_by(sarcoma_boards), fact("treatment_from")), then=Value(True)),
    When(LessThanOrEqual(_by(sarcoma_boards.filter(_AHEAD)), fact("treatment_from")), then=Value(True)),
    When(Exists(_undated), then=NULL),
)
