"""What an import does to the record: all or nothing, the same twice, never over what people entered."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centers.commands import acting
from registry.dates import PartialDate
from registry.imports.report import Report
from registry.imports.targets import KINDS
from registry.models import Case, CaseSource, Patient, Recurrence
from registry.records import Values
from registry.services.cases import change_case
from registry.services.entries import add_entry, change_entry, void_entry
from registry.services.imports import import_cases
from tests.registry.imports import HEAD, SMALL, case_of, mapping, run, table
from tests.world import World

pytestmark = pytest.mark.django_db
FULL = {
    "id": "7",
    "sex": "f",
    "size": "82",
    "diagnosed": "2021-03-12",
    "entity": "DDLPS",
    "relapse": "LOCAL",
    "relapsed": "2022-05",
}


def result(report: Report) -> str:
    """The one result that was counted."""
    (found,) = (name for name, number in report.summary.items() if number)
    return found


def codes(report: Report) -> list[str]:
    return [problem.code for row in report.rows for problem in row.problems]


def test_a_new_case_is_complete_and_journaled(world: World) -> None:
    assert result(run(table(FULL))) == "created"
    with acting(None):
        case = case_of("7")
        assert (case.patient.sex, case.morphology_icdo, case.dates_shifted) == ("FEMALE", "8858", False)
        assert case.derived.results
        relapse = case.recurrences.get()
        assert PartialDate.of(relapse, "recurrence_date") == PartialDate.parse("2022-05")
        for row in (case, case.patient, relapse, case.sources.get()):
            context = row.events.get().pgh_context
            assert (context["verb"], context["actor"]) == ("cases.imported", "system:cli")


def test_the_journal_names_the_person(world: World) -> None:
    with acting(world.diego.email) as diego:
        import_cases(actor=diego, center=world.madrid, mapping=mapping(), name="file", content=table(FULL))
    with acting(None):
        context = case_of("7").events.get().pgh_context
        assert (context["actor"], context["verb"]) == (world.diego.email, "cases.imported")


def test_blanks_are_filled_and_disagreements_listed(world: World) -> None:
    run(table({**FULL, "size": "", "relapsed": ""}))
    report = run(table({**FULL, "sex": "m"}))
    assert (result(report), codes(report)) == ("changed", ["disagreement"])
    assert report.rows[0].problems[0].reason == "differs from the record, which keeps: Female"
    assert report.events["recurrence"] == {"created": 0, "changed": 1, "unchanged": 0, "refused": 0}
    with acting(None):
        case = case_of("7")
        assert (case.patient.sex, case.size_mm, case.version) == ("FEMALE", 82, 2)
        assert case.recurrences.get().recurrence_date is not None


def test_the_file_is_preferred_only_when_asked(world: World) -> None:
    run(table(FULL))
    assert result(run(table({**FULL, "sex": "m", "entity": "UPS"}), prefer_file=True)) == "changed"
    with acting(None):
        case = case_of("7")
        assert (case.patient.sex, case.entity_id, case.morphology_icdo) == ("MALE", "UPS", "8802")


def test_unknown_gives_way_to_a_value_and_never_the_other_way(world: World) -> None:
    run(table({"id": "7", "sex": "?", "size": "?"}))
    with acting(None):
        assert (case_of("7").patient.sex, case_of("7").missing) == ("UNKNOWN", {"size_mm": "UNKNOWN"})
    assert result(run(table({**FULL, "sex": "f"}))) == "changed"
    report = run(table({**FULL, "sex": "?", "size": "?"}), prefer_file=True)
    assert (result(report), codes(report)) == ("unchanged", [])
    with acting(None):
        assert (case_of("7").patient.sex, case_of("7").size_mm, case_of("7").missing) == ("FEMALE", 82, {})


def test_a_later_file_says_nothing_about_what_it_leaves_out(world: World) -> None:
    run(table(FULL))
    assert result(run(table({"id": "7", "relapse": "no"}))) == "unchanged"
    with acting(None):
        assert case_of("7").recurrences.get().voided_at is None


def test_an_entry_that_people_completed_is_recognized(world: World) -> None:
    run(table({**FULL, "relapsed": ""}))
    with acting(None) as system:
        relapse = case_of("7").recurrences.get()
        values = Values({"recurrence_date": PartialDate.parse("2022-05-03")})
        change_entry(actor=system, entry=relapse, version=1, values=values)
    assert result(run(table({**FULL, "relapsed": ""}))) == "unchanged"


def test_a_voided_entry_stays_voided(world: World) -> None:
    run(table(FULL))
    with acting(None) as system:
        void_entry(actor=system, entry=case_of("7").recurrences.get(), version=1, reason="Other patient.")
    report = run(table(FULL), prefer_file=True)
    assert (result(report), codes(report)) == ("unchanged", ["voided"])
    with acting(None):
        assert case_of("7").recurrences.count() == 1


def test_of_several_alike_the_standing_and_most_alike_is_meant(world: World) -> None:
    by_type = mapping(SMALL.replace('type = "recurrence"', 'type = "recurrence"\nidentified_by = ["type"]'))
    run(table(FULL), by_type)
    with acting(None) as system:
        case = case_of("7")
        void_entry(actor=system, entry=case.recurrences.get(), version=1, reason="Wrong day.")
        for day in ("2023-01", "2022-05"):
            values = Values({"type": "LOCAL", "recurrence_date": PartialDate.parse(day)})
            add_entry(actor=system, case=case, kind=Recurrence, values=values)
    report = run(table(FULL), by_type)
    assert (result(report), codes(report)) == ("unchanged", [])
    assert codes(run(table({**FULL, "relapsed": "2022-06"}), by_type)) == ["disagreement"]


def test_what_people_entered_stays(world: World) -> None:
    run(table(FULL))
    with acting(None) as system:
        change_case(
            actor=system, case=case_of("7"), version=1, values=Values({"size_mm": 80, "depth": "DEEP"})
        )
    assert codes(run(table(FULL))) == ["disagreement"]
    with acting(None):
        assert (case_of("7").size_mm, case_of("7").depth) == (80, "DEEP")


def test_two_events_of_one_day_are_two(world: World) -> None:
    both = f"""{SMALL}
