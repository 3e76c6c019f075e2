"""The case list: filters in the address, sorting, search by id, record number, histology and site."""

import re

import pytest
from django.test import Client

from analytics.jobs import rebuilding
from centers.models import ReadEvent
from registry.columns import SORTS
from registry.models import Case, Derived
from registry.queries import lists
from registry.records import Values
from registry.services.cases import register_case
from tests.world import World, acting, day

ID = re.compile(r'<a class="id" href="/cases/([0-9A-Z-]{11})/"')


def shown(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/cases/{query}")
    assert response.status_code == 200, query
    return ID.findall(response.content.decode())


def test_people_see_their_own_cases(client: Client, world: World) -> None:
    thigh, stomach, femur = (case.public_id for case in (world.thigh, world.stomach, world.femur))
    for name, expected in (
        ("ana", {thigh, stomach}),
        ("pedro", {femur}),
        ("nora", {thigh, stomach, femur}),
        ("marta", {thigh, stomach, femur}),
        ("paula", set()),
    ):
        client.force_login(world.people[name])
        assert set(shown(client)) == expected, name


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?group=STS", {"thigh"}),
        ("?group=GIST", {"stomach"}),
        ("?site=LOWER_LIMB", {"thigh"}),
        ("?extent=LOCALIZED", {"thigh", "femur"}),
        ("?center=PE01", {"femur"}),
        ("?since=2024", {"thigh"}),
        ("?until=2023", {"femur"}),
        ("?since=3/2023&until=3/2023", {"femur"}),
        ("?since=2024&until=2023", set()),
        ("?q=liposarcoma", {"thigh"}),
        ("?q=DDLPS", {"thigh"}),
        ("?q=osteosarcoma", {"femur"}),
        ("?q=stomach", {"stomach"}),
        ("?q=nothing of this name", set()),
        ("?group=BS&q=liposarcoma", set()),
        ("?q=C40.2", {"femur"}),
        ("?q=8858/3", {"thigh"}),
        ("?entity=DDLPS", {"thigh"}),
        ("?entity=Dedifferentiated+liposarcoma", {"thigh"}),
        ("?entity=GIST&group=STS", set()),
        ("?stage=III", {"thigh"}),  # IIIA
        ("?stage=I", set()),
        ("?grade=G2", {"thigh"}),  # derived
        ("?grade=G3", {"femur"}),  # entered
        ("?status=ALIVE", {"thigh"}),
        ("?status=DEAD&grade=G3&extent=LOCALIZED", {"femur"}),
    ],
)
def test_filters_narrow_the_list(client: Client, world: World, query: str, expected: set[str]) -> None:
    client.force_login(world.nora)
    assert set(shown(client, query)) == {world.cases[name].public_id for name in expected}


@pytest.mark.parametrize("sort", SORTS)
def test_every_column_sorts_both_ways_and_what_has_no_value_comes_last(
    client: Client, world: World, sort: str
) -> None:
    client.force_login(world.nora)
    rising, falling = shown(client, f"?sort={sort}"), shown(client, f"?sort=-{sort}")
    assert len(rising) == len(falling) == 3
    with acting(None):
        blank = Case.objects.filter(**{f"{SORTS[sort]}__isnull": True}).values_list("public_id", flat=True)
        assert set(rising[3 - len(blank) :]) == set(falling[3 - len(blank) :]) == set(blank)
    if len(blank) < 2:
        assert rising[: 3 - len(blank)] == falling[: 3 - len(blank)][::-1]


def test_newest_first_where_nobody_sorts(client: Client, world: World) -> None:
    client.force_login(world.nora)
    newest = [case.public_id for case in (world.thigh, world.femur, world.stomach)]
    assert shown(client) == shown(client, "?sort=-diagnosed") == newest


def test_people_choose_their_columns(client: Client, world: World) -> None:
    client.force_login(world.ana)
    usual = client.get("/cases/").content.decode()
    assert "Lower limb" in usual
    assert 'data-label="Center"' not in usual  # she reads one center
    assert "wide-only" in usual  # on a phone only what matters most
    chosen = client.get("/cases/?column=status&column=icdo&column=age&column=topography").content.decode()
    for text in ("Alive", "8858/3", "C49.2", "Last contact"):  # the last as a box to tick
        assert text in chosen, text
    assert "Lower limb</td>" not in chosen
    assert "wide-only" not in chosen
    assert len(ID.findall(chosen)) == 2


def test_several_centers_are_told_apart(client: Client, world: World) -> None:
    client.force_login(world.nora)
    assert 'data-label="Center">PE01</td>' in client.get("/cases/").content.decode()


def test_filters_in_use_can_be_taken_off_one_by_one(client: Client, world: World) -> None:
    client.force_login(world.nora)
    page = client.get("/cases/?group=STS&since=2024&sort=size&page=1").content.decode()
    pills = dict(re.findall(r'<a class="pill" href="/cases/\?([^"]*)">[^<]*<b>([^<]*)</b>', page))
    assert pills == {"since=2024&amp;sort=size": "Soft tissue", "group=STS&amp;sort=size": "2024"}


