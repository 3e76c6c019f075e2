"""Mapping files: every mistake is found when the file is read, with its place."""

from pathlib import Path

import pytest

from registry.imports.files import read_file
from registry.imports.parsing import find_mapping, parse_mapping, shipped
from registry.imports.planning import Planner
from registry.imports.problems import Unusable
from registry.imports.targets import IDENTIFIED_BY, KINDS, fields_of
from tests.registry.imports import SMALL, mapping

GUIDE = Path(__file__).parents[2] / "docs/mapping-guide.md"


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_mapping_is_sound(name: str) -> None:
    found = find_mapping(name)
    assert (found.name, bool(found.title)) == (name, True)


def test_a_mapping_is_found_by_name_or_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL)
    assert find_mapping(str(path)).source == "small"
    with pytest.raises(Unusable, match="cannot be read"):
        find_mapping(str(tmp_path / "other.toml"))
    with pytest.raises(Unusable, match="no mapping ../mappings/tcga_sarc_2017"):
        find_mapping("../mappings/tcga_sarc_2017")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "small"', "name = small", "not valid TOML"),
        ('name = "small"', "", "mapping: name is missing"),
        ('name = "small"', 'name = "small"\nnames = 3', "no such key: names"),
        ('format = "csv"', 'format = "xls"', "format = xls is not one of csv"),
        ('format = "csv"', 'format = "csv"\nencoding = "utf-99"', "no encoding utf-99"),
        ('format = "csv"', 'format = "csv"\ndecimal = ";"', "decimal = ; is not one of"),
        ('missing = ["NA"]', "missing = [true]", "missing must be a text"),
        ('source = "small"', f'source = "{"s" * 61}"', "longer than 60"),
        ('[key]\ncolumn = "id"', "", "key. is missing"),
        ('column = "id"', 'column = "id"\nslice = [4, 2]', "slice is"),
        ('column = "id"', 'column = "id"\nslice = ["a"]', "slice is"),
        ('to = "case.size_mm"', 'to = "case.size"', "case.size is not a field"),
        ('to = "case.size_mm"', 'to = "case.center"', "case.center is not a field"),
        ('to = "case.size_mm"', 'to = "case.size_mm"\nunit = "inch"', "read in inch; known: mm, cm"),
        ('column = "size"', "", "needs one of column"),
        ('column = "size"', 'column = "size"\nconst = "82"', "needs one of column"),
        ('column = "size"', 'const = "82"', "carries because"),
        ('column = "size"', 'const = "82"\nbecause = " "', "carries because"),
        ('column = "size"', 'column = "size"\nbecause = "so"', "carries because"),
        ('column = "size"', 'const = "huge"\nbecause = "so"', "size_mm: is not a number"),
        ('"m" = "MALE"', '"m" = "MAN"', "patient.sex: is not one of the codes"),
        ('column = "diagnosed"', 'days_from_anchor = "diagnosed"', "needs an .anchor. and a date"),
        ('column = "entity"', 'column = "entity"\nvalues = { "x" = "LIPO" }', "not in the vocabulary"),
        ('type = "recurrence"', 'type = "relapse"', "type = relapse is not one of"),
        ('fields = { type = "relapse" }', 'fields = { kind = "relapse" }', "no field kind"),
        ('equals = ["LOCAL", "DISTANT"], ', "", "either equals or present"),
        ('type = "recurrence"', 'type = "recurrence"\nidentified_by = ["day"]', "unknown or no fields: day"),
        ("[[event]]", '[ignore]\ncolumns = ["size"]\n[[event]]', "both mapped and ignored: size"),
        ("[[event]]", '[anchor]\nfield = "case.size_mm"\n[[event]]', "must be a date of the case"),
        ("[[event]]", '[[event]]\neach = "visits[]"', "only format = json"),
        ('to = "case.size_mm"', 'to = "case.size_mm"\npick = "smallest"', "pick = smallest is not one of"),
        ('to = "case.diagnosis_date"', 'to = "case.diagnosis_date"\npick = "largest"', "among numbers"),
        ('values = { "f" = "FEMALE", "m" = "MALE" }', 'values = "sexes"', "no table .values.sexes"),
        ("[[event]]", '[anchor]\nfield = "case.diagnosis_date"\ndate = "2000"\n[[event]]', "without quotes"),
    ],
)
def test_a_mistake_is_named(old: str, new: str, said: str) -> None:
    assert old in SMALL
    with pytest.raises(Unusable, match=said):
        parse_mapping(SMALL.replace(old, new, 1).encode())


def test_ignored_columns_by_name_or_beginning() -> None:
    found = mapping(SMALL + '[ignore]\ncolumns = ["CIN", "AMP *"]')
    assert [found.ignores(name) for name in ("CIN", "CINx", "AMP 12q15", "AMP")] == [True, False, True, False]


def test_events_are_told_apart_by_fields_they_have() -> None:
    assert set(IDENTIFIED_BY) == set(KINDS)
    for kind, names in IDENTIFIED_BY.items():
        assert set(names) <= set(fields_of(kind))


KEYS = """name title version source format encoding missing unknown decimal dates sheet rows comment
ends_at_blank same_as column slice repeats field date to unit values const because split pick when
equals present otherwise days_from_anchor type identified_by fields each distinct columns"""


def test_the_guide_explains_every_key_and_kind() -> None:
    text = GUIDE.read_text()
    assert not [name for name in (*KEYS.split(), *KINDS) if f"`{name}`" not in text]


def test_the_guides_example_does_what_it_says() -> None:
    text = GUIDE.read_text()
    guide = parse_mapping(text.split("```toml\n")[1].split("```")[0].encode())
    lines = [line.strip() for line in text.split("with semicolons:")[1].split("```")[0].splitlines() if line]
    file = read_file("list.csv", "\n".join(lines).encode("cp1252"), guide)
    first, second = Planner(guide, {}).plans(file.rows)
    assert not [*first.problems, *second.problems]
    assert (first.row, first.external_id, first.case.fields["size_mm"]) == (2, "0017", 85)
    assert [entry.owner for entry in first.entries] == ["surgery", "recurrence"]
    assert str(first.entries[1].fields["recurrence_date"]) == "May 2021"
    assert str(second.case.fields["diagnosis_date"]) == "2020"
    assert second.case.missing == {"size_mm": "UNKNOWN"}
    assert "depth" not in second.case.fields
    assert [entry.fields["r_status"] for entry in second.entries] == ["R1"]