[[event]]
type = "recurrence"
date = {{ column = "other" }}
fields = {{ type = {{ const = "DISTANT", because = "The column holds metastases." }} }}
"""
    content = table({**FULL, "other": "2022-05"}, columns=(*FULL, "other"))
    for expected in ("created", "unchanged"):
        report = run(content, mapping(both))
        assert report.events["recurrence"][expected] == 2
    without = table({**FULL, "other": ""}, columns=(*FULL, "other"))
    assert run(without, mapping(both)).events["recurrence"]["unchanged"] == 1


def test_several_rows_of_a_case_only_where_the_mapping_says_so(world: World) -> None:
    rows = table(FULL, {"id": "7", "relapse": "DISTANT", "relapsed": "2023"})
    assert (result(report := run(rows)), codes(report)) == ("refused", ["duplicate"])
    report = run(rows, mapping(SMALL.replace('column = "id"', 'column = "id"\nrepeats = true')))
    assert (report.summary["created"], report.events["recurrence"]["created"]) == (1, 2)


def test_an_id_of_another_source_names_the_same_case_if_the_mapping_says_so(world: World) -> None:
    run(table(FULL))
    same = SMALL.replace('source = "small"', 'source = "later"').replace(
        'column = "id"', 'column = "id"\nsame_as = ["small"]'
    )
    report = run(table({**FULL, "relapse": "DISTANT", "relapsed": "2023"}, {"id": "8"}), mapping(same))
    assert report.summary == {"created": 1, "changed": 1, "unchanged": 0, "refused": 0}
    with acting(None):
        case = case_of("7")
        assert case.pk == case_of("7", "later").pk
        assert case.recurrences.count() == 2
        assert not CaseSource.objects.filter(source="small", external_id="8").exists()
    assert result(run(table({"id": "7"}), mapping(same))) == "unchanged"


def test_what_belongs_to_a_value_that_differs_is_held_back(world: World) -> None:
    vital = (
        SMALL
        + """
