"""Why an indicator says what it says of one case: reason in words, criteria, facts, the field to mend."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from centers.models import Center
from registry.sections import locate

from .facts import FACTS
from .knowledge import wording
from .knowledge.criteria import Criterion
from .knowledge.indicator import Indicator
from .models import Facts
from .outcomes import Outcome, judge


@dataclass(frozen=True)
class Judged:
    """One criterion of one case: True, False or None (unknown)."""

    criterion: Criterion
    holds: bool | None


@dataclass(frozen=True)
class Shown:
    """One fact of one case: the stored value, the same in words, and the field of the record it rests on."""

    name: str
    label: str
    value: Any
    words: str
    known: bool
    field: str


@dataclass(frozen=True)
class Explanation:
    """What one indicator says of one case. `mend` is the field that would change a missing answer."""

    indicator: Indicator
    public_id: str
    outcome: Outcome
    attributed_to: Center
    reason: str
    concerns: tuple[Judged, ...]
    excludes: tuple[Judged, ...]
    expects: tuple[Judged, ...]
    facts: tuple[Shown, ...]
    mend: str

    @property
    def url(self) -> str:
        """The field in the record, or nothing when no page asks for it."""
        found = locate(self.mend)
        return found[0].url(self.public_id, found[1]) if found else ""

    @property
    def field_label(self) -> str:
        """Where the link leads, in words."""
        found = locate(self.mend)
        return str(found[0].title) if found else ""


def explained(facts: "QuerySet[Facts]", indicators: Sequence[Indicator]) -> "QuerySet[Any]":
    """The rows with all that `read` needs, in one query; to be narrowed (`outcome_0`), ordered and paged."""
    places = [indicator.attribution for indicator in indicators]
    return judge(facts.select_related("case", "center", *dict.fromkeys(places)), indicators)


def read(rows: Iterable[Any], indicators: Sequence[Indicator]) -> Iterator[list[Explanation]]:
    """Per row of `explained`, every indicator explained."""
    for row in rows:
        yield [_explanation(row, number, indicator) for number, indicator in enumerate(indicators)]


def _explanation(row: Any, number: int, indicator: Indicator) -> Explanation:
    judged = [
        Judged(criterion, getattr(row, f"holds_{number}_{place}"))
        for place, criterion in enumerate(indicator.criteria)
    ]
    said = Outcome(getattr(row, f"outcome_{number}"))
    concerns = judged[: len(indicator.concerns)]
    excludes = judged[len(concerns) : len(concerns) + len(indicator.excludes)]
    expects = judged[len(concerns) + len(excludes) :]
    deciding = list(_deciding(said, concerns, excludes, expects))
    return Explanation(
        indicator=indicator,
        public_id=row.case.public_id,
        outcome=said,
        attributed_to=getattr(row, indicator.attribution) or row.center,
        reason=_reason(row, said, deciding),
        concerns=tuple(concerns),
        excludes=tuple(excludes),
        expects=tuple(expects),
        facts=tuple(_shown(row, name) for name in indicator.facts),
        mend=_mend(row, said, deciding),
    )


def _deciding(
    said: Outcome, concerns: list[Judged], excludes: list[Judged], expects: list[Judged]
) -> Iterable[Judged]:
    """The criteria that settled the outcome."""
    if said is Outcome.NOT_APPLICABLE:
        return [item for item in concerns if item.holds is False] or [i for i in excludes if i.holds]
    open_concerns = [item for item in concerns if item.holds is None]
    if said is Outcome.NOT_ASSESSABLE and open_concerns:
        return open_concerns
    wanted = {Outcome.MET: (True,), Outcome.NOT_MET: (False, None), Outcome.NOT_ASSESSABLE: (None,)}[said]
    return [item for item in expects if item.holds in wanted]


def _reason(row: Facts, said: Outcome, deciding: list[Judged]) -> str:
    """One sentence per deciding criterion."""
    if said is Outcome.NOT_APPLICABLE:
        return _("Not concerned: %(why)s") % {"why": "; ".join(_state(row, item) for item in deciding)}
    return ". ".join(dict.fromkeys(_sentence(row, item) for item in deciding))


def _sentence(row: Facts, item: Judged) -> str:
    told = item.criterion.words(row) if item.criterion.words else ""
    if told:
        return capfirst(told)
    if item.holds is None:
        return "; ".join(wording.missing(row, name) for name in _unknown(row, item.criterion))
    return _state(row, item)


def _state(row: Facts, item: Judged) -> str:
    """The facts of a criterion with their values: "age at diagnosis 15"."""
    names = [name for name in item.criterion.facts if name not in item.criterion.shows]
    told = [(wording.label(name), wording.value(row, name)) for name in names]
    return ", ".join(
        _("%(fact)s: %(value)s") % {"fact": fact, "value": value} for fact, value in told if value
    )


def _unknown(row: Facts, criterion: Criterion) -> list[str]:
    return [name for name in criterion.facts if getattr(row, name) is None]


def _mend(row: Facts, said: Outcome, deciding: list[Judged]) -> str:
    """The field that would change the outcome: of the first unknown fact, or of the fact that was asked."""
    names = [name for item in deciding for name in item.criterion.facts]
    if said is Outcome.NOT_ASSESSABLE:
        shown = [name for item in deciding for name in (*item.criterion.shows, *item.criterion.facts)]
        names = [name for name in shown if getattr(row, name) is None] + names
    return next((FACTS[name].rests_on[0] for name in names if FACTS[name].rests_on), "")


def _shown(row: Facts, name: str) -> Shown:
    stored = getattr(row, name)
    rests_on = FACTS[name].rests_on
    return Shown(
        name=name,
        label=wording.label(name),
        value=stored,
        words=wording.value(row, name) or wording.missing(row, name),
        known=stored is not None,
        field=rests_on[0] if rests_on else "",
    )
