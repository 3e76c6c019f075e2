"""The table of sections is whole: every field exists, every clinical field is asked for somewhere."""

import pytest
from django.db import models

from registry import codes, display
from registry.derivations import DERIVATIONS
from registry.fieldsets import ONLY_AT, ONLY_FOR
from registry.models import Attachment, Case, Patient, Radiotherapy
from registry.models.base import Entry, Record
from registry.sections import CODED, DOTTED, ENTRIES, SECTIONS, Section, locate

EVERY = list(SECTIONS.values())


@pytest.mark.parametrize("section", EVERY, ids=SECTIONS)
def test_fields_of_a_section_are_fields_of_its_model(section: Section) -> None:
    names = list(section.fields())
    assert len(names) == len(set(names))
    for name in (*names, *section.summary, *([section.until] if section.until else [])):
        assert section.model._meta.get_field(name)


@pytest.mark.parametrize("section", EVERY, ids=SECTIONS)
def test_numbers_in_one_line_say_what_they_are(section: Section) -> None:
    """No label stands beside them: a unit does, or what is counted."""
    for name in section.summary:
        if isinstance(section.model._meta.get_field(name), models.IntegerField | models.DecimalField):
            assert display.summary(section.model(**{name: 2}), [name]) != "2", name


def test_a_count_agrees_with_what_it_counts() -> None:
    told = [
        display.summary(Radiotherapy(fractions=n, total_dose_gy=60), ["total_dose_gy", "fractions"])
        for n in (1, 30)
    ]
    assert told == ["60 Gy, 1 fraction", "60 Gy, 30 fractions"]


def test_every_editable_field_is_asked_for_exactly_once() -> None:
    for model in {section.model for section in EVERY}:
        asked = [name for section in EVERY if section.model is model for name in section.fields()]
        editable = {field.name for field in model._meta.concrete_fields if field.editable} - {"id"}
        assert sorted(asked) == sorted(editable - {"created_at", "updated_at"}), model


def test_every_code_of_the_data_model_has_one_section_and_every_kind_of_entry_too() -> None:
    assert sorted(str(section.code) for section in CODED) == sorted(dict(codes.SECTION))
    assert {section.model for section in ENTRIES} == set(Entry.__subclasses__()) - {Attachment}


def test_fields_of_one_group_exist() -> None:
    known = {name for section in EVERY for name in section.fields()}
    for table, list_of_codes in ((ONLY_FOR, codes.SARCOMA_GROUP), (ONLY_AT, codes.SITE_GROUP)):
        assert set(table) <= known
        assert all(wanted < set(dict(list_of_codes)) for wanted in table.values())


def test_a_field_of_another_group_shows_only_while_it_holds_a_value() -> None:
    case = Case(sarcoma_group="GIST")
    tumor = SECTIONS["tumor"]

    def shown(record: Record) -> set[str]:
        return {name for part in tumor.asked(case, record) for name in part.fields}

    assert "depth" not in shown(case)
    assert "gist_site" in shown(case)
    case.depth = "DEEP"
    assert "depth" in shown(case)


@pytest.mark.parametrize(
    ("site", "asked"),
    [
        ("BONE_SPINE", {"segments", "segments_adjacent", "spinal_canal", "great_vessels"}),
        ("BONE_LOWER_LIMB", {"discontinuous"}),
        (None, {"segments", "discontinuous", "extraosseous", "spinal_canal"}),
    ],
)
def test_the_extent_in_bone_is_asked_by_site(site: str | None, asked: set[str]) -> None:
    case = Case(sarcoma_group="BS", site_group=site)
    shown = {name for part in SECTIONS["tumor"].asked(case, case) for name in part.fields}
    assert asked <= shown
    assert site is None or not (set(ONLY_AT) - asked) & shown


def test_every_field_a_derivation_asks_for_can_be_found() -> None:
    wanted = {f for rule in DERIVATIONS.values() for item in rule.inputs.values() for f in item.fields}
    assert all(locate(dotted) for dotted in wanted)
    assert locate("case.size_mm") == (SECTIONS["tumor"], "size_mm")
    assert locate("case.public_id") is None
    assert locate("nothing.at_all") is None


def test_dotted_names_reach_every_model() -> None:
    assert set(DOTTED.values()) == {section.model for section in EVERY}
    assert all(issubclass(model, models.Model) for model in (Case, Patient))
