"""Terms of the vocabularies: found by every name people use, each on a page of its own, over the API too."""

from typing import Any

import pytest
from django.test import Client

from registry.terms import term_page
from registry.vocabulary import (
    VOCABULARIES,
    Kind,
    Rank,
    Review,
    find_term,
    review_of,
    search_entities,
    search_terms,
)
from tests.world import World

TERMS = [term for one in VOCABULARIES.values() for term in one.terms()]


def best(text: str, kind: str = "") -> list[str]:
    """Keys of the terms found, best first."""
    return [match.term.key for match in search_terms(text, kind)]


@pytest.mark.parametrize("kind", Kind)
def test_every_name_and_code_finds_its_term(kind: Kind) -> None:
    for term in VOCABULARIES[kind].terms():
        for name in (term.name, term.key, *term.codes, *term.synonyms):
            exact = [match.term for match in search_terms(name) if match.rank <= Rank.EXACT]
            assert term in exact, (name, term.key)


@pytest.mark.parametrize("kind", Kind)
def test_keys_are_unique_and_lead_to_their_term(kind: Kind) -> None:
    terms = VOCABULARIES[kind].terms()
    assert len({term.key for term in terms}) == len(terms)
    assert all(find_term(kind, term.key) is term for term in terms)


@pytest.mark.parametrize("kind", [Kind.SITE, Kind.DRUG])
def test_a_code_of_a_site_or_drug_belongs_to_one_term(kind: Kind) -> None:
    codes = [code for term in VOCABULARIES[kind].terms() for code in term.codes]
    assert len(codes) == len(set(codes)) >= 85


def test_a_code_shared_by_histologies_finds_them_all() -> None:
    assert set(best("8936/3")) == {"GIST", "GIST_SDH", "GIST_NF1"}
    assert set(best("8840/3")) == {"LGFMS", "SEF"}
    assert "ABC" not in best("9260/3")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("DDLPS", "DDLPS"),
        ("dedifferentiated lipo", "DDLPS"),
        ("8858", "DDLPS"),
        ("8858/3", "DDLPS"),
        ("ORPHA:99970", "DDLPS"),
        ("evans", "LGFMS"),
        ("desmoid tumour", "DESMOID"),
        ("desmoid tumor", "DESMOID"),
        ("Haemangioma", "HAEMANGIOMA"),
        ("Solitary  fibrous TUMOUR", "SFT_B"),
        ("leiomyosarcoma nos", "LMS"),
        ("pvns", "TGCT_D"),
        ("MRLS", "MLPS"),
        ("os_conv", "OS_CONV"),
        ("Éwing  sarcóma", "EWS"),
        ("C49.2", "C49.2"),
        ("c492", "C49.2"),
        ("C69.0", "C69.0"),
        ("imatinib", "IMATINIB"),
        ("L01EA01", "IMATINIB"),
        ("l01 xe01", "IMATINIB"),
        ("zoledronic", "ZOLEDRONIC_ACID"),
        ("ss18-ssx2", "SS18_SSX"),
        ("SSX4", "SS18_SSX"),
        ("INI1", "SMARCB1_LOSS"),
        ("H3F3A G34W", "H3_3A_G34W"),
        ("D842V", "PDGFRA_D842V"),
    ],
)
def test_terms_are_found_by_what_people_type(text: str, first: str) -> None:
    assert best(text)[0] == first


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("gist", {"GIST": Rank.ITSELF, "GIST_SDH": Rank.EXACT, "NTRK3_FUSION_GIST_LIKE": Rank.WORD}),
        ("kit exon", {"KIT_EXON_11": Rank.PREFIX}),
        ("sarcoma", {"SARC_NOS": Rank.PREFIX, "DDLPS": Rank.PART}),
        ("liposarcoma", {"LPS_NOS": Rank.PREFIX, "DDLPS": Rank.WORD}),
    ],
)
def test_what_fits_better_comes_first(text: str, ranks: dict[str, Rank]) -> None:
    found = search_terms(text)
    assert [match.rank for match in found] == sorted(match.rank for match in found)
    assert {match.term.key: match.rank for match in found if match.term.key in ranks} == ranks


def test_nonsense_finds_nothing_and_nothing_finds_all() -> None:
    assert search_terms("zebra") == search_terms("zz") == ()
    assert len(search_terms("")) == len(TERMS)
    assert len(search_terms("", Kind.DRUG)) == 89


def test_histologies_narrow_to_a_group() -> None:
    assert search_entities("8936", group="STS") == ()
    assert len(search_entities("", group="BS")) == 50
    assert len(search_entities("")) == 161


