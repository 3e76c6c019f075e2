"""Every indicator says of every example what a clinician wrote beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from analytics.knowledge import INDICATORS
from analytics.outcomes import Outcome
from analytics.queries import explain_case
from centers.actions import Actor
from tests.world import World

from .cases import described, enter
from .examples import EXAMPLES, Example

RULE_CASES = Path(__file__).parents[2].parent / "shared" / "clinical" / "rule_cases.json"


def worked_cases() -> list[dict[str, Any]]:
    """The cases of the clinical content for the rules that are built."""
    if not RULE_CASES.exists():
        return []
    return [case for case in json.loads(RULE_CASES.read_text()) if case["rule"] in INDICATORS]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example, installation: Actor, world: World) -> None:
    case = enter(installation, world.madrid, described(example.case, **example.rows))
    _case, [told] = explain_case(installation, case.public_id, example.code)
    assert told.outcome == example.expected, told.reason
    assert example.reason in told.reason
    assert told.reason
    assert "None" not in told.reason


@pytest.mark.parametrize("code", INDICATORS)
def test_each_indicator_has_examples_of_all_four_outcomes(code: str) -> None:
    assert {example.expected for example in EXAMPLES if example.code == code} == set(Outcome)


@pytest.mark.skipif(not RULE_CASES.exists(), reason="the worked cases lie beside the project, in ../shared")
@pytest.mark.parametrize("worked", worked_cases(), ids=lambda case: f"{case['rule']}: {case['text']}")
def test_worked_case(worked: dict[str, Any], installation: Actor, world: World) -> None:
    case = enter(installation, world.madrid, worked["case"])
    _case, [told] = explain_case(installation, case.public_id, worked["rule"])
    assert told.outcome == worked["expected"], f"{worked['why']} | {told.reason}"
