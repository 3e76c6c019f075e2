"""Knowledge as data: nothing without a source, nothing that names a fact that is not there."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from analytics.facts import FACTS
from analytics.knowledge import INDICATORS
from analytics.knowledge.endpoints import ENDPOINTS, SPLITS
from analytics.knowledge.sources import SOURCES, Access
from analytics.management.commands.indicator_sheets import document
from analytics.models import Facts
from tests.architecture.tree import ROOT

PLACES = {field.name for field in Facts._meta.concrete_fields if field.name.endswith("center")}


@pytest.mark.parametrize("rule", INDICATORS.values(), ids=lambda rule: rule.code)
def test_an_indicator_names_facts_and_a_place_that_exist(rule: object) -> None:
    assert set(rule.facts) <= FACTS.keys()  # type: ignore[attr-defined]
    assert rule.attribution in PLACES  # type: ignore[attr-defined]


def test_an_indicator_without_a_source_is_refused() -> None:
    rule = INDICATORS["QI-SURG-04"]
    with pytest.raises(ValueError, match="names its sources"):
        replace(rule, source=())
    with pytest.raises(ValueError, match="bibliography"):
        replace(rule, source=("NOBODY",))
    with pytest.raises(ValueError, match="whom it concerns"):
        replace(rule, expects=())


def test_what_no_clinician_has_compared_shows_as_unreviewed() -> None:
    assert all(rule.unreviewed for rule in INDICATORS.values())
    assert not replace(INDICATORS["QI-SURG-04"], reviewed="Dr. Test, 2026-11-22").unreviewed


def test_end_points_have_a_source_that_was_not_seen() -> None:
    assert {point.source.access for point in ENDPOINTS.values()} == {Access.MEMORY}
    assert not any(point.reviewed for point in ENDPOINTS.values())


def test_survival_is_split_by_facts() -> None:
    assert {split.fact for split in SPLITS.values()} <= FACTS.keys()
    assert {split.declared_as for split in SPLITS.values()} <= FACTS.keys()


def test_sources_have_their_keys() -> None:
    assert all(
        re.fullmatch(r"[A-Za-z0-9-]+", key) and str(source).startswith(key) for key, source in SOURCES.items()
    )


def test_the_page_is_current() -> None:
    printed = StringIO()
    call_command("indicator_sheets", stdout=printed)
    assert printed.getvalue() == document()
    page = (ROOT / "docs" / "indicators.md").read_text()
    assert page == document(), "run: ./dev manage indicator_sheets > docs/indicators.md"