@pytest.mark.parametrize(
    ("mark", "review"),
    [
        ("checked:IDEA4RC+DO", Review.CHECKED),
        ("memory (second reader)", Review.MEMORY),
        ("no-code", Review.NO_CODE),
        ("checked:SEER EOD 3.3 (schema); label memory", Review.PARTLY),
        ("checked(partly):NCI PDQ (LMNA::NTRK1)", Review.PARTLY),
    ],
)
def test_the_mark_of_a_row_says_whether_it_was_checked(mark: str, review: Review) -> None:
    assert review_of(mark) is review


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_anybody_signed_in_looks_terms_up(client: Client, world: World) -> None:
    assert client.get("/vocabulary/").status_code == 302
    for name in ("zoe", "sara", "ana"):
        client.force_login(world.people[name])
        shown = page(client, "/vocabulary/?q=ini1")
        assert "/vocabulary/alteration/SMARCB1_LOSS/" in shown
        assert "INI1 loss" in shown
    assert "No term fits" in page(client, "/vocabulary/?q=zebra")
    assert "1 to 50 of 413" in page(client, "/vocabulary/")
    assert "1 to 50 of 89" in page(client, "/vocabulary/?kind=drug&kind=drug")
    assert "51 to 89 of 89" in page(client, "/vocabulary/?kind=drug&page=2")
    assert "of 413" in page(client, "/vocabulary/?kind=nothing")  # a kind that there is not narrows nothing


def test_every_term_has_a_page() -> None:
    for term in TERMS:
        found = term_page(term.kind, term.key)
        assert found is not None, term.key
        assert found.term == term
        told = {str(fact.text) for part in found.content.parts for fact in part.facts}
        assert term.code in ("", *told), term.key


@pytest.mark.parametrize(
    ("address", "texts"),
    [
        (
            "histology/DDLPS",
            ("8858/3", "99970", "DDLS", "C3704", "MDM2 amplification", "from memory, not yet checked"),
        ),
        ("histology/ACT", ("from memory, not yet checked", "IDH1 / IDH2 mutation")),
        ("histology/NTRK_SCN", ("no code is known", "ETV6::NTRK3")),
        ("drug/IMATINIB", ("L01EA01", "L01XE01", "Systemic therapy: Drugs")),
        ("drug/LORLATINIB", ("L01XE44", "from memory, not yet checked")),
        ("site/C49.3", ("Trunk wall", "Thoracic viscera", "Site group, cavity or viscus")),
        ("site/C34.2", ("C34.x", "C34.9")),
        ("alteration/SS18_SSX", ("t(X;18)", "/vocabulary/histology/SS_BI/")),
    ],
)
def test_a_page_says_what_is_known_and_what_was_checked(
    client: Client, world: World, address: str, texts: tuple[str, ...]
) -> None:
    client.force_login(world.ana)
    shown = page(client, f"/vocabulary/{address}/")
    for text in texts:
        assert text in shown, text


def test_a_term_leads_to_its_variables_and_cases(client: Client, world: World) -> None:
    client.force_login(world.ana)
    shown = page(client, "/vocabulary/histology/DDLPS/")
    assert "/dictionary/#case.entity_id" in shown
    assert world.thigh.public_id in page(client, "/cases/?entity=DDLPS")
    assert "/cases/?entity=DDLPS" in shown
    client.force_login(world.zoe)  # no case is open to her
    assert "/cases/?entity=DDLPS" not in page(client, "/vocabulary/histology/DDLPS/")


@pytest.mark.parametrize("address", ["histology/NO_SUCH", "drug/DDLPS", "nothing/DDLPS", "site/C99.9"])
def test_what_is_no_term_is_not_there(client: Client, world: World, address: str) -> None:
    client.force_login(world.ana)
    page(client, f"/vocabulary/{address}/", 404)


def answer(client: Client, query: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/vocabulary/{query}")
    assert response.status_code == status, query
    return response.json()


def test_the_api_offers_terms_while_somebody_types(client: Client, world: World) -> None:
    client.force_login(world.zoe)
    found = answer(client, "?q=l01xe01&size=5")
    assert (found["count"], found["next"]) == (1, None)
    assert found["results"] == [
        {
            "kind": "drug",
            "key": "IMATINIB",
            "name": "imatinib",
            "code": "L01EA01",
            "matched": "L01XE01",
            "review": "CHECKED",
        }
    ]
    assert {row["kind"] for row in answer(client, "?q=lipo&kind=histology")["results"]} == {"histology"}
    assert answer(client, "?q=8936&group=GIST")["count"] == 3
    assert answer(client, "?q=8936&group=STS")["count"] == 0
    assert answer(client, "?group=BS&kind=histology")["count"] == 50
    assert answer(client, "?q=")["count"] == len(TERMS)
    assert answer(client, "?q=&page=99")["results"] == []
    assert "kind" in answer(client, "?kind=plant", 400)
    assert "unknown" in answer(client, "?unknown=1", 400)
