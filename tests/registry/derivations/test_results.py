"""A result survives storage, and its texts are read in the reader's language."""

import json

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from registry.derivations import DERIVATIONS, Fact, Outcome, Result
from registry.derivations.base import REASONS, Reason
from registry.derivations.doubts import DOUBTS

RESULTS = [
    DERIVATIONS["FNCLCC"].run(differentiation=3, mitoses_per_10hpf=12.5, necrosis="<50"),
    DERIVATIONS["FNCLCC"].run(differentiation=3),
    DERIVATIONS["MITOSES_NORMALISATION"].run(count=5, area_mm2=2),
    DERIVATIONS["MITOSES_NORMALISATION"].run(count=0, area_mm2=0.5),
    DERIVATIONS["AJCC8_STS_T"].run(),
    DERIVATIONS["AJCC8_STS_STAGE"].run(schema="TRUNK_EXTREMITY", t="T1", m="M0"),
    DERIVATIONS["AJCC8_BONE_T_PELVIS"].run(segments=1, extraosseous=False),
    DERIVATIONS["GIST_JOENSUU"].run(size_cm=1, mitoses_per_5mm2=1),
    DERIVATIONS["GIST_RUPTURE"].run(events=["R1_RESECTION"]),
    DERIVATIONS["CONCORDANCE"].run(first={"entity_id": "LMS"}, expert={"entity_id": "UPS"}),
    DERIVATIONS["INTERVALS_DAYS"].run(start="2023-01-02", end="2023-01-01"),
    DERIVATIONS["AJCC8_STS_STAGE"].run(site_group="SKIN"),
]


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.name)
def test_a_stored_result_is_the_same_result(result):
    assert Result.from_json(json.loads(json.dumps(result.as_json()))) == result


def test_texts_are_stored_in_their_source_language_and_read_in_the_readers():
    result = DERIVATIONS["AJCC8_STS_T"].derived({"t": "T1"}, Fact(_("Yes"), _("No"), "T1", "case.size_mm"))
    with translation.override("es"):
        stored = result.as_json()
        assert str(Result.from_json(stored).facts[0].label) == "Sí"
    assert stored["facts"] == [{"label": "Yes", "value": "No", "points": "T1", "field": "case.size_mm"}]


def test_numbers_are_stored_as_numbers_in_the_unit_of_their_field():
    [size] = DERIVATIONS["AJCC8_STS_T"].run(size_cm=8.25).as_json()["facts"]
    assert size == {
        "label": "Largest diameter",
        "value": 82.5,
        "points": "T2: > 5, ≤ 10 cm",
        "field": "case.size_mm",
    }
    mitoses = DERIVATIONS["MITOSES_NORMALISATION"].run(count=17, area_mm2=1.74).as_json()["facts"]
    assert [fact["value"] for fact in mitoses] == [17, 1.74]


def test_every_result_carries_version_and_source():
    for rule in DERIVATIONS.values():
        result = rule.run()
        about = rule.about
        assert (result.name, result.version, result.citation) == (rule.name, rule.version, about.citation)
        assert ".md" not in result.citation
        assert set(result.unreviewed) == {
            *(f"doubt:{number}" for number in about.doubts),
            *(["memory"] if about.memory else []),
        }


def test_every_doubt_of_a_rule_is_one_of_the_list_and_every_rule_is_explained():
    for rule in DERIVATIONS.values():
        assert set(rule.about.doubts) <= set(DOUBTS)
        assert str(rule.about.words).endswith(".")
        assert len(rule.about.examples) >= 3
        for table in rule.about.tables:
            assert {len(row) for row in table.rows} == {len(table.columns)}, table.title


def test_every_example_of_a_rule_can_be_worked_and_one_gives_a_value():
    for rule in DERIVATIONS.values():
        outcomes = [rule.run(**example).outcome for example in rule.about.examples]
        assert Outcome.DERIVED in outcomes


def test_a_result_keeps_what_it_was_given_and_nothing_else():
    assert RESULTS[0].inputs == {"differentiation": 3, "mitoses_per_10hpf": 12.5, "necrosis": "<50"}
    assert DERIVATIONS["FNCLCC"].run(differentiation=None).inputs == {}


def test_every_reason_has_words():
    assert set(REASONS) == set(Reason)
    assert str(RESULTS[-1].reason_text) == "AJCC 8 gives no stage group for this site."
    assert RESULTS[0].reason_text == ""
