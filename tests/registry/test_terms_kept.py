"""Drugs and genes in the record: named however people name them, stored in one way, and never refused."""

import pytest
from django.test import Client

from registry.demo.regimens import REGIMENS
from registry.models import MolecularTest, SystemicLine
from registry.records import Values
from registry.services.entries import add_entry, change_entry
from registry.vocabulary import VOCABULARIES, Kind, find_drug, is_term, spelled
from tests.registry.imports import HEAD, case_of, mapping, run
from tests.world import World, acting, day


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (Kind.DRUG, "doxorubicin", "DOXORUBICIN"),
        (Kind.DRUG, " Zoledronic  Acid", "ZOLEDRONIC_ACID"),
        (Kind.DRUG, "L01EA01", "IMATINIB"),
        (Kind.DRUG, "l01xe01", "IMATINIB"),  # the ATC code before 2021
        (Kind.DRUG, "Platinum", "Platinum"),
        (Kind.DRUG, "doxo", "doxo"),  # the beginning of a name names nothing
        (Kind.ALTERATION, "ewsr1-fli1", "EWSR1::FLI1"),
        (Kind.ALTERATION, "SS18::SSX1", "SS18::SSX1"),  # one of several is kept as that one
        (Kind.ALTERATION, "SS18_SSX", "SS18::SSX1 / SSX2 / SSX4"),
        (Kind.ALTERATION, "ini1 LOSS", "INI1 loss"),
        (Kind.ALTERATION, "MYH9::USP6", "MYH9::USP6"),
        (Kind.ALTERATION, "?", "?"),
    ],
)
def test_what_names_a_term_is_stored_as_that_term(kind: Kind, typed: str, stored: str) -> None:
    assert spelled(kind, typed) == stored


@pytest.mark.parametrize("kind", [Kind.DRUG, Kind.ALTERATION])
def test_every_term_is_stored_once_and_for_all(kind: Kind) -> None:
    for term in VOCABULARIES[kind].terms():
        stored = spelled(kind, term.name)
        assert is_term(kind, stored), term.key
        assert spelled(kind, stored) == stored
        assert is_term(kind, spelled(kind, term.key)), term.key


def test_a_line_is_typed_by_name_and_stored_by_key(client: Client, world: World) -> None:
    client.force_login(world.ana)
    new = f"/cases/{world.thigh.public_id}/systemic/new/"
    typed = {"version": 1, "start_date": "5/2024", "drugs": "Doxorubicin, l01aa06, Platinum, doxorubicin"}
    assert client.post(new, typed).status_code == 302
    with acting(None):
        line = SystemicLine.objects.latest("pk")
    assert line.drugs == ["DOXORUBICIN", "IFOSFAMIDE", "Platinum"]
    page = client.get(f"/cases/{world.thigh.public_id}/systemic/{line.pk}/").content.decode()
    assert 'value="doxorubicin, ifosfamide, Platinum"' in page
    assert (
        "doxorubicin (L01DB01), ifosfamide (L01AA06), Platinum (not in the vocabulary: kept as written)"
        in page
    )
    address = f"/cases/{world.thigh.public_id}/systemic/{line.pk}/"
    again = client.post(
        address, typed | {"version": line.version, "drugs": "ifosfamide, doxorubicin, PLATINUM"}
    )
    assert again.status_code == 302
    with acting(None):
        assert SystemicLine.objects.latest("pk").drugs == ["IFOSFAMIDE", "DOXORUBICIN", "PLATINUM"]


def test_a_line_saved_untouched_stays_as_it_is(client: Client, world: World) -> None:
    with acting("ana@example.org"):
        line = add_entry(
            actor=world.ana,
            case=world.thigh,
            kind=SystemicLine,
            values=Values({"start_date": day("2024-05"), "drugs": ["cisplatin", "own mixture"]}),
        )
        assert line.drugs == ["CISPLATIN", "own mixture"]
        values = Values({"drugs": ["Cisplatin", "own mixture"]})
        assert not change_entry(actor=world.ana, entry=line, version=line.version, values=values)
    client.force_login(world.ana)
    typed = {"version": line.version, "start_date": "5/2024", "drugs": "cisplatin, own mixture"}
    client.post(f"/cases/{world.thigh.public_id}/systemic/{line.pk}/", typed)
    with acting(None):
        assert SystemicLine.objects.latest("pk").version == line.version


def test_a_fusion_is_offered_by_name_and_one_outside_is_said(client: Client, world: World) -> None:
    client.force_login(world.ana)
    new = f"/cases/{world.thigh.public_id}/molecular/new/"
    assert '<option value="SS18::SSX2">' in client.get(new).content.decode()
    for typed in ("mdm2 AMPLIFICATION", "MYH9::USP6", "MDM2"):
        assert client.post(new, {"version": 1, "gene_or_fusion": typed}).status_code == 302
    with acting(None):
        tests = {test.gene_or_fusion: test.pk for test in MolecularTest.objects.all()}
    assert set(tests) >= {"MDM2 amplification", "MYH9::USP6", "MDM2"}
    for name, said in (
        ("MDM2 amplification", ""),
        ("MYH9::USP6", "not in the vocabulary: kept as written"),
        ("MDM2", "kept as written; the vocabulary has MDM2 amplification"),
    ):
        page = client.get(f"/cases/{world.thigh.public_id}/molecular/{tests[name]}/").content.decode()
        assert said in page
        assert ("kept as written" in page) is bool(said), name


def test_the_api_answers_what_is_stored(client: Client, world: World) -> None:
    client.force_login(world.ana)
    at = f"/api/v1/cases/{world.thigh.public_id}/events/"
    for section, sent, answered in (
        ("systemic", {"drugs": ["Imatinib", "L01EX01"]}, {"drugs": ["IMATINIB", "SUNITINIB"]}),
        ("molecular", {"gene_or_fusion": "kit EXON 11"}, {"gene_or_fusion": "KIT exon 11"}),
    ):
        made = client.post(f"{at}{section}/", sent, content_type="application/json")
        assert made.status_code == 201, made.content
        assert {name: made.json()[name] for name in answered} == answered


IMPORTED = """
[key]
column = "id"
[[event]]
type = "systemic_line"
when = { column = "drugs", present = true }
[event.fields]
drugs = { column = "drugs", split = ";" }
[[event]]
type = "molecular_test"
when = { column = "fusion", present = true }
[event.fields]
gene_or_fusion = "fusion"
[[field]]
column = "entity"
to = "case.entity_id"
"""


def test_a_file_brings_the_same_and_is_unchanged_when_read_again(world: World) -> None:
    read_by = mapping(HEAD + IMPORTED)
    for drugs, fusion in (("Doxorubicin;Platinum", "ss18::ssx1"), ("L01DB01;Platinum", "SS18-SSX1")):
        content = f"id,entity,drugs,fusion\n1,SS,{drugs},{fusion}\n".encode()
        report = run(content, read_by)
        assert report.committed, report.rows
    with acting(None):
        case = case_of("1")
        assert [line.drugs for line in case.systemiclines.all()] == [["DOXORUBICIN", "Platinum"]]
        assert [test.gene_or_fusion for test in case.moleculartests.all()] == ["SS18::SSX1"]


def test_the_drugs_of_the_demonstration_are_in_the_vocabulary() -> None:
    assert [drug for regimen in REGIMENS.values() for drug in regimen.drugs if not find_drug(drug)] == []