[[field]]
column = "vital"
to = "patient.vital_status"
[[field]]
column = "died"
to = "patient.death_date"
"""
    )
    names = (*FULL, "vital", "died")
    run(table({**FULL, "vital": "ALIVE"}, columns=names), mapping(vital))
    dead = table({**FULL, "vital": "DEAD", "died": "2024"}, columns=names)
    assert codes(run(dead, mapping(vital))) == ["disagreement", "held"]
    with acting(None):
        patient = case_of("7").patient
        assert (patient.vital_status, patient.death_date) == ("ALIVE", None)
    assert codes(run(dead, mapping(vital), prefer_file=True)) == []
    with acting(None):
        assert case_of("7").patient.death_date is not None


def test_entries_are_paired_with_those_most_alike_first(world: World) -> None:
    both = mapping(
        SMALL.replace('column = "id"', 'column = "id"\nrepeats = true').replace(
            'type = "recurrence"', 'type = "recurrence"\nidentified_by = ["type"]'
        )
        + """
[[event]]
type = "recurrence"
identified_by = ["type"]
date = { column = "other" }
fields = { type = { const = "LOCAL", because = "The column holds local relapses." } }
"""
    )
    names = (*FULL, "other")
    run(table({**FULL, "relapse": "LOCAL", "relapsed": "2021"}, columns=names), both)
    # the first entry of the row is another relapse; the second is the one the record has
    report = run(table({**FULL, "relapsed": "2023", "other": "2021"}, columns=names), both)
    assert codes(report) == []
    assert report.events["recurrence"] == {"created": 1, "changed": 0, "unchanged": 1, "refused": 0}


def test_a_case_with_two_ids_of_a_source_is_changed_once(world: World) -> None:
    run(table({"id": "7"}, {"id": "8"}))
    with acting(None):
        second = CaseSource.objects.get(source="small", external_id="8")
        CaseSource.objects.filter(pk=second.pk).update(case=case_of("7"))
    report = run(table({"id": "7", "size": "82"}, {"id": "8", "sex": "f"}))
    assert report.summary["changed"] == 2
    with acting(None):
        assert (case_of("7").size_mm, case_of("8").patient.sex) == (82, "FEMALE")


def test_ids_that_differ_in_leading_zeros_are_refused(world: World) -> None:
    assert codes(run(table({"id": "007"}, {"id": "7"}))) == ["zeros"]


def test_shifted_and_true_dates_never_meet(world: World) -> None:
    run(table(FULL))
    shifted = (
        SMALL.replace('[[field]]\ncolumn = "diagnosed"\nto = "case.diagnosis_date"\n', "").replace(
            '{ column = "relapsed" }', '{ days_from_anchor = "relapsed" }'
        )
        + '[anchor]\nfield = "case.diagnosis_date"\ndate = 2000-01-01'
    )
    names = tuple(name for name in FULL if name != "diagnosed")
    content = table({**FULL, "relapsed": "30"}, columns=names)
    assert "shifted" in codes(report := run(content, mapping(shifted)))
    assert result(report) == "refused"
    content = table({**FULL, "id": "8", "relapsed": "30"}, columns=names)
    assert result(run(content, mapping(shifted))) == "created"
    with acting(None):
        relapse = case_of("8").recurrences.get()
        assert (relapse.recurrence_date.isoformat(), case_of("8").dates_shifted) == ("2000-01-31", True)


def test_days_count_from_the_rows_own_anchor(world: World) -> None:
    text = SMALL.replace('{ column = "relapsed" }', '{ days_from_anchor = "relapsed" }')
    own = mapping(text + '[anchor]\nfield = "case.diagnosis_date"')
    assert result(run(table({**FULL, "relapsed": "20"}), own)) == "created"
    with acting(None):
        assert case_of("7").recurrences.get().recurrence_date.isoformat() == "2021-04-01"
        assert not case_of("7").dates_shifted
    refused = run(table({**FULL, "id": "8", "diagnosed": "2021-03", "relapsed": "20"}), own)
    assert refused.rows[0].problems[0].code == "anchor"
    assert codes(run(table({**FULL, "id": "8", "relapsed": "99999999"}), own)) == ["range"]


def test_the_same_id_at_another_center_or_source_is_another_case(world: World) -> None:
    run(table(FULL))
    run(table(FULL), mapping(source="other"))
    with acting(None):
        assert case_of("7").pk != case_of("7", "other").pk


def test_what_the_database_would_refuse_is_refused_with_its_row(world: World) -> None:
    text = f"""{SMALL}
