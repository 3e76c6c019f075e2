"""docs/coverage.md says which variables of the IDEA4RC model the registry holds: here it is held to that."""

import csv
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from registry.fields import CodeSetField
from registry.sections import DOTTED

PAGE = (Path(__file__).parents[2] / "docs/coverage.md").read_text()
SOURCE = Path(__file__).parents[3] / "shared/data/datamodels/idea4rc_dm_v2_variables_sarcoma.tsv"
LEAST = 0.85


class Row(NamedTuple):
    """One variable: `held` names fields, or `reason` says why there is none."""

    number: str
    entity: str
    variable: str
    held: str
    reason: str


ROWS = [
    Row(*(cell.strip() for cell in line.strip("|").split("|")))
    for line in PAGE.splitlines()
    if re.match(r"\| \d", line)
]
HELD = [row for row in ROWS if row.held]


def field(dotted: str) -> Any:
    owner, _dot, name = dotted.partition(".")
    return DOTTED[owner]._meta.get_field(name)


@pytest.mark.parametrize("row", HELD, ids=lambda row: row.number)
def test_what_is_said_to_be_held_is_held(row: Row) -> None:
    named = re.findall(r"`([a-z_]+\.[a-z_0-9]+)`", row.held)
    assert named
    assert all(field(dotted) for dotted in named)
    for dotted, code in re.findall(r"`([a-z_]+\.[a-z_0-9]+)` = `(\w+)`", row.held):
        declared = field(dotted)
        source = declared.base_field if isinstance(declared, CodeSetField) else declared
        assert code in dict(source.flatchoices), dotted


def test_every_variable_is_held_or_has_a_reason() -> None:
    assert [row.number for row in ROWS] == [str(number) for number in range(1, 187)]
    assert all(bool(row.held) != bool(row.reason) for row in ROWS)


def test_the_share_is_the_one_printed() -> None:
    share = len(HELD) / len(ROWS)
    assert share >= LEAST
    assert f"holds **{len(HELD)}** ({share:.1%})" in PAGE


@pytest.mark.skipif(not SOURCE.exists(), reason="the public data beside the checkout are not here")
def test_the_variables_are_those_of_the_source() -> None:
    with SOURCE.open() as file:
        entities = [line["Entity"] for line in csv.DictReader(file, delimiter="\t")]
    assert [row.entity for row in ROWS] == entities
