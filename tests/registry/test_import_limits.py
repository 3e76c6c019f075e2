"""No file takes the process down: what is too large is refused while it is read, or before."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from registry.imports import limits
from registry.imports.files import read_file
from registry.imports.problems import Unusable
from tests.registry.imports import COLUMNS, mapping, table
from tests.world import World

SHEET = "/".join(("xl", "worksheets", "sheet1.xml"))


def book(*rows: list[Any], **cells: Any) -> bytes:
    """A workbook with the columns of the small mapping, and some cells far away."""
    made = openpyxl.Workbook()
    for row in (list(COLUMNS), *rows):
        made.active.append(row)
    for place, value in cells.items():
        made.active[place] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    source, out = zipfile.ZipFile(io.BytesIO(book(["1", "f"]))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, xml if name == SHEET else source.read(name))
    return out.getvalue()


def records(number: int, record: str = '{"id": 1}') -> bytes:
    return f"[{', '.join([record] * number)}]".encode()


MANY = table(*[{"id": str(number)} for number in range(5)])
WIDE = ",".join(f"c{number}" for number in range(9)).encode()


@pytest.mark.parametrize(
    ("limit", "value", "format_", "content", "said"),
    [
        ("BYTES", 10, "csv", MANY, "larger than 0 MB"),
        ("ROWS", 4, "csv", MANY, "more than 4 rows"),
        ("ROWS", 4, "xlsx", book(*[["1"]] * 5), "more than 4 rows"),
        ("ROWS", 4, "json", records(5), "more than 4 rows"),
        ("COLUMNS", 8, "csv", WIDE, "more than 8 columns"),
        ("COLUMNS", 8, "csv", MANY + b"\n,,,,,,,,", "more than 8 columns"),
        ("COLUMNS", 8, "xlsx", book(ABC1="far away"), "more than 8 columns"),
        ("CELLS", 20, "csv", MANY, "more than 20 cells"),
        ("CELLS", 20, "xlsx", book(*[["1"]] * 5), "more than 20 cells"),
        ("CELLS", 4, "json", records(1, "[1, 2, 3, 4, 5, 6]"), "more than 4 values"),
        ("PARTS", 3, "xlsx", book(), "too large when unpacked"),
        ("UNPACKED", 1000, "xlsx", book(), "too large when unpacked"),
    ],
)
def test_a_file_over_a_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, format_: str, content: bytes, said: str
) -> None:
    read_by = mapping(format=format_)
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(Unusable, match=said):
        read_file("file", content, read_by)


def test_what_fits_exactly_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 5)
    assert len(read_file("file", MANY, mapping()).rows) == 5


@pytest.mark.parametrize(
    ("format_", "content", "said"),
    [
        ("csv", MANY + b"\n" + b"x" * 200_000, "Line 7: field larger than field limit"),
        ("csv", b",".join(b"c%d" % number for number in range(200_000)), "more than 2000 columns"),
        ("json", b"[" * 100_000, "not valid JSON"),
        ("json", b'{"a":' * 900 + b"1" + b"}" * 900, "not a list of records"),
        ("json", b"[" + b'{"a":' * 900 + b"1" + b"}" * 900 + b"]", "neither maps|not valid"),
        ("xlsx", with_sheet(bytes(limits.UNPACKED + 1)), "too large when unpacked"),
        ("xlsx", with_sheet(b"<row " * 1_000_000), "cannot be read"),
        ("xlsx", with_sheet(b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x/>'), "cannot be read"),
        ("xlsx", b"PK\x03\x04 not a zip", "not an XLSX workbook"),
    ],
)
def test_a_bomb_is_refused(format_: str, content: bytes, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        read_file("file", content, mapping(format=format_))
    assert openpyxl.DEFUSEDXML


@pytest.mark.django_db
def test_the_command_reads_no_more_than_it_may(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(limits, "BYTES", 10)
    with Path("/dev/zero").open("rb") as endless, pytest.raises(CommandError, match="larger than") as error:
        call_command("import_cases", endless.name, "--mapping", "tcga_sarc_2017", "--center", "ES07")
    assert error.value.returncode == 2
