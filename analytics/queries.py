"""Reading figures, explanations and worklists: what an actor may see, in one query each.

`System` (a command run by the installation) sees everything; a person what `access.scope` allows. Figures of
centers that a person does not read come from the tally, counts only.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from centers import access, reads
from centers.actions import Actor, System
from centers.models import Center, User
from centers.permissions import Permission
from registry import pseudonym
from registry.models import Case

from . import jobs, tallies
from .explanations import Explanation, explained, read
from .figures import Figure
from .knowledge import INDICATORS
from .knowledge.indicator import Indicator
from .models import Facts
from .outcomes import Counts, Outcome, tally

M = TypeVar("M", bound=Model)
NETWORK = "network"  # instead of a center's code: all centers, from the tally
PER_PAGE = 50


class UnknownCode(LookupError):
    """A center, indicator or field of that name does not exist. The message is for people."""


@dataclass(frozen=True)
class Selection:
    """What narrows figures. Empty means any; `period` is the year of diagnosis.

    `center` selects by the indicator's attributed center, or by the registering center with `by_owner`.
    """

    center: str = ""
    group: str = ""
    period: int | None = None
    by_owner: bool = False


@dataclass(frozen=True)
class Overview:
    """The figures of a selection. `stored` says that they are counts of the network as of `as_of`."""

    figures: tuple[Figure, ...]
    as_of: datetime.datetime | None
    stored: bool
    behind: bool


@dataclass(frozen=True)
class Worklist:
    """One page of the cases of an indicator, explained, and how many have which outcome."""

    indicator: Indicator
    counts: Counts
    page: Page[Facts]
    rows: tuple[Explanation, ...]


def visible(rows: "QuerySet[M]", actor: Actor, permission: Permission) -> "QuerySet[M]":
    """The rows on which an actor holds a permission."""
    return rows if isinstance(actor, System) else access.scope(rows, actor, permission)


def indicator(code: str) -> Indicator:
    """The indicator of a code, in any case of letters. Raises UnknownCode."""
    found = INDICATORS.get(code.upper())
    if found is None:
        raise UnknownCode(f"There is no indicator {code}. There are: {', '.join(INDICATORS)}.")
    return found


def center_of(code: str) -> Center:
    """The center of a code. Raises UnknownCode."""
    found = Center.objects.filter(code=code).first()
    if found is None:
        raise UnknownCode(f"There is no center {code}.")
    return found


def centers_with_figures(user: User) -> list[Center]:
    """The centers whose figures a person sees live."""
    return list(access.scope(Center.objects.all(), user, Permission.READ_FIGURES))


def years_of_diagnosis(user: User, *, network: bool = False) -> list[int]:
    """The years with cases whose figures a person sees, latest first; shifted dates lie in none.

    With `network`, those of the network's figures too, where the person sees them.
    """
    own = access.scope(Facts.objects.all(), user, Permission.READ_FIGURES)
    years = set(own.values_list("calendar_year", flat=True).distinct())
    if network and sees_network(user):
        years |= tallies.years()
    return sorted((year for year in years if year is not None), reverse=True)


def sees_network(user: User) -> bool:
    """Whether a person sees the figures of all centers."""
    return access.rights_of(user).holds(Permission.NETWORK_FIGURES)


def overview(actor: Actor, selection: Selection) -> Overview:
    """Every indicator, counted in one pass. Raises UnknownCode, and PermissionDenied for the network's."""
    indicators = list(INDICATORS.values())
    stored = selection.center == NETWORK
    if stored:
        if isinstance(actor, User) and not sees_network(actor):
            raise PermissionDenied
        counts = tallies.network_counts(indicators, group=selection.group, period=selection.period)
    else:
        counts = tally(_selected(actor, selection), indicators, _at(selection))
    return Overview(
        tuple(Figure(item, counts[item.code]) for item in indicators),
        tallies.counted_at() if stored else timezone.now(),
        stored,
        jobs.facts_are_behind(),
    )


def worklist(
    actor: Actor, code: str, selection: Selection, outcomes: Sequence[Outcome], number: int | str = 1
) -> Worklist:
    """The cases of an indicator that an actor may read, by outcome. Raises UnknownCode."""
    chosen = indicator(code)
    facts = _readable(actor, chosen, selection)
    page = Paginator(_listed(facts, chosen, outcomes), PER_PAGE).get_page(number)
    return Worklist(chosen, tally(facts, [chosen])[chosen.code], page, _told(page.object_list, chosen))


def whole_worklist(
    actor: Actor, code: str, selection: Selection, outcomes: Sequence[Outcome]
) -> tuple[Explanation, ...]:
    """All pages of the worklist, for a file."""
    chosen = indicator(code)
    return _told(_listed(_readable(actor, chosen, selection), chosen, outcomes), chosen)


def explain_case(actor: Actor, public_id: str, code: str | None = None) -> tuple[Case, list[Explanation]]:
    """What the indicators say of one case, noted as shown. Raises Http404, PermissionDenied, UnknownCode."""
    chosen = [indicator(code)] if code else list(INDICATORS.values())
    case = _case(actor, public_id)
    reads.note([case.pk])
    return case, next(read(explained(Facts.objects.filter(pk=case.pk), chosen), chosen), [])


def _case(actor: Actor, public_id: str) -> Case:
    wanted = pseudonym.normalize(public_id)
    if not isinstance(actor, System):
        return access.obtain(Case.objects.all(), actor, Permission.READ_CASE, public_id=wanted)
    found = Case.objects.filter(public_id=wanted).first()
    if found is None:
        raise UnknownCode(f"There is no case {public_id}.")
    return found


def _selected(actor: Actor, selection: Selection) -> "QuerySet[Facts]":
    return visible(_narrowed(selection), actor, Permission.READ_FIGURES)


def _narrowed(selection: Selection) -> "QuerySet[Facts]":
    """By group and year of diagnosis; cases with shifted dates lie in no year."""
    facts = Facts.objects.all()
    if selection.group:
        facts = facts.filter(sarcoma_group=selection.group)
    return facts if selection.period is None else facts.filter(calendar_year=selection.period)


def _at(selection: Selection) -> Callable[[Indicator], Q]:
    """The condition that a row belongs to the selected center, per indicator."""
    center = center_of(selection.center) if selection.center else None

    def at(chosen: Indicator) -> Q:
        column = "center" if selection.by_owner else chosen.attribution
        return Q(**{column: center}) if center else Q()

    return at


def _readable(actor: Actor, chosen: Indicator, selection: Selection) -> "QuerySet[Facts]":
    return visible(_narrowed(selection), actor, Permission.READ_CASE).filter(_at(selection)(chosen))


def _listed(facts: "QuerySet[Facts]", chosen: Indicator, outcomes: Sequence[Outcome]) -> "QuerySet[Facts]":
    rows = explained(facts, [chosen]).filter(outcome_0__in=[item.value for item in outcomes])
    return rows.order_by("-diagnosis_date", "pk")


def _told(rows: Iterable[Facts], chosen: Indicator) -> tuple[Explanation, ...]:
    """The explanations of the rows, which are noted as shown."""
    rows = list(rows)
    reads.note(row.pk for row in rows)
    return tuple(told for [told] in read(rows, [chosen]))
