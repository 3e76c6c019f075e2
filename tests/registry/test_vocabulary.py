"""Vocabularies: whole, checked, faithful to their source, and found by the names people use."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from registry import checks_vocabulary, codes
from registry.vocabulary import (
    VOCABULARIES,
    Kind,
    VocabularyError,
    alteration,
    alterations,
    drug,
    drugs,
    entities,
    entity_label,
    find_entity,
    find_topography,
    histology,
    loader,
    sarcoma_group_of,
    site_group_label,
    site_group_of,
    topographies,
    topography,
    topography_label,
    variables,
)

SOURCE = Path(__file__).parents[2].parent / "shared" / "clinical"
with_source = pytest.mark.skipif(not SOURCE.exists(), reason=f"no clinical reference at {SOURCE}")


def source_rows(name):
    with (SOURCE / name).open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_files_are_whole_and_say_where_they_come_from():
    counts = {Kind.HISTOLOGY: 161, Kind.SITE: 97, Kind.DRUG: 89, Kind.ALTERATION: 66}
    assert {kind: len(one.terms()) for kind, one in VOCABULARIES.items()} == counts
    for name in (one.file for one in VOCABULARIES.values()):
        header = [line for line in (loader.HERE / name).read_text().splitlines() if line.startswith("#")]
        assert any("Source:" in line for line in header)
        assert any("Licence note:" in line for line in header)
        assert loader.version_of(name) == "2026.1"


@with_source
def test_ids_codes_and_flags_of_the_histologies_are_those_of_the_source():
    prose = {"preferred_name", "synonyms", "who2020_family", "notes"}
    ours = list(loader.read_rows(histology.FILE, histology.COLUMNS))
    for theirs, row in zip(source_rows("vocab_entities.csv"), ours, strict=True):
        theirs["behavior"] = theirs.pop("behaviour")
        assert {k: v for k, v in row.items() if k not in prose} == {
            k: v for k, v in theirs.items() if k not in prose
        }


@with_source
def test_sites_are_those_of_the_source():
    """The schema is free text in the source: the codes named in it must be ours, in its order."""
    by_pattern = {row.pattern: row for row in topographies()}
    split = [row for row in topographies() if row.pattern.startswith("C15.")]
    for theirs in source_rows("vocab_topography.csv"):
        pattern = theirs["icdo_topography"]
        for row in split if pattern == "C15.x" else [by_pattern.pop(pattern)]:
            groups = " or ".join(filter(None, (row.site_group, row.site_group_in_cavity)))
            assert (groups, row.check) == (theirs["site_group"], theirs["check"])
            schemas = [s for s in topography.SCHEMAS if s in theirs["ajcc8_schema_sts_or_bone"]]
            schemas.sort(key=theirs["ajcc8_schema_sts_or_bone"].index)
            named = (
                [row.ajcc8_schema, row.ajcc8_schema_in_cavity] if len(schemas) == 2 else [row.ajcc8_schema]
            )
            assert named == schemas or row in split
            assert row.gist_ajcc8_group in theirs["gist_ajcc8_group"]
            assert row.gist_afip_column == theirs["gist_afip_column"]
            assert row.gist_joensuu_gastric == theirs["gist_joensuu_gastric"]
    assert [pattern for pattern in by_pattern if not pattern.startswith("C15.")] == ["C47.8"]


@with_source
def test_drugs_are_those_of_the_source():
    for theirs, ours in zip(source_rows("vocab_drugs.csv"), drugs(), strict=True):
        assert {name: getattr(ours, name) for name in theirs} == theirs
        assert bool(ours.check_before_2021) == ("old code" in ours.notes.lower())


@with_source
def test_alterations_are_those_of_the_source():
    prose = {"alteration", "diagnostic_role", "notes"}
    for theirs, ours in zip(source_rows("vocab_genes.csv"), alterations(), strict=True):
        theirs["entity_ids"] = tuple(theirs["entity_ids"].split("|"))
        for name, value in theirs.items():
            if name not in prose:
                assert getattr(ours, name) == value, (ours.alteration_id, name)
            assert len(getattr(ours, name)) >= len(value) - 2, (ours.alteration_id, name)


def test_names_are_spelled_in_american():
    shown = [f"{term.name} {term.synonyms}" for one in VOCABULARIES.values() for term in one.terms()]
    shown += [row.diagnostic_role + row.notes for row in alterations()]
    assert not [text for text in shown if re.search("tumour|haem|oesoph|paediat|oedema", text, re.IGNORECASE)]


def test_entity_that_has_no_code_of_its_own():
    entity = find_entity("NTRK_SCN")
    assert (entity.icdo_code, entity.behavior, entity.unreviewed) == ("", "", True)


def test_what_was_written_from_memory_is_marked():
    assert find_entity("ACT").unreviewed
    assert find_entity("NODULAR_FASCIITIS").unreviewed
    assert not find_entity("DDLPS").unreviewed
    assert find_topography("C19.9").unreviewed
    assert not find_topography("C49.2").unreviewed
    assert sum(entity.unreviewed for entity in entities()) == 25


def test_malignant_is_behavior_3_and_one_by_name():
    assert {e.entity_id for e in entities() if e.malignant and e.behavior != "3"} == {"EIMS"}
    assert not [e for e in entities() if e.behavior == "3" and not e.malignant]


@pytest.mark.parametrize(
    ("entity_id", "site", "group"),
    [
        ("DDLPS", None, "STS"),
        ("GIST", None, "GIST"),
        ("OS_CONV", "C49.2", "BS"),
        ("EWS", "C40.2", "BS"),
        ("EWS", "C49.2", "STS"),
        ("EWS", None, None),
        ("NO_SUCH", "C49.2", None),
    ],
)
def test_the_group_of_an_entity_of_both_bone_and_soft_tissue_follows_the_site(entity_id, site, group):
    assert sarcoma_group_of(entity_id, site) == group


@pytest.mark.parametrize(
    ("site", "wall", "group"),
    [
        ("C49.2", None, "LOWER_LIMB"),
        ("C49.3", "WALL", "TRUNK_WALL"),
        ("C49.3", "CAVITY_OR_VISCERAL", "THORACIC_VISCERAL"),
        ("C49.4", "CAVITY_OR_VISCERAL", "ABDOMINAL_VISCERAL"),
        ("C49.5", "CAVITY_OR_VISCERAL", "PELVIC_CAVITY"),
        ("C49.5", "UNKNOWN", None),
        ("C49.5", None, None),
        ("C49.2", "CAVITY_OR_VISCERAL", "LOWER_LIMB"),
        ("C34.1", None, "THORACIC_VISCERAL"),
        ("C63.1", None, "GU_PARATESTICULAR"),
        ("C63.5", None, "GU_PARATESTICULAR"),
        ("C69.6", None, "ORBIT"),
        ("C12.9", None, "HEAD_NECK"),
        ("C75.4", None, "HEAD_NECK"),
        ("C75.1", None, None),
        (None, None, None),
    ],
)
def test_site_group(site, wall, group):
    assert site_group_of(site, wall) == group


def test_every_site_group_of_the_code_list_has_a_site():
    reached = {
        group for row in topographies() for group in (row.site_group, row.site_group_in_cavity) if group
    }
    assert reached == {code for code, _label in codes.SITE_GROUP}


def test_labels_fall_back_to_the_code():
    assert entity_label("DDLPS") == "Dedifferentiated liposarcoma"
    assert (entity_label("OLD"), entity_label(None)) == ("OLD", "")
    assert topography_label("C69.6") == "Orbit, NOS"  # a row of its own beside C69.x
    assert topography_label("C49.2").endswith("soft tissues of lower limb and hip")
    assert (topography_label("C99.9"), topography_label(None)) == ("C99.9", "")
    assert str(site_group_label("TRUNK_WALL")) == "Trunk wall"
    assert site_group_label(None) == ""


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Writes a changed copy of the histologies for the loader to read."""

    def write(old, new, file=histology.FILE):
        text = (loader.HERE / file).read_text()
        assert old in text
        shutil.copytree(loader.HERE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py"))
        (tmp_path / file).write_text(text.replace(old, new, 1))
        monkeypatch.setattr(loader, "HERE", tmp_path)

    readers = (histology._by_id, drug._by_id, alteration._by_id, variables.requirements)
    for reader in readers:
        reader.cache_clear()
    yield write
    for reader in readers:
        reader.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\nWDLPS\t", "\nALT\t", "ALT occurs twice"),
        ("8858/3\t", "8858/0\t", "icdo32_code"),
        ("\t8858\t3\t", "\t858\t3\t", "icdo32_morphology"),
        ("\tSTS\tmalignant\tY\t3\t", "\tSTS\tmalignant\tY\t4\t", "fnclcc_differentiation_score"),
        ("\tVISCERAL_ONLY\t", "\tVISCERA\t", "ajcc8_ch45_unusual_histology"),
        ("\nDDLPS\t", "\nDDLPS ", "19 cells"),
        ("entity_id\t", "id\t", "columns"),
        ("# Version: ", "# Edition: ", "Version"),
    ],
)
def test_a_broken_file_is_named_at_start(broken, old, new, message):
    broken(old, new)
    with pytest.raises(VocabularyError, match=message):
        entities()
    problems = checks_vocabulary.check_vocabularies(None)
    assert [problem.id for problem in problems] == ["registry.E001"]
    assert message in problems[0].msg


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("drugs.tsv", "\tL01EA01\t", "\tL01DB01\t", "L01DB01 occurs twice"),
        ("drugs.tsv", "\tL01XE01\t", "\tL01XE04\t", "L01XE04 occurs twice"),
        ("drugs.tsv", "\tL01EA01\t", "\tL01E1\t", "IMATINIB, atc_code"),
        ("genes.tsv", "\nFUS_ERG\t", "\nEWSR1_ERG\t", "EWSR1_ERG occurs twice"),
        ("genes.tsv", "\tRCS_EWSR1NONETS\t", "\tNO_SUCH\t", "NO_SUCH is no histology"),
        ("genes.tsv", "\tmutation\t", "\tmutant\t", "alteration_type"),
        ("variables.tsv", "patient.sex\tC\t", "patient.sex\tX\t", "patient.sex, level"),
        ("variables.tsv", "case.entity_id\t", "case.depth\t", "case.depth occurs twice"),
    ],
)
def test_every_file_is_checked(broken, file, old, new, message):
    broken(old, new, file)
    problems = checks_vocabulary.check_vocabularies(None)
    assert [problem.id for problem in problems] == ["registry.E001"]
    assert message in problems[0].msg


def test_whole_files_pass_the_system_check():
    assert checks_vocabulary.check_vocabularies(None) == []