[[event]]
type = "pathology_report"
fields = {{ nodes_examined = "examined", nodes_positive = "positive" }}
"""
    content = table({**FULL, "examined": "2", "positive": "3"}, columns=(*FULL, "examined", "positive"))
    report = run(content, mapping(text))
    assert result(report) == "refused"
    assert report.rows[0].problems[0].field.startswith("pathology_report")


def test_a_center_is_named_by_its_code(world: World) -> None:
    text = SMALL.replace(
        'fields = { type = "relapse" }',
        'fields = { type = "relapse" }\n[[field]]\ncolumn = "seen"\nto = "case.first_visit_center"',
    )
    names = (*FULL, "seen")
    assert result(run(table({**FULL, "seen": "PE01"}, columns=names), mapping(text))) == "created"
    with acting(None):
        assert case_of("7").first_visit_center == world.lima
    assert codes(run(table({**FULL, "seen": "XX99"}, columns=names), mapping(text))) == ["value"]


@pytest.mark.parametrize(
    ("who", "error"), [("ana", PermissionDenied), ("pedro", Http404), ("nora", PermissionDenied)]
)
def test_only_who_may_import_imports(world: World, who: str, error: type[Exception]) -> None:
    user = world.people[who]
    with pytest.raises(error), acting(user.email):
        import_cases(actor=user, center=world.madrid, mapping=mapping(), name="file", content=table(FULL))


def test_the_number_of_queries_does_not_grow_with_the_file(world: World) -> None:
    counts = []
    for first, number in (("a", 3), ("b", 3), ("c", 30)):  # the first run also fills caches
        content = table(*[{**FULL, "id": f"{first}{one}"} for one in range(number)])
        with CaptureQueriesContext(connection) as queries:
            run(content)
        counts.append(len(queries))
    assert counts[1] == counts[2]


SIZES = st.sampled_from(["", "82", "8.25", "NA", "?", "big", "0", "120.5"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["1", "2", "3", ""]),
            "sex": st.sampled_from(["", "f", "m", "?", "x"]),
            "size": SIZES,
            "diagnosed": st.sampled_from(["", "2021", "2021-03", "2021-03-12", "12/3/21"]),
            "entity": st.sampled_from(["", "DDLPS", "UPS", "?"]),
            "relapse": st.sampled_from(["", "no", "LOCAL", "DISTANT"]),
            "relapsed": st.sampled_from(["", "2022", "2022-05-01"]),
        }
    ),
    min_size=1,
    max_size=4,
)
REPEATING = mapping(SMALL.replace('column = "id"', 'column = "id"\nrepeats = true'))


def snapshot() -> list[Any]:
    """Everything an import writes, in the order it was written."""
    return [
        list(model._default_manager.order_by("pk").values())
        for model in (Patient, Case, CaseSource, Recurrence)
    ]


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS)
def test_all_or_nothing_and_the_same_twice(world: World, rows: list[dict[str, str]]) -> None:
    content = table(*rows, {"id": "9"})
    with acting(None):
        before = snapshot()
    tried = run(content, REPEATING, dry_run=True)
    with acting(None):
        assert snapshot() == before
    first = run(content, REPEATING)
    assert (first.summary, first.events) == (tried.summary, tried.events)
    with acting(None):
        after = snapshot()
    if first.refused:
        assert after == before
        return
    again = run(content, REPEATING)
    assert again.summary["unchanged"] == sum(again.summary.values())
    assert all(counts["unchanged"] == sum(counts.values()) for counts in again.events.values())
    with acting(None):
        assert snapshot() == after


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_brings_entries_of_every_kind(world: World, kind: str) -> None:
    event = f'[key]\ncolumn = "id"\n[[event]]\ntype = "{kind}"\ndate = {{ column = "day" }}\n'
    file = table({"id": "1", "day": "2024-03-02"}, columns=("id", "day"))
    report = run(file, mapping(HEAD + event))
    assert report.events[kind]["created"] == 1