@pytest.fixture
def sixty(world: World) -> list[str]:
    """Ids of sixty more cases of Madrid: thirty of one year each, thirty without a date; newest first."""
    with acting(None) as system:
        dated = [f"{1990 + n}" for n in range(30)]
        cases = [
            register_case(
                actor=system,
                center=world.madrid,
                case=Values({"entity_id": "LMS", **({"diagnosis_date": day(when)} if when else {})}),
            )
            for when in (*dated, *[""] * 30)
        ]
    return [case.public_id for case in (*cases[:30][::-1], *cases[30:][::-1])]


def test_pages_hold_every_case_once_and_in_order(client: Client, world: World, sixty: list[str]) -> None:
    client.force_login(world.ana)
    assert shown(client, "?entity=LMS") + shown(client, "?entity=LMS&page=2") == sixty
    rising = shown(client, "?entity=LMS&sort=diagnosed") + shown(client, "?entity=LMS&sort=diagnosed&page=2")
    assert rising == [*sixty[:30][::-1], *sixty[30:]]
    assert shown(client, "?entity=LMS&page=99") == shown(client, "?entity=LMS&page=2") == sixty[50:]


def test_counts_and_pages_end_at_a_bound(
    client: Client, world: World, sixty: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "BOUND", 55)
    client.force_login(world.ana)
    page = client.get("/cases/?entity=LMS&page=99").content.decode()
    assert "More than 55 cases match." in page
    assert "The first 55 are listed." in page
    assert ID.findall(page) == sixty[50:55]
    assert "1 of more than 55 cases matches." in client.get("/cases/?entity=DDLPS").content.decode()


@pytest.mark.parametrize("query", ["?group=XX", "?sort=nonsense", "?since=31/2/2020", "?center=NOWHERE"])
def test_what_is_not_understood_is_said_and_left_out(client: Client, world: World, query: str) -> None:
    client.force_login(world.nora)
    page = client.get(f"/cases/{query}").content.decode()
    assert "not understood and left out" in page
    assert query.split("=")[1] in page
    assert len(ID.findall(page)) == 3


@pytest.mark.parametrize("page", ["0", "-1", "99", "x"])
def test_a_page_out_of_range_is_the_nearest(client: Client, world: World, page: str) -> None:
    client.force_login(world.ana)
    assert len(shown(client, f"?page={page}")) == 2


def test_an_id_leads_to_its_case_however_it_is_typed(client: Client, world: World) -> None:
    client.force_login(world.ana)
    public_id = world.thigh.public_id
    for typed in (public_id, public_id.lower(), public_id.replace("-", ""), public_id.replace("-", " ")):
        assert client.get("/cases/", {"q": typed})["Location"] == f"/cases/{public_id}/", typed


def test_a_foreign_id_finds_nothing(client: Client, world: World) -> None:
    client.force_login(world.pedro)
    assert shown(client, f"?q={world.thigh.public_id}") == []


def test_a_record_number_is_found_at_its_own_center_only(client: Client, world: World) -> None:
    for name in ("ana", "diego", "lucia"):
        client.force_login(world.people[name])
        found = client.get("/cases/", {"q": " canary-4471902 "})
        assert found["Location"] == f"/cases/{world.thigh.public_id}/", name
    for name in ("pedro", "nora", "marta"):
        client.force_login(world.people[name])
        assert shown(client, "?q=CANARY-4471902") == [], name


def test_shifted_dates_lie_in_no_period(client: Client, world: World) -> None:
    with acting(None) as system:
        case = register_case(
            actor=system, center=world.madrid, case=Values({"diagnosis_date": day("2024-05-05")})
        )
        Case.objects.filter(pk=case.pk).update(dates_shifted=True)
    client.force_login(world.ana)
    assert case.public_id not in shown(client, "?since=2024")
    assert case.public_id in shown(client)
    assert "5 May 2024" not in client.get("/cases/").content.decode()


def test_one_row_says_which_cases_were_shown(client: Client, world: World) -> None:
    client.force_login(world.ana)
    client.get("/cases/")
    with acting(None):
        event = ReadEvent.objects.filter(route="registry:case_list").latest("pk")
    assert event.cases == sorted([world.thigh.pk, world.stomach.pk])


def test_a_case_without_stored_derivations_is_shown_all_the_same(client: Client, world: World) -> None:
    """They are rebuilt at any time: until then there is no grade and no stage, and no error."""
    with rebuilding():
        Derived.objects.filter(case=world.thigh).delete()
    client.force_login(world.ana)
    assert world.thigh.public_id in shown(client)
    page = client.get(f"/cases/{world.thigh.public_id}/")
    assert (page.status_code, page.context["page"].derived) == (200, ())
    listed = client.get("/api/v1/cases/").json()["results"]
    assert {row["stage"] for row in listed} == {None}
    assert client.get(f"/api/v1/cases/{world.thigh.public_id}/").json()["derivations"] == []


def test_an_empty_center_is_told_how_to_begin(client: Client, world: World) -> None:
    client.force_login(world.ana)
    assert "No case matches" in client.get("/cases/?q=nothing+like+this").content.decode()
