"""Prints the definitions of indicators, end points and facts, as the Markdown of docs/indicators.md."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from analytics.facts import FACTS
from analytics.knowledge import INDICATORS, Indicator
from analytics.knowledge.criteria import Criterion
from analytics.knowledge.endpoints import ENDPOINTS, SPLITS
from analytics.knowledge.wording import label
from centers.commands import markdown_table

HEAD = """\
# Indicators, end points, facts

Printed by `./dev manage indicator_sheets`; a test holds this page against the code.

## How it works

A **fact** is one column of the facts row of a case (`analytics/facts/`): a named expression with a label and
the fields it rests on. Facts of touched cases are rewritten in the transaction of the change. Null is
unknown, whatever the reason; beside a dated fact stands its yes, no or unknown.
A **criterion** is a label and a condition over facts, never negated (`analytics/knowledge/criteria.py`).
An **indicator** says whom it concerns, what it expects, from which source
(`analytics/knowledge/indicators/`).

Outcomes, in this order: a population condition is false: not concerned. An exclusion is surely true: not
concerned. A population condition is unknown: cannot judge. What is expected is true: met; false: not met;
unknown: cannot judge (in a documentation rule: not met). A row that is absent means "not done" only when its
section is marked complete. Rate: met of met and not met, with Wilson's 95 % interval; fewer than 10 assessed
cases carry no rate. A period is the year of diagnosis; cases with shifted dates lie in none.

A date known to its month is compared as the days it may mean: where they overlap, the order is unknown. A
year is never compared. Where the center of a step is not entered, the step is attributed to the center that
registered the case.

## Adding an indicator

1. Is every condition a fact? If not: a column in `analytics/models/facts.py`, its formula in
   `analytics/facts/`, a migration, and a test from a timeline in `tests/analytics/test_facts.py`.
2. Name the conditions in `criteria.py`, positively. Give `words` where a sentence says more than the values.
3. Four to six lines in `analytics/knowledge/indicators/`, with sources from `sources.py`. A changed rule is a
   new `version`.
4. Examples of all four outcomes in `tests/analytics/examples.py`, readable by a clinician.
5. `./dev manage refresh_facts`, `./dev manage refresh_tally`, and print this page again.

It stays "unreviewed" until `reviewed` names the clinician who compared it with its sources, and the day.
"""

SURVIVAL = """
Source: {source}; unreviewed. COMBINED relapse counts as local and as distant; PROGRESSION is no relapse.
`dss` leaves deaths of unknown cause out and counts them. Left out and counted: no date of diagnosis, no end,
an end before the start, a date known only to its year, vital status unknown. Where the section Relapse is not
complete, a case without relapse counts as free of it until the last contact; `relapse_open` says how many.

Split by: {splits}. Not entered is a group of its own; so are UNKNOWN and RX.
"""


class Command(BaseCommand):
    """`manage indicator_sheets > docs/indicators.md`"""

    help = __doc__ or ""
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            self.stdout.write(document(), ending="")


def document() -> str:
    """The whole page."""
    with translation.override("en"):
        parts = [
            HEAD,
            "## Indicators\n",
            *(_sheet(rule) for rule in INDICATORS.values()),
            *_endpoints(),
            *_facts(),
        ]
        return "\n".join(parts) + "\n"


def _sheet(rule: Indicator) -> str:
    target = "none" if rule.target is None else f"{rule.target:.0%} ({rule.target_note})"
    lines = [
        ("Concerns", _labels(rule.concerns)),
        ("Leaves out", _labels(rule.excludes) or "nobody"),
        ("Met when", _labels(rule.expects)),
        ("Missing value", "not met (documentation rule)" if rule.documentation else "cannot judge"),
        ("Direction, target", f"{rule.direction.label}; {target}"),
        ("Published", rule.benchmark or "no figure"),
        ("Attributed to", label(rule.attribution)),
        ("Source", "; ".join(f"{source} ({source.access.label})" for source in rule.sources)),
        ("Version, review", f"{rule.version}; {rule.reviewed or 'unreviewed'}"),
    ]
    return "\n".join(
        [f"### {rule.code} {rule.title}\n", *(f"- **{name}:** {text}" for name, text in lines), ""]
    )


def _labels(criteria: Iterable[Criterion]) -> str:
    return "; ".join(str(one.label) for one in criteria)


def _endpoints() -> Iterator[str]:
    yield "## End points of survival\n"
    rows = (
        [_code(one.code), str(one.title), str(one.event), _origin(one.relapse)] for one in ENDPOINTS.values()
    )
    yield from markdown_table(["Code", "End point", "Event", "Time starts at"], rows)
    source = next(iter(ENDPOINTS.values())).source
    yield SURVIVAL.format(source=f"{source} ({source.access.label})", splits=", ".join(map(_code, SPLITS)))


def _origin(relapse: str | None) -> str:
    return "the first resection where dated, else diagnosis" if relapse else "diagnosis"


def _facts() -> Iterator[str]:
    yield "## Facts\n"
    rows = ([_code(one.name), label(one.name), ", ".join(map(_code, one.rests_on))] for one in FACTS.values())
    yield from markdown_table(["Fact", "Label", "Rests on"], rows)


def _code(name: str) -> str:
    return f"`{name}`"
