"""The four outcomes: one definition for a case, a list and a count, and unknown stays unknown."""

from typing import Any

import pytest
from django.db.models import F, Q

from analytics.explanations import explained, read
from analytics.facts.refresh import refresh
from analytics.jobs import rebuilding
from analytics.knowledge import INDICATORS
from analytics.knowledge.criteria import Criterion
from analytics.models import Facts
from analytics.outcomes import IsNotTrue, Not, Outcome, conditions, tally
from centers.actions import Actor
from registry.models import Case
from tests.world import World

from . import oracle
from .random_cases import write_cases

ALL = list(INDICATORS.values())
N = 150


@pytest.fixture(params=[1, 2, 3])
def random_cases(request: pytest.FixtureRequest, installation: Actor, world: World) -> list[Case]:
    """Cases with everything that can be missing missing; the seed is the parameter."""
    cases = write_cases(world.madrid, request.param, N)
    with rebuilding():
        refresh([case.pk for case in cases])
    return cases


def test_the_tally_is_the_sum_of_the_explanations(random_cases: list[Case]) -> None:
    told = list(read(explained(Facts.objects.all(), ALL), ALL))
    for number, rule in enumerate(ALL):
        said = [row[number].outcome for row in told]
        counted = tally(Facts.objects.all(), ALL)[rule.code]
        assert counted.values[:4] == tuple(said.count(outcome) for outcome in Outcome), rule.code
        assert min(counted.values[:4]) > 0, f"{rule.code}: the random cases leave an outcome out"


def test_the_rules_say_what_a_second_writing_of_them_says(random_cases: list[Case]) -> None:
    facts = explained(Facts.objects.filter(case__in=random_cases), ALL)
    wrong = [
        (case.public_id, told.indicator.code, told.outcome.value, expected, told.reason)
        for case, row in zip(random_cases, read(facts.order_by("pk"), ALL), strict=True)
        for told in row
        if told.outcome != (expected := oracle.outcome(case, told.indicator.code))
    ]
    assert not wrong


def test_every_reason_is_a_sentence_about_something_known(random_cases: list[Case]) -> None:
    for row in read(explained(Facts.objects.all(), ALL), ALL):
        for told in row:
            assert told.reason
            assert "None" not in told.reason
            assert told.mend
            assert told.url or told.outcome is Outcome.NOT_APPLICABLE, told.mend


def test_all_indicators_are_counted_in_one_pass(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        tally(Facts.objects.all(), ALL, lambda rule: Q(**{rule.attribution: world.madrid}))


def test_one_case_is_explained_in_one_query(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        list(read(explained(Facts.objects.filter(pk=world.thigh.pk), ALL), ALL))


def test_our_own_not_leaves_unknown_unknown(installation: Actor, world: World) -> None:
    """Django's does not: `~Q` on an unknown fact is true."""
    unknown = Q(extent="LOCALIZED")
    stomach = Facts.objects.filter(pk=world.stomach.pk)
    assert stomach.get().extent is None
    assert stomach.filter(~unknown).exists()
    assert not stomach.filter(Not(unknown)).exists()
    assert stomach.filter(IsNotTrue(unknown)).exists()


def test_outcomes_exclude_each_other(random_cases: list[Case]) -> None:
    for rule in ALL:
        found = conditions(rule)
        both = [found[a] & found[b] for a in found for b in found if a < b]
        assert not any(Facts.objects.filter(one).exists() for one in both)


@pytest.mark.parametrize(
    "q", [~Q(residual="R0"), Q(age__gte=18) & ~Q(dead=True), Q(Q(extent="METASTATIC") | ~Q(dead=True))]
)
def test_a_criterion_is_never_negated(q: Q) -> None:
    with pytest.raises(ValueError, match="never negated"):
        Criterion("no", q)


def test_a_criterion_never_asks_for_a_null() -> None:
    with pytest.raises(ValueError, match="positive fact"):
        Criterion("no date", Q(board_date__isnull=True))


def test_facts_are_compared_with_values_only() -> None:
    assert not any(
        isinstance(value, F) for rule in ALL for one in rule.criteria for _name, value in one.q.children
    )
