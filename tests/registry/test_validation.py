"""The plausibility rules of clinical.md 2.14, each with what breaks it and the nearest that does not."""

from collections.abc import Iterable
from typing import Any, TypeVar

import pytest
from django.db.models import CheckConstraint

from registry.fields import PartialDateField, set_date
from registry.management.commands.validation import document
from registry.models import (
    Biopsy,
    Biospecimen,
    BoardDiscussion,
    Case,
    Complication,
    FollowUp,
    PathologyReport,
    Patient,
    Radiotherapy,
    Recurrence,
    Referral,
    Response,
    Surgery,
    SystemicLine,
)
from registry.models.base import Entry, Record
from registry.sections import DOTTED, SECTIONS
from registry.validation import RULES, STOPS, Level, broken
from tests.architecture.tree import ROOT
from tests.world import day

R = TypeVar("R", bound=Record)
CODES = [rule.code for rule in RULES]


def filled(record: R, **fields: Any) -> R:
    """A record in memory; dates as text of any precision."""
    for name, value in fields.items():
        if isinstance(record._meta.get_field(name), PartialDateField):
            set_date(record, name, day(value))
        else:
            setattr(record, name, value)
    return record


def found(case: dict[str, Any], patient: dict[str, Any], *entries: Entry) -> dict[str, set[str]]:
    """The broken rules by code, with the fields they point at."""
    record = filled(Case(patient=filled(Patient(), **patient)), **case)
    result: dict[str, set[str]] = {}
    for one in broken(record, entries):
        result.setdefault(one.rule.code, set()).update(place.field for place in one.places)
    return result


def report(**fields: Any) -> PathologyReport:
    return filled(PathologyReport(), **fields)


def surgery(**fields: Any) -> Surgery:
    return filled(Surgery(), **fields)


def radiotherapy(**fields: Any) -> Radiotherapy:
    return filled(Radiotherapy(), **fields)


def line(**fields: Any) -> SystemicLine:
    return filled(SystemicLine(), **fields)


def response(**fields: Any) -> Response:
    return filled(Response(), **fields)


def relapse(**fields: Any) -> Recurrence:
    return filled(Recurrence(), **{"type": "LOCAL", "recurrence_date": "2021-01", **fields})


def visit(**fields: Any) -> FollowUp:
    return filled(FollowUp(), **fields)


def board(**fields: Any) -> BoardDiscussion:
    return filled(BoardDiscussion(), **fields)


def referral(**fields: Any) -> Referral:
    return filled(Referral(), **fields)


LINE = line(id=1, start_date="2020-03-01")


