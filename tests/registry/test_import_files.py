"""Files as they come: read exactly, or refused with the reason. Nothing is changed silently."""

import datetime
import io
from typing import Any

import openpyxl
import pytest

from registry.imports.files import read_file
from registry.imports.mapping import Mapping
from registry.imports.planning import Planner
from registry.imports.plans import Plan
from registry.imports.problems import Unusable
from registry.imports.reading import Reader
from tests.registry.imports import BODY, COLUMNS, HEAD, mapping, table


def plan(content: bytes, read_by: Mapping | None = None) -> Plan:
    """The plan of the only row."""
    read_by = read_by or mapping()
    (found,) = Planner(read_by, {}).plans(read_file("file", content, read_by).rows)
    return found


def reasons(content: bytes, read_by: Mapping | None = None) -> list[str]:
    return [problem.reason for problem in plan(content, read_by).problems]


def book(*rows: list[Any], prepare: Any = None) -> bytes:
    made = openpyxl.Workbook()
    for row in (list(COLUMNS), *rows):
        made.active.append(row)
    if prepare:
        prepare(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


XLSX = mapping(format="xlsx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Column 1 has no name in line 1"),
        (b"id,sex,id\n", "names a column twice: id"),
        (b"id,,sex\n1,2,3\n", "Column 2 has no name"),
        (b"id,sex\n1,f\n", "does not have: diagnosed, entity, relapse, relapsed, size"),
        (table() + b",weight\n1,f,,,,,,80\n", "neither maps nor ignores: weight"),
        (table(), "has no rows"),
        (table({"id": "1"}) + b"\n2,\xff", "Line 3 is not written in utf-8-sig"),
        (table({"id": "1\0"}), "Line 2 holds a NUL"),
        (table({"id": '"1'}), "Line 2: unexpected end of data"),
        ("id,sex".encode("utf-16"), "not written in utf-8-sig"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(content: bytes, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        read_file("file", content, mapping())


def test_csv_cells_stay_text() -> None:
    found = plan(b"\xef\xbb\xbf" + table({"id": "007", "size": "82.0", "sex": " f "}))
    assert found.external_id == "007"
    assert str(found.case.fields["size_mm"]) == "82.0"
    assert found.patient.fields["sex"] == "FEMALE"


def test_a_row_is_named_by_its_line() -> None:
    content = table({"id": '"a\nb"'}, {"id": ""}, {"id": "2", "size": "big"})
    plans = Planner(mapping(), {}).plans(read_file("file", content, mapping()).rows)
    assert [one.row for one in plans] == [2, 5]  # the first has a line break, the blank one is no row


def test_a_row_of_another_width_is_refused() -> None:
    assert reasons(table({}) + b"\n1,f\n") == ["has 2 cells, not 7"]
    assert reasons(table({}) + b"\n1,f,,,,,,,\n") == []
    assert reasons(table({}) + b"\n1,f,,,,,,8\n") == ["has 8 cells, not 7"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"size": '"8,2"'}, "is not a number written as 12.5"),
        ({"size": "1e2"}, "is not a number written as 12.5"),
        ({"size": "82 mm"}, "is not a number written as 12.5"),
        ({"size": "1234567890123456"}, "has more than 15 digits"),
        ({"size": "8.25"}, "has more decimals than the record keeps (1)"),
        ({"diagnosed": "44197"}, "is not a date written as 2021-03-12"),
        ({"diagnosed": "12/03/2021"}, "is not a date written as 2021-03-12"),
        ({"diagnosed": "2021-02-30"}, "February 2021 has 28 days."),
        ({"sex": "female"}, "is not among the values of the mapping: f, m"),
        ({"entity": "LIPO"}, "This histology is not in the vocabulary."),
        ({"relapse": "nope"}, "is none of the values the mapping knows: LOCAL, DISTANT, no"),
        ({"relapse": "LOCAL", "relapsed": "soon"}, "is not a date written as 2021-03-12"),
        ({"relapsed": "2021-01-01"}, "is not imported, because relapse is empty"),
        ({"id": ""}, "is empty: every row needs the id of its case"),
        ({"id": "NA"}, "is empty: every row needs the id of its case"),
        ({"id": "x" * 101}, "is no id of 1 to 100 characters"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused(cells: dict[str, str], reason: str) -> None:
    assert reason in reasons(table({"id": "1", "sex": "f", **cells}))[0]


def test_unknown_and_missing_only_where_the_mapping_says_so() -> None:
    found = plan(table({"id": "1", "sex": "?", "size": "?", "entity": "?", "diagnosed": "NA"}))
    assert (found.patient.fields, found.case.fields) == ({"sex": "UNKNOWN"}, {"entity_id": "UNKNOWN"})
    assert found.case.missing == {"size_mm": "UNKNOWN"}
    assert reasons(table({"id": "1", "size": "n/a"})) == ["is not a number written as 12.5"]


def test_dates_and_decimals_as_the_mapping_declares_them() -> None:
    declared = {"dates": "MDY", "decimal": ",", "format": "csv-semicolon"}
    content = ";".join(COLUMNS).encode() + b"\n1;f;8,5;3/12/2021;;;\n"
    found = plan(content, mapping(**declared))
    assert found.case.fields["diagnosis_date"].isoformat() == "2021-03-12"
    assert str(found.case.fields["size_mm"]) == "8.5"
    assert (
        plan(content, mapping(**{**declared, "dates": "DMY"})).case.fields["diagnosis_date"].date.month == 12
    )


def test_typed_cells_of_a_workbook() -> None:
    day = datetime.datetime.fromisoformat("2021-03-12")
    found = plan(book([17, "f", 82.5, day, None, "LOCAL", datetime.date(2022, 1, 1)]), XLSX)
    assert not found.problems
    assert found.external_id == "17"
    assert str(found.case.fields["size_mm"]) == "82.5"
    assert found.case.fields["diagnosis_date"].date == day.date()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["=1+1", "f"], "is a formula: replace it by its value"),
        (["1", "f", "=80+2"], "is a formula: replace it by its value"),
        (["1", "f", "#REF!"], "is an error of the spreadsheet"),
        ([123456789012345678, "f"], "has more than 15 digits"),
        ([1.5, "f"], "is not a whole number"),
        (
            [datetime.datetime.fromisoformat("2021-09-02"), "f"],
            "is stored as a date where a text is expected",
        ),
        (
            ["1", "f", None, datetime.datetime.fromisoformat("2021-09-02 13:05")],
            "has a time of day, which a date cannot hold",
        ),
        (["1", "f", None, datetime.time(13, 5)], "is a time or duration, not a date"),
        (["1", "f", None, 44197], "is not a date written as 2021-03-12"),
    ],
)
def test_a_workbook_never_guesses(row: list[Any], reason: str) -> None:
    assert reasons(book(row), XLSX) == [reason]


