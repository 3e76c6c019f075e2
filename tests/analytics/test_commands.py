"""The commands: one document each, with the keys of the contract, and exit codes that mean something."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.world import World

FIGURE = [
    *("code", "version", "title", "n", "N", "not_assessable", "not_applicable", "exception"),
    *("rate", "strict_rate", "lower", "upper", "status", "waiting_for"),
]


def run(*arguments: str) -> Any:
    printed = StringIO()
    call_command(*arguments, "--json", stdout=printed)
    return json.loads(printed.getvalue())


def test_indicators(world: World) -> None:
    found = run("indicators")
    assert list(found) == ["as_of", "period", "center", "indicators"]
    assert [item["code"] for item in found["indicators"]] == ["QI-MTB-01", "QI-SURG-04", "QI-SURG-06"]
    assert all(list(item) == FIGURE for item in found["indicators"])
    known = found["indicators"][2]
    assert (known["n"], known["N"], known["not_assessable"], known["status"]) == (2, 2, 1, "too_few")
    assert known["rate"] is known["lower"] is None


@pytest.mark.parametrize(
    ("arguments", "n"),
    [
        (["--center", "ES07"], 1),
        (["--center", "PE01"], 1),
        (["--center", "ES07", "--by", "owner"], 1),
        (["--period", "2024"], 1),
        (["--period", "1999"], 0),
        (["--as", "ana@example.org"], 1),
        (["--as", "nora@example.org"], 2),
        (["--as", "ana@example.org", "--center", "PE01"], 0),
    ],
)
def test_indicators_of_a_selection(arguments: list[str], n: int, world: World) -> None:
    assert run("indicators", *arguments)["indicators"][2]["n"] == n


def test_explain(world: World) -> None:
    found = run("explain", world.thigh.public_id)
    assert found["case"] == world.thigh.public_id
    told = {item["code"]: item for item in found["results"]}
    assert list(told["QI-SURG-04"]) == [
        *("code", "version", "outcome", "attributed_to", "reason", "concerns", "excludes", "expects"),
        *("facts", "source"),
    ]
    assert told["QI-SURG-04"]["outcome"] == "MET"
    assert told["QI-SURG-04"]["attributed_to"] == "ES07"
    assert {"label": "adult at diagnosis", "result": True} in told["QI-SURG-04"]["concerns"]
    fact = {"name": "extent", "value": "LOCALIZED", "known": True, "field": "case.disease_extent_dx"}
    assert fact in told["QI-SURG-04"]["facts"]
    assert "NET17" in told["QI-SURG-04"]["source"]


def test_explain_takes_an_id_as_people_type_it(world: World) -> None:
    typed = world.thigh.public_id.replace("-", "").lower()
    [told] = run("explain", typed, "qi-mtb-01")["results"]
    assert told["outcome"] == "NOT_ASSESSABLE"
    assert "Radiotherapy is not marked complete" in told["reason"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["indicators", "--center", "NOWHERE"],
        ["explain", "7K3M-9QXD-H"],
        ["explain", "nonsense"],
        ["explain", "THIGH", "QI-NO-99"],
        ["explain", "THIGH", "--as", "pedro@example.org"],
        ["indicators", "--as", "nobody@example.org"],
    ],
)
def test_an_unknown_name_is_a_usage_error(arguments: list[str], world: World) -> None:
    named = [world.thigh.public_id if word == "THIGH" else word for word in arguments]
    with pytest.raises(CommandError) as refused:
        run(*named)
    assert refused.value.returncode == 2


def test_refreshing(world: World) -> None:
    assert run("refresh_facts")["refreshed"] == 0
    assert run("refresh_facts", "--all")["refreshed"] == 3
    assert run("refresh_tally")["rows"] == 9


def test_commands_also_speak_to_people(world: World) -> None:
    for arguments in (["indicators"], ["explain", world.thigh.public_id], ["survival", "--by", "group"]):
        printed = StringIO()
        call_command(*arguments, stdout=printed)
        assert len(printed.getvalue().splitlines()) >= 3