# What the table below says: code, the case, its patient, its entries, and whether the rule is broken.
TABLE: tuple[tuple[str, dict[str, Any], dict[str, Any], Iterable[Entry], bool], ...] = (
    ("DATE-BIRTH", {"diagnosis_date": "1989-12-31"}, {"birth_year": 1990}, (), True),
    ("DATE-BIRTH", {"diagnosis_date": "1990"}, {"birth_year": 1990}, (), False),
    ("DATE-BIRTH", {}, {"birth_year": 1990, "death_date": "1989"}, (), True),
    ("DATE-BIRTH", {}, {"birth_year": 1990}, (surgery(surgery_date="1988-05"),), True),
    (  # the days of a de-identified file are not true
        "DATE-BIRTH",
        {"diagnosis_date": "1980-01-01", "dates_shifted": True},
        {"birth_year": 1990},
        (),
        False,
    ),
    ("DATE-DEATH", {}, {"death_date": "2020-03-10"}, (surgery(surgery_date="2020-03-11"),), True),
    ("DATE-DEATH", {}, {"death_date": "2020-03-10"}, (surgery(surgery_date="2020-03-10"),), False),
    ("DATE-DEATH", {}, {"death_date": "2020-03-10"}, (surgery(surgery_date="2020-03"),), False),
    ("DATE-DEATH", {}, {"death_date": "2020-03"}, (surgery(surgery_date="2020"),), False),
    ("DATE-DEATH", {}, {"death_date": "2020-03"}, (surgery(surgery_date="2020-04"),), True),
    ("DATE-DEATH", {}, {"death_date": "2020-03-10", "last_contact_date": "2021"}, (), True),
    ("DATE-DEATH", {"diagnosis_date": "2021"}, {"death_date": "2020-03-10"}, (), True),
    ("DATE-DEATH", {}, {"death_date": "2020-03-10"}, (report(report_date="2020-03-20"),), False),
    ("DATE-PATH", {"first_symptom_date": "2020-02", "first_visit_date": "2020-01-31"}, {}, (), True),
    ("DATE-PATH", {"first_symptom_date": "2020-01", "first_visit_date": "2020-01-31"}, {}, (), False),
    ("DATE-PATH", {"first_visit_date": "2021", "diagnosis_date": "2020-12-31"}, {}, (), True),
    ("DATE-PATH", {"suspicion_date": "2021-01-02", "imaging_first_date": "2021-01-01"}, {}, (), False),
    ("DATE-PATH", {"suspicion_date": "2021-01-02", "diagnosis_date": "2021-01-01"}, {}, (), True),
    (
        "DATE-PATH",
        {
            "suspicion_date": "2021-01-02",
            "diagnosis_date": "2021-01-01",
            "presentation_status": "AFTER_UNPLANNED_EXCISION",
        },
        {},
        (),
        False,
    ),
    ("DATE-COURSE", {"diagnosis_date": "2020-05-02"}, {}, (surgery(surgery_date="2020-05-01"),), True),
    ("DATE-COURSE", {"diagnosis_date": "2020-05-02"}, {}, (surgery(surgery_date="2020-05-02"),), False),
    ("DATE-COURSE", {"diagnosis_date": "2020-05"}, {}, (surgery(surgery_date="2020-05-01"),), False),
    (
        "DATE-COURSE",
        {"diagnosis_date": "2020-05-02", "is_first_primary_episode": "N"},
        {},
        (surgery(surgery_date="2019"),),
        False,
    ),
    ("DATE-COURSE", {"diagnosis_date": "2020"}, {}, (visit(visit_date="2019-12-31"),), True),
    (
        "DATE-BIOPSY",
        {},
        {},
        (
            report(report_date="2020-01-01", specimen_type="BIOPSY"),
            filled(Biopsy(), biopsy_date="2020-01-02"),
        ),
        True,
    ),
    (
        "DATE-BIOPSY",
        {},
        {},
        (
            report(report_date="2020-01-01", specimen_type="BIOPSY"),
            filled(Biopsy(), biopsy_date="2020-01-02"),
            filled(Biopsy(), biopsy_date="2019-12"),
        ),
        False,
    ),
    (
        "DATE-BIOPSY",
        {},
        {},
        (report(report_date="2020-01-01", specimen_type="BIOPSY"), Biopsy()),
        False,
    ),
    ("GIST-SITE", {"entity_id": "GIST", "topography_icdo": "C49.2"}, {}, (), True),
    ("GIST-SITE", {"entity_id": "GIST_SDH", "topography_icdo": "C34.1"}, {}, (), True),
    ("GIST-SITE", {"entity_id": "GIST", "topography_icdo": "C16.1"}, {}, (), False),
    ("GIST-SITE", {"entity_id": "GIST", "topography_icdo": "C48.1"}, {}, (), False),
    ("GIST-SITE", {"entity_id": "GIST", "topography_icdo": "C48.0"}, {}, (), False),
    ("GIST-SITE", {"entity_id": "GIST", "topography_icdo": "C80.9"}, {}, (), False),
    ("GIST-SITE", {"entity_id": "GIST"}, {}, (), False),
    ("BONE-SITE", {"entity_id": "OS_CONV", "topography_icdo": "C49.2"}, {}, (), True),
    ("BONE-SITE", {"entity_id": "OS_CONV", "topography_icdo": "C40.2"}, {}, (), False),
    ("BONE-SITE", {"entity_id": "OS_CONV", "topography_icdo": "UNKNOWN"}, {}, (), False),
    ("BONE-SITE", {"entity_id": "ESOS", "topography_icdo": "C49.2"}, {}, (), False),
    ("BONE-SITE", {"entity_id": "EWS", "sarcoma_group": "STS", "topography_icdo": "C49.2"}, {}, (), False),
    ("BONE-SITE", {"entity_id": "EWS", "sarcoma_group": "BS", "topography_icdo": "C49.2"}, {}, (), True),
    ("BEHAVIOR", {"entity_id": "DDLPS", "behavior": "1"}, {}, (), True),
    ("BEHAVIOR", {"entity_id": "DDLPS", "behavior": "3"}, {}, (), False),
    ("BEHAVIOR", {"entity_id": "DDLPS", "behavior": "UNKNOWN"}, {}, (), False),
    ("BEHAVIOR", {"entity_id": "MFH", "behavior": "1"}, {}, (), False),
    ("BEHAVIOR-LEGACY", {"entity_id": "MFH", "behavior": "1"}, {}, (), True),
    ("BEHAVIOR-LEGACY", {"entity_id": "DDLPS", "behavior": "1"}, {}, (), False),
    ("T-SIZE", {"entity_id": "DDLPS", "topography_icdo": "C49.2", "size_mm": 82, "pt": "T1"}, {}, (), True),
    ("T-SIZE", {"entity_id": "DDLPS", "topography_icdo": "C49.2", "size_mm": 82, "ct": "T3"}, {}, (), True),
    ("T-SIZE", {"entity_id": "DDLPS", "topography_icdo": "C49.2", "size_mm": 50, "pt": "T1"}, {}, (), False),
    ("T-SIZE", {"entity_id": "DDLPS", "topography_icdo": "C49.2", "size_mm": 82, "pt": "TX"}, {}, (), False),
    ("T-SIZE", {"entity_id": "DDLPS", "topography_icdo": "C49.2", "pt": "T1"}, {}, (), False),
    ("M-EXTENT", {"cm": "M1", "disease_extent_dx": "LOCALIZED"}, {}, (), True),
    ("M-EXTENT", {"pm": "M1b", "cm": "M0", "disease_extent_dx": "LOCALLY_ADVANCED"}, {}, (), True),
    ("M-EXTENT", {"cm": "M0", "disease_extent_dx": "METASTATIC"}, {}, (), True),
    ("M-EXTENT", {"cm": "M0", "pm": "M1", "disease_extent_dx": "METASTATIC"}, {}, (), False),
    ("M-EXTENT", {"cm": "M1", "disease_extent_dx": "UNKNOWN"}, {}, (), False),
    ("M-EXTENT", {"disease_extent_dx": "METASTATIC"}, {}, (), False),
    ("ADJUVANT", {}, {}, (line(setting="ADJUVANT"),), True),
    ("ADJUVANT", {}, {}, (line(setting="NEOADJUVANT"),), False),
    ("ADJUVANT", {}, {}, (line(setting="ADJUVANT"), surgery()), False),
    (
        "ADJUVANT",
        {},
        {},
        (line(setting="ADJUVANT"), surgery(intent="PALLIATIVE")),
        True,
    ),
    (
        "ADJUVANT",
        {},
        {},
        (line(setting="ADJUVANT"), surgery(role="DIAGNOSTIC")),
        True,
    ),
    (
        "ADJUVANT",
        {},
        {},
        (
            radiotherapy(setting="POST_OP", start_date="2020-03-01"),
            surgery(surgery_date="2020-03-02", intent="CURATIVE", role="PRIMARY_RESECTION"),
        ),
        True,
    ),
    (
        "ADJUVANT",
        {},
        {},
        (
            radiotherapy(setting="POST_OP", start_date="2020-03-01"),
            surgery(surgery_date="2020", intent="CURATIVE", role="PRIMARY_RESECTION"),
        ),
        False,
    ),
    ("NECROSIS-TREATED", {}, {}, (report(necrosis_pct=92),), True),
    ("NECROSIS-TREATED", {}, {}, (report(necrosis_pct=92, specimen_treated="UNKNOWN"),), True),
    ("NECROSIS-TREATED", {}, {}, (report(necrosis_pct=92, specimen_treated="Y"),), False),
    (
        "GRADE-TREATED",
        {"grade_final": "G1"},
        {},
        (
            report(specimen_treated="N", fnclcc_grade_reported="3"),
            report(specimen_treated="Y", fnclcc_grade_reported="1"),
        ),
        True,
    ),
    (
        "GRADE-TREATED",
        {"grade_final": "G3"},
        {},
        (
            report(specimen_treated="N", fnclcc_grade_reported="3"),
            report(specimen_treated="Y", fnclcc_grade_reported="1"),
        ),
        False,
    ),
    (
        "GRADE-TREATED",
        {"grade_final": "G1"},
        {},
        (report(specimen_treated="Y", fnclcc_grade_reported="1"),),
        False,
    ),
    ("M-SITES", {"metastasis_sites_dx": ["LUNG"], "disease_extent_dx": "LOCALIZED"}, {}, (), True),
    ("M-SITES", {"metastasis_sites_dx": ["UNKNOWN"], "disease_extent_dx": "LOCALIZED"}, {}, (), False),
    ("M-SITES", {"metastasis_sites_dx": ["LUNG"], "disease_extent_dx": "METASTATIC"}, {}, (), False),
    ("GROUP", {"sarcoma_group": "BS", "entity_id": "DDLPS"}, {}, (), True),
    ("GROUP", {"sarcoma_group": "BS", "entity_id": "EWS"}, {}, (), False),
    ("GROUP", {"entity_id": "DDLPS"}, {}, (), False),
    ("RADIATION", {"radiation_induced": "Y"}, {"prior_rt_in_field": "N"}, (), True),
    ("RADIATION", {"radiation_induced": "Y"}, {"prior_rt_in_field": "UNKNOWN"}, (), False),
    ("DATE-REFERRAL", {}, {}, (referral(sent_date="2020-02", first_seen_date="2020-01-31"),), True),
    ("DATE-REFERRAL", {}, {}, (referral(sent_date="2020-02", decision_date="2020-01"),), True),
    ("DATE-REFERRAL", {}, {}, (referral(sent_date="2020-02", first_seen_date="2020-02-01"),), False),
    ("DOSE-FRACTION", {}, {}, (radiotherapy(total_dose_gy=50, fractions=1),), True),
    ("DOSE-FRACTION", {}, {}, (radiotherapy(total_dose_gy=20, fractions=41),), True),
    ("DOSE-FRACTION", {}, {}, (radiotherapy(total_dose_gy=50, fractions=2),), False),
    ("DOSE-FRACTION", {}, {}, (radiotherapy(total_dose_gy=50),), False),
    ("LINE-TWICE", {}, {}, (line(setting="ADVANCED", line_no=1), line(setting="ADVANCED", line_no=1)), True),
    ("LINE-TWICE", {}, {}, (line(setting="ADVANCED", line_no=1), line(setting="ADJUVANT", line_no=1)), False),
    ("LINE-TWICE", {}, {}, (line(line_no=1), line(line_no=1)), False),
    ("BOARD-DONE", {}, {}, (board(implemented="N", implemented_date="2020"),), True),
    ("BOARD-DONE", {}, {}, (board(implemented="PARTLY", implemented_date="2020"),), False),
    ("SAMPLE-CONSENT", {}, {"consent_biobank": "REFUSED"}, (Biospecimen(),), True),
    ("SAMPLE-CONSENT", {}, {}, (Biospecimen(consent="WITHDRAWN"),), True),
    ("SAMPLE-CONSENT", {}, {"consent_biobank": "WAIVED"}, (Biospecimen(consent="GIVEN"),), False),
    ("DEATH-ALIVE", {}, {"vital_status": "ALIVE"}, (visit(status="DUC"),), True),
    ("DEATH-ALIVE", {}, {"vital_status": "ALIVE"}, (Complication(clavien_dindo="V"),), True),
    ("DEATH-ALIVE", {}, {"vital_status": "ALIVE"}, (line(reason_end="DEATH"),), True),
    ("DEATH-ALIVE", {}, {"vital_status": "ALIVE"}, (radiotherapy(completed_as_planned="N_DEATH"),), True),
    ("DEATH-ALIVE", {}, {"vital_status": "ALIVE"}, (visit(status="NED"),), False),
    ("DEATH-ALIVE", {}, {"vital_status": "DEAD"}, (visit(status="DOD"),), False),
    ("DEATH-CAUSE", {}, {"death_cause": "DOC"}, (visit(status="DOD"),), True),
    ("DEATH-CAUSE", {}, {"death_cause": "DOC"}, (visit(status="DUC"),), False),
    ("DEATH-CAUSE", {}, {"death_cause": "TREATMENT_RELATED"}, (visit(status="DOD"),), False),
    ("RELAPSE", {}, {}, (relapse(), surgery(r_status="R2")), True),
    ("RELAPSE", {}, {}, (relapse(), surgery(surgery_date="2021-02")), True),
    ("RELAPSE", {"sections_complete": ["SURGERY"]}, {}, (relapse(),), True),
    ("RELAPSE", {}, {}, (relapse(),), False),
    ("RELAPSE", {}, {}, (relapse(), surgery(surgery_date="2021-01", r_status="R1")), False),
    ("RELAPSE", {}, {}, (relapse(), surgery(r_status="R2"), visit(status="NED")), False),
    ("RELAPSE", {}, {}, (relapse(), surgery(r_status="R2"), Response(category="CR")), False),
    ("RELAPSE", {}, {}, (relapse(), surgery(r_status="R2"), radiotherapy(setting="DEFINITIVE")), False),
    ("RELAPSE", {}, {}, (relapse(type="PROGRESSION"), surgery(r_status="R2")), False),
    ("RELAPSE", {"is_first_primary_episode": "N"}, {}, (relapse(), surgery(r_status="R2")), False),
    ("DATE-RESPONSE", {}, {}, (LINE, response(systemic_line=LINE, assessment_date="2020-02-29")), True),
    ("DATE-RESPONSE", {}, {}, (LINE, response(systemic_line=LINE, assessment_date="2020-03")), False),
    ("DATE-RESPONSE", {}, {}, (LINE, response(assessment_date="2019")), False),
)


