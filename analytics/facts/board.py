"""Facts of the tumor board: was the case discussed by sarcoma experts, and before treatment?

SARCOMA_MTB and PRE(x) of clinical.md 1.0: a general or pediatric board does not count; the board comes on an
earlier day, or on the same day in the phase before treatment. A date known to the month is compared as the
days it may mean: an overlap is unknown.
"""

from django.db.models import Exists, Q, Value, When
from django.db.models.lookups import Exact, IsNull, LessThan, LessThanOrEqual

from registry.models import BoardDiscussion

from .dates import earliest, latest
from .fact import NULL, UNKNOWN, Fact, attributed, choose, complete, dated, fact, lowest, standing, twin

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


_undated = _maybe_sarcoma.filter(Q(meeting_date__isnull=True) | Q(meeting_date_precision="YEAR"))
_may_come_ahead = _maybe_sarcoma.filter(_AHEAD | _PHASE_OPEN)
_by, _from = latest("meeting_date"), earliest("meeting_date")
_untreated = Exact(fact("treated"), Value(False))

_before_treatment = choose(
    # Nothing was ever given: to have been discussed is enough.
    When(Q(_untreated, Exists(sarcoma_boards)), then=Value(True)),
    When(Q(_untreated, Exists(_of_unknown_type)), then=NULL),
    # Surely before: even the last day it can mean.
    When(LessThan(lowest(sarcoma_boards, _by), fact("treatment_from")), then=Value(True)),
    When(
        LessThanOrEqual(lowest(sarcoma_boards.filter(_AHEAD), _by), fact("treatment_from")), then=Value(True)
    ),
    # Perhaps before: not surely after.
    When(Exists(_undated), then=NULL),
    When(Q(IsNull(fact("treatment_by"), True), Exists(_maybe_sarcoma)), then=NULL),
    When(LessThan(lowest(_maybe_sarcoma, _from), fact("treatment_by")), then=NULL),
    When(LessThanOrEqual(lowest(_may_come_ahead, _from), fact("treatment_by")), then=NULL),
    When(complete("MTB"), then=Value(False)),
)

FACTS = (
    Fact(
        "board_center",
        attributed(sarcoma_boards, "meeting_date", "board_center"),
        ("board_discussion.board_center",),
    ),
    Fact("discussed", twin(sarcoma_boards, "MTB", _of_unknown_type), ("board_discussion.board_type",)),
    Fact(
        "board_type_known",
        choose(When(Exists(_of_unknown_type), then=Value(False)), default=Value(True)),
        ("board_discussion.board_type",),
    ),
    *dated("board_date", "board", sarcoma_boards, "board_discussion.meeting_date"),
    Fact(
        "board_before_treatment",
        _before_treatment,
        (
            "board_discussion.meeting_date",
            "board_discussion.board_type",
            "board_discussion.phase",
            "surgery.surgery_date",
            "radiotherapy.start_date",
            "systemic_line.start_date",
        ),
    ),
)
