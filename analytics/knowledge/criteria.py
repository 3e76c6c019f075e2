"""Criteria: named conditions over the facts of a case.

A condition is written positively. SQL's three values carry yes, no and unknown, and Django's `~Q` would turn
an unknown into a yes (`NOT (x AND x IS NOT NULL)`), as `isnull` would turn it into a no: neither gets in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Facts
from . import wording

Words = Callable[[Facts], str]


@dataclass(frozen=True)
class Criterion:
    """A label, a positive condition, and the facts to show beside it.

    `words` tells one case in a sentence where the values of the facts do not speak for themselves; it is
    asked for the criterion that decided the outcome and returns "" when it has nothing better to say.
    """

    label: str | Promise
    q: Q
    shows: tuple[str, ...] = ()
    words: Words | None = None

    def __post_init__(self) -> None:
        for lookup, _value in _leaves(self.q):
            if lookup.endswith("__isnull"):
                raise ValueError(f"{self.label}: name the positive fact instead of {lookup}.")

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks, then those it shows."""
        asked = [lookup.split("__")[0] for lookup, _value in _leaves(self.q)]
        return tuple(dict.fromkeys([*asked, *self.shows]))


def _leaves(q: Q) -> Iterator[tuple[str, Any]]:
    """The conditions of a Q. Raises ValueError for a negated one."""
    if q.negated:
        raise ValueError("A criterion is never negated: on an unknown fact the answer would be yes.")
    for child in q.children:
        if isinstance(child, Q):
            yield from _leaves(child)
        else:
            yield cast("tuple[str, Any]", child)


# Whom the rules are about (clinical.md 1.0). The period of INCIDENT is a filter on the year of diagnosis.
INCIDENT = Criterion(_("first registration of this tumor"), Q(first_episode=True))
ADULT = Criterion(_("adult at diagnosis"), Q(age__gte=18))
MALIGNANT = Criterion(_("malignant tumor"), Q(malignant=True))
EVERYONE = (INCIDENT, ADULT, MALIGNANT)

LOCALIZED = Criterion(_("no metastasis at diagnosis"), Q(extent__in=("LOCALIZED", "LOCALLY_ADVANCED")))
RESECTED = Criterion(_("primary tumor resected"), Q(resected=True))
EMERGENCY = Criterion(_("emergency operation"), Q(emergency=True))

R0_FIRST = Criterion(
    _("no residual tumor (R0) after the first resection"),
    Q(residual="R0"),
    shows=("margin", "resection_date"),
    words=wording.first_margin,
)
MARGINS_KNOWN = Criterion(
    _("R0, R1 or R2 entered for every resection"),
    Q(resections_without_margin=0),
    shows=("resections", "margin"),
    words=wording.margins,
)
BOARD_FIRST = Criterion(
    _("discussed at a sarcoma board before the first treatment"),
    Q(board_before_treatment=True),
    shows=("discussed", "board_date", "irradiated", "systemic", "treatment_kind", "treatment_by"),
    words=wording.board_before_treatment,
)