@pytest.mark.parametrize(("code", "case", "patient", "entries", "is_broken"), TABLE)
def test_a_rule_finds_what_breaks_it_and_nothing_else(
    code: str, case: dict[str, Any], patient: dict[str, Any], entries: Iterable[Entry], is_broken: bool
) -> None:
    result = found(case, patient, *entries)
    assert (code in result) is is_broken, result


def test_every_rule_has_both_examples() -> None:
    told = {code: {row[-1] for row in TABLE if row[0] == code} for code in CODES}
    assert {code: told[code] for code in CODES if told[code] != {True, False}} == {
        rule.code: set() for rule in STOPS
    }


def test_the_list_of_rules_is_one_and_consistent() -> None:
    assert len(set(CODES)) == len(CODES)
    for rule in RULES:
        for dotted in rule.about:
            kind, _dot, field = dotted.partition(".")
            DOTTED[kind]._meta.get_field(field)
        assert (rule.level is Level.STOP) == (rule in STOPS)


def test_the_page_of_rules_is_current() -> None:
    printed = (ROOT / "docs" / "validation.md").read_text()
    assert printed == document(), "run: ./dev manage validation > docs/validation.md"
    assert document().count("| stop |") == len(STOPS)


def test_every_date_of_a_record_has_a_page_to_correct_it_on() -> None:
    asked = {(section.model, name) for section in SECTIONS.values() for name in section.fields()}
    dates = {
        (model, field.name)
        for model in DOTTED.values()
        for field in model._meta.concrete_fields
        if isinstance(field, PartialDateField)
    }
    assert dates <= asked


def test_every_check_of_the_database_has_its_words() -> None:
    """A stop is held by a constraint over a row, or by the limits of its fields."""
    constraints = {
        constraint.name
        for model in DOTTED.values()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert constraints == {name for rule in STOPS for name in rule.constraints}
    for rule in STOPS:
        for dotted in () if rule.constraints else rule.about:
            kind, _dot, field = dotted.partition(".")
            assert hasattr(DOTTED[kind]._meta.get_field(field), "limits"), dotted
