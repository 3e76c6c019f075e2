"""Files for spreadsheets: no cell is run as a formula, and numbers stay numbers."""

import datetime
from decimal import Decimal

import pytest

from centers import files
from centers.files import cell, csv_file


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", " =1+1", '"=1+1', "'=1+1", "\t=1", "\r=1", "\n=1", "\ufeff=1"),
        *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20A1", "=HYPERLINK(0)"),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *(("1=1", "1=1"), ("T1 - T2", "T1 - T2"), ("EWSR1::FLI1", "EWSR1::FLI1"), ("", ""), (None, "")),
        *((-5, -5), (0.25, 0.25), (Decimal("-82.50"), "-82.5"), (Decimal("1E+2"), "100")),
    ],
)
def test_anything_else_is_written_as_it_is(value: object, written: object) -> None:
    assert cell(value) == written


@pytest.mark.django_db  # the end of a response tells the database
@pytest.mark.parametrize("in_memory", [0, 10_000])
def test_a_file_is_whole_whether_it_fits_in_memory(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "IN_MEMORY", in_memory)
    made = csv_file("A list", "all", datetime.date(2026, 1, 2), ["n"], ([n] for n in range(3)))
    assert b"".join(made) == b"# A list,all,2026-01-02\r\nn\r\n0\r\n1\r\n2\r\n"  # type: ignore[arg-type]
    assert made["Content-Disposition"] == 'attachment; filename="a-list-2026-01-02.csv"'
    made.close()
