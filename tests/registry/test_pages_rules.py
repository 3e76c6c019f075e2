"""Pages of the derivations: tables from the data the rule computes with, source, doubts, worked examples."""

import pytest
from django.test import Client
from django.utils.html import escape

from registry.answers import in_words
from registry.derivations import DERIVATIONS
from registry.derivations.doubts import DOUBTS
from tests.world import World


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_anyone_signed_in_reads_the_rules_and_nobody_else(client: Client, world: World) -> None:
    for address in ("/rules/", "/rules/FNCLCC/"):
        assert client.get(address).status_code == 302
    for name in ("zoe", "olga", "sara", "ana"):
        client.force_login(world.people[name])
        for address in ("/rules/", "/rules/FNCLCC/"):
            page_of(client, address)
    assert client.get("/rules/NO_SUCH_RULE/").status_code == 404


def test_the_list_names_every_rule_and_every_doubt(client: Client, world: World) -> None:
    client.force_login(world.zoe)
    page = page_of(client, "/rules/")
    for rule in DERIVATIONS.values():
        assert f'href="/rules/{rule.name}/"' in page, rule.name
    for doubt in DOUBTS.values():
        assert escape(str(doubt)) in page


@pytest.mark.parametrize("name", DERIVATIONS)
def test_a_rule_shows_its_words_tables_source_and_examples(client: Client, world: World, name: str) -> None:
    client.force_login(world.zoe)
    response = client.get(f"/rules/{name}/")
    page = response.content.decode()
    about = DERIVATIONS[name].about
    for text in (about.title, about.citation, DERIVATIONS[name].version, "Worked examples"):
        assert str(text) in page, text
    assert page.count("<table") == len(about.tables) + 1
    assert ("Unreviewed" in page) is bool(about.unreviewed)
    for number in about.doubts:
        assert escape(str(DOUBTS[number])) in page
    shown = response.context["page"].examples
    assert [example.answer for example in shown] == [
        in_words(DERIVATIONS[name].run(**example)) for example in about.examples
    ]
    assert all(example.answer or example.reason for example in shown)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("AJCC8_STS_STAGE", ["IIIA", "IIIB", "G2, G3"]),
        ("AJCC8_BONE_STAGE", ["IVA", "IVB", "N0, NX; M1a"]),
        ("AJCC8_BONE_T_PELVIS", ["T3b", "T4a"]),
        ("GIST_AFIP", ["Very low 1.9 %", "insufficient data", "High 57 %"]),
        ("GIST_JOENSUU", ["Intermediate", "&gt; 5, ≤ 10 cm"]),
        ("HUVOS", ["90 to &lt; 100 %"]),
        ("CONCORDANCE", ["Borderline shift"]),
        ("INTERVALS_DAYS", ["Well-founded suspicion"]),
    ],
)
def test_tables_are_the_data_of_the_rule(client: Client, world: World, name: str, cells: list[str]) -> None:
    client.force_login(world.zoe)
    page = page_of(client, f"/rules/{name}/")
    for cell in cells:
        assert f">{cell}<" in page, cell


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("GIST_AFIP", {"site": "STOMACH", "size_cm": 7.2, "mitoses_per_5mm2": 9}, "High, 55 %"),
        ("GIST_AFIP", {"site": "STOMACH", "size_cm": 3, "mitoses_per_5mm2": 1}, "Very low, 1.9 %"),
        ("GIST_JOENSUU", {"size_cm": 1, "mitoses_per_5mm2": 1}, "Very low, provisional"),
        ("GIST_JOENSUU", {"rupture": True}, "High"),
        ("GIST_RUPTURE", {"events": ["R1_RESECTION"]}, "Minor defect, no rupture"),
        ("AJCC8_BONE_T_PELVIS", {"segments": 1, "extraosseous": False}, "T1, a or b not known"),
        ("AJCC8_BONE_T_PELVIS", {"segments": 3}, "T4"),
        ("HUVOS", {"necrosis_pct": 90}, "III, good response (≥ 90 %), poor response (> 90 %)"),
        (
            "CONCORDANCE",
            {"first": {"entity_id": "WDLPS", "grade": "G1"}, "expert": {"entity_id": "DDLPS", "grade": "G2"}},
            "Partial concordance, subtype, grade",
        ),
        ("INTERVALS_DAYS", {"start": "2023-01-01", "end": "2023-01-22"}, "21 days"),
        ("FNCLCC", {"differentiation": 3, "mitoses_per_10hpf": 8, "necrosis": "<50"}, "G2"),
        ("FNCLCC", {}, ""),
    ],
)
def test_answers_in_words(name: str, given: dict[str, object], words: str) -> None:
    assert in_words(DERIVATIONS[name].run(**given)) == words


def test_a_derived_value_leads_to_its_rule(client: Client, world: World) -> None:
    client.force_login(world.ana)
    for case in (world.thigh, world.stomach):
        response = client.get(f"/cases/{case.public_id}/")
        page = response.content.decode()
        found = response.context["page"]
        assert found.derived
        for value in (*found.derived, *found.inapplicable):
            assert f'href="{value.url}"' in page, value.name
            assert client.get(value.url).status_code == 200