def _zeros(made: Any) -> None:
    made.active["A2"].number_format = "00000"


def _hide(made: Any) -> None:
    made.active.row_dimensions[2].hidden = True


def _merge(made: Any) -> None:
    made.active.merge_cells("B2:B3")


def _more(made: Any) -> None:
    made.create_sheet("Second").sheet_state = "hidden"


def test_zeros_that_are_only_shown_are_refused() -> None:
    assert reasons(book([7, "f"], prepare=_zeros), XLSX) == [
        "is shown with zeros it does not hold: format it as text"
    ]


@pytest.mark.parametrize(
    ("prepare", "said"),
    [(_hide, "hidden or filtered rows"), (_merge, "merged cells"), (_more, "several sheets")],
)
def test_what_a_sheet_hides_is_refused(prepare: Any, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        read_file("file", book(["1", "f"], prepare=prepare), XLSX)


def test_a_named_sheet_is_read() -> None:
    assert plan(book(["1", "f"], prepare=_more), mapping(format="xlsx", sheet="Sheet")).external_id == "1"
    with pytest.raises(Unusable, match="no sheet Third"):
        read_file("file", book(["1", "f"]), mapping(format="xlsx", sheet="Third"))


NESTED = mapping(
    HEAD.replace('"csv"', '"json"')
    + """
rows = "data[]"
[key]
column = "id"
[[field]]
column = "demographic.sex"
to = "patient.sex"
[[field]]
column = "diagnoses[kind=primary].size"
to = "case.size_mm"
[[event]]
type = "recurrence"
when = { column = "diagnoses[].kind", equals = "relapse", otherwise = ["primary"] }
date = { column = "diagnoses[].day" }
[event.fields]
type = { const = "LOCAL", because = "Every relapse here is local." }
sites = { column = "diagnoses[].sites", values = { "lung" = "LUNG", "bone" = "BONE" } }
[ignore]
columns = ["diagnoses[].note*"]
"""
)


def test_nested_records_are_addressed_by_path() -> None:
    found = plan(
        b"""{"data": [{"id": 1, "demographic": {"sex": "MALE"}, "diagnoses": [
        {"kind": "primary", "size": 82, "note_a": "x"},
        {"kind": "relapse", "day": "2021", "sites": ["lung", "bone"]},
        {"kind": "relapse", "day": "2022-05"}]}]}""",
        NESTED,
    )
    assert not found.problems
    assert (found.row, found.external_id, found.patient.fields) == (1, "1", {"sex": "MALE"})
    assert found.case.fields == {"size_mm": 82}
    assert [str(entry.fields["recurrence_date"].isoformat()) for entry in found.entries] == [
        "2021",
        "2022-05",
    ]
    assert found.entries[0].fields["sites"] == ["BONE", "LUNG"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "not valid JSON"),
        (b'{"data": {"id": 1}, "data": []}', "data occurs twice"),
        (b'{"data": [{"id": NaN}]}', "NaN is not a number"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"data": [{"id": 1, "weight": 3}]}', "neither maps nor ignores: weight"),
        (
            b'{"data": [{"id": 1, "diagnoses": [{"kinds": 3}]}]}',
            r"neither maps nor ignores: diagnoses\[\].kinds",
        ),
    ],
)
def test_json_that_does_not_fit_is_refused_whole(content: bytes, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        read_file("file", content, NESTED)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (
            b'{"id": 1, "diagnoses": [{"kind": "primary", "size": 1}, {"kind": "primary", "size": 2}]}',
            "2 different",
        ),
        (b'{"id": "a\\u0000b"}', "characters that nobody sees"),
        (b'{"id": "\\ud800"}', "characters that nobody sees"),
        (b'{"id": 1, "diagnoses": [{"kind": "metastasis"}]}', "is none of the values the mapping knows"),
        (b"3", "is not a record"),
    ],
)
def test_a_nested_record_is_read_exactly_or_refused(record: bytes, reason: str) -> None:
    assert reason in reasons(b'{"data": [' + record + b"]}", NESTED)[0]


def test_several_values_of_one_cell() -> None:
    split = mapping(SMALL_SITES)
    content = table(
        {"id": "1", "relapse": "LOCAL", "relapsed": "2020", "sites": "Lung|Bone|NA"},
        columns=(*COLUMNS, "sites"),
    )
    assert plan(content, split).entries[0].fields["sites"] == ["BONE", "LUNG"]
    assert Reader(split, {}).is_blank("NA")


SMALL_SITES = HEAD + BODY.replace(
    'fields = { type = "relapse" }',
    """[event.fields]
type = "relapse"
[event.fields.sites]
column = "sites"
split = "|"
values = { "Lung" = "LUNG", "Bone" = "BONE" }
""",
)
