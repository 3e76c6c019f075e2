"""What real files forced into the mapping language: notes around a table, words in one cell, nested forms."""

import io
import json
from typing import Any

import openpyxl
import pytest

from registry.imports.files import read_file
from registry.imports.mapping import Mapping
from registry.imports.planning import Planner
from registry.imports.plans import Plan
from tests.registry.imports import BODY, HEAD, SMALL, mapping, table


def plans(content: bytes, read_by: Mapping) -> list[Plan]:
    return Planner(read_by, {}).plans(read_file("file", content, read_by).rows)


NESTED = mapping(
    HEAD.replace('"csv"', '"json"')
    + """
[key]
column = "id"
[[field]]
column = "tumors[kind=primary].pieces[by=pathology].length"
to = "case.size_mm"
unit = "cm"
pick = "largest"
[[event]]
type = "pathology_report"
each = "tumors[kind=primary]"
[event.fields]
mitoses_count = "visits[].mitoses"
[[event.fields.necrosis_cat]]
column = "tumors[kind=primary].pieces[].necrosis"
values = { "no" = "0", "yes" = "" }
[[event.fields.necrosis_cat]]
column = "tumors[kind=primary].pieces[].percent"
values = { "10" = "<50", "60" = ">=50" }
[[event]]
type = "recurrence"
distinct = true
when = { column = "tumors[].kind", equals = "relapse", otherwise = ["primary"] }
date = { column = "tumors[].day" }
[event.fields]
type = { const = "LOCAL", because = "Every relapse here is local." }
"""
)


def nested(pieces: list[Any], *days: str, mitoses: int | None = None) -> Plan:
    """The plan of one record with a primary in pieces and a relapse on each of the days."""
    tumors = [{"kind": "primary", "pieces": pieces}, *({"kind": "relapse", "day": day} for day in days)]
    record = {"id": "1", "tumors": tumors, "visits": [{"mitoses": mitoses}, {}]}
    (found,) = plans(json.dumps([record]).encode(), NESTED)
    return found


def test_the_largest_of_several_numbers_where_the_mapping_says_so() -> None:
    found = nested([{"by": "pathology", "length": n} for n in (3, 6.5, 6)] + [{"by": "mri", "length": 9}])
    assert (found.case.fields["size_mm"], found.problems) == (65, [])
    assert "size_mm" not in nested([{"by": "mri", "length": 9}]).case.fields


def test_one_entry_from_several_lists() -> None:
    found = nested([{"necrosis": "yes"}, {"percent": 60}], mitoses=12)
    (report,) = [entry for entry in found.entries if entry.owner == "pathology_report"]
    assert report.fields == {"mitoses_count": 12, "necrosis_cat": ">=50"}


def test_two_columns_of_one_field_must_not_contradict_each_other() -> None:
    assert [problem.code for problem in nested([{"necrosis": "no", "percent": 10}]).problems] == [
        "contradiction"
    ]


def test_elements_that_say_the_same_are_one_entry_if_the_mapping_says_so() -> None:
    days = [entry.fields for entry in nested([], "2021", "2021", "2022").entries]
    assert [str(fields["recurrence_date"]) for fields in days] == ["2021", "2022"]


WORDS = mapping(
    SMALL
    + """
[[event]]
type = "systemic_line"
when = { column = "treated", split = ";", equals = "chemo", otherwise = ["naive", "radiation"] }
[event.fields]
type = { const = "CHEMO", because = "The column says chemo." }
"""
)


@pytest.mark.parametrize(
    ("cell", "entries", "problems"),
    [
        ("chemo", 1, 0),
        ("radiation;chemo", 1, 0),
        ("radiation", 0, 0),
        ("radiation; naive", 0, 0),
        ("NA", 0, 0),
        ("?", 0, 0),
        ("chemo;magic", 1, 1),
    ],
)
def test_one_of_the_words_of_a_cell(cell: str, entries: int, problems: int) -> None:
    columns = ("id", "sex", "size", "diagnosed", "entity", "relapse", "relapsed", "treated")
    (found,) = plans(table({"id": "1", "treated": cell}, columns=columns), WORDS)
    assert (len(found.entries), len(found.problems)) == (entries, problems)


COMMENTED = mapping(comment="#")
ENDING = 'ends_at_blank = true\nformat = "xlsx"\n' + SMALL.replace('format = "csv"', "")


def test_lines_above_the_header_keep_their_numbers() -> None:
    content = b'#made "by" us\n#\n' + table({"id": "1"}, {"id": "#2", "size": "big"})
    assert [(plan.row, plan.external_id) for plan in plans(content, COMMENTED)] == [(4, "1"), (5, "#2")]


def test_a_table_may_end_at_an_empty_line() -> None:
    book = openpyxl.Workbook()
    for row in (["id", "sex", "size", "diagnosed", "entity", "relapse", "relapsed"], ["1"], []):
        book.active.append(row)
    for note in ("NA: not available", None, "f: female"):
        book.active.append([note])
    out = io.BytesIO()
    book.save(out)
    found = read_file("file", out.getvalue(), mapping(ENDING))
    assert (len(found.rows), found.below) == (1, 2)
    both = table({"id": "1"}) + b"\n\n2,,,,,,\n"
    ended = read_file("file", both, mapping("ends_at_blank = true\n" + SMALL))
    assert (len(ended.rows), ended.below) == (1, 1)
    assert len(read_file("file", both, mapping()).rows) == 2


@pytest.mark.parametrize(
    ("unit", "cell", "day"),
    [
        ("", "30", "2000-01-31"),
        ("weeks", "2", "2000-01-15"),
        ("months", "12", "2000-12-31"),
        ("months", "0.1", "2000-01-04"),
        ("months", "-1", "1999-12-02"),
        ("years", "2.5", "2002-07-02"),
    ],
)
def test_time_since_the_anchor_in_other_units(unit: str, cell: str, day: str) -> None:
    since = f'{{ days_from_anchor = "relapsed"{f", unit = {unit!r}" if unit else ""} }}'
    own = BODY.replace('{ column = "relapsed" }', since.replace("'", '"'))
    own = own.replace('[[field]]\ncolumn = "diagnosed"\nto = "case.diagnosis_date"\n', "")
    read_by = mapping(
        HEAD
        + own
        + '[anchor]\nfield = "case.diagnosis_date"\ndate = 2000-01-01\n[ignore]\ncolumns = ["diagnosed"]'
    )
    (found,) = plans(table({"id": "1", "relapse": "LOCAL", "relapsed": cell}), read_by)
    assert found.problems == []
    assert found.entries[0].fields["recurrence_date"].isoformat() == day
