"""The home of a case: strip, sections, timeline, derived values with their reasons."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from centers.models import ReadEvent
from registry.models import Case
from registry.records import Values
from registry.services.cases import change_case, mark_section, share_case
from tests.world import World, acting, day


def page_of(client: Client, case: Case) -> str:
    response = client.get(f"/cases/{case.public_id}/")
    assert response.status_code == 200
    return response.content.decode()


def change(world: World, name: str, **fields: object) -> None:
    case = world.cases[name]
    with acting("ana@example.org"):
        change_case(actor=world.ana, case=case, version=case.version, values=Values(fields))


def test_the_strip_says_what_matters_and_not_who(client: Client, world: World) -> None:
    client.force_login(world.ana)
    page = page_of(client, world.thigh)
    for words in ("Dedifferentiated liposarcoma", "Female, 60 to 69", "82 mm, deep", "G2", "IIIA", "ES07"):
        assert words in page, words
    assert "Canary" not in page


def test_sections_say_how_far_they_are(client: Client, world: World) -> None:
    case = world.stomach
    with acting("ana@example.org"):
        mark_section(actor=world.ana, case=case, version=case.version, section="RT", complete=True)
    client.force_login(world.ana)
    states = {
        str(state.title): (state.state, state.detail)
        for state in client.get(f"/cases/{case.public_id}/").context["page"].sections
    }
    assert states["Radiotherapy"] == ("done", "Complete: none")
    assert states["Surgery"] == ("none", "Not started")
    assert states["Tumor"][0] == "part"
    thigh = client.get(f"/cases/{world.thigh.public_id}/").context["page"].sections
    assert {s.detail for s in thigh if str(s.title) == "Surgery"} == {"In progress, 1 entry"}


def test_derived_values_explain_themselves(client: Client, world: World) -> None:
    client.force_login(world.ana)
    page = client.get(f"/cases/{world.thigh.public_id}/").context["page"]
    grade, stage = page.derived[:2]
    assert (grade.value, grade.summary) == ("G2", "3 + 2 + 0")
    assert (stage.value, stage.summary) == ("IIIA", "T2, N0, M0, G2")
    size = next(fact for fact in stage.facts if fact.label == "T")
    assert size.url == f"/cases/{world.thigh.public_id}/tumor/#id_size_mm"
    score = next(fact for fact in grade.facts if fact.label == "Differentiation score")
    assert re.fullmatch(rf"/cases/{world.thigh.public_id}/pathology/\d+/#id_diff_score", score.url)
    assert grade.unreviewed
    assert grade.citation


@pytest.mark.parametrize(("region", "size"), [("ES", "82,5 mm"), ("GB", "82.5 mm")])
def test_facts_are_written_as_on_every_other_page(
    client: Client, world: World, region: str, size: str
) -> None:
    change(world, "thigh", size_mm=Decimal("82.5"))
    world.ana.region = region
    world.ana.save(update_fields=["region"])
    client.force_login(world.ana)
    page = client.get(f"/cases/{world.thigh.public_id}/").context["page"]
    told = {fact.label: fact.value for value in page.derived for fact in value.facts}
    assert told["Largest diameter"] == size
    assert (told["Mitoses per 10 HPF (1.74 mm²)"], told["Tumor necrosis"]) == ("11", "None")
    assert (told["Area counted"], told["Sum of the scores"]) == (f"1{size[2]}74 mm²", "5")
    assert size in {value.summary for value in page.derived}


def test_every_link_of_the_reasons_leads_to_a_page_with_that_field(client: Client, world: World) -> None:
    client.force_login(world.ana)
    page = client.get(f"/cases/{world.thigh.public_id}/").context["page"]
    lines = [line for value in page.derived for line in (*value.facts, *value.missing) if "#" in line.url]
    assert lines
    for line in lines:
        path, anchor = line.url.split("#")
        assert f'id="{anchor}' in client.get(path).content.decode(), line.url


def test_what_is_missing_is_named_with_the_way_to_it(client: Client, world: World) -> None:
    change(world, "thigh", disease_extent_dx=None)
    client.force_login(world.ana)
    page = page_of(client, world.thigh)
    assert "needs: extent at diagnosis" in page
    assert f'href="/cases/{world.thigh.public_id}/stage/#id_disease_extent_dx"' in page


def test_the_clinicians_own_grade_stands_beside_the_derived_one(client: Client, world: World) -> None:
    change(world, "thigh", grade_final="G3")
    client.force_login(world.ana)
    page = client.get(f"/cases/{world.thigh.public_id}/").context["page"]
    assert (page.derived[0].value, page.derived[0].own) == ("G2", "G3")


def test_rules_that_do_not_apply_stand_apart(client: Client, world: World) -> None:
    client.force_login(world.ana)
    change(world, "thigh", topography_icdo="C49.0")
    page = client.get(f"/cases/{world.thigh.public_id}/").context["page"]
    assert {str(value.name) for value in page.inapplicable} == {
        "AJCC 8 stage, soft tissue sarcoma",
        "AJCC 8 T category, soft tissue sarcoma",
    }
    assert "AJCC 8 gives no stage group for this site." in page_of(client, world.thigh)


def test_an_entered_t_that_differs_is_said_beside_the_derived_one(client: Client, world: World) -> None:
    client.force_login(world.ana)

    def shown() -> tuple[str, str, bool]:
        page = client.get(f"/cases/{world.thigh.public_id}/").context["page"]
        t = next(value for value in page.derived if value.value.startswith("T"))
        return t.value, t.own, t.differs

    assert shown() == ("T2", "", False)
    for entered, differs in (("T2", False), ("T2a", False), ("T3", True)):
        change(world, "thigh", ct=entered)
        assert shown() == ("T2", entered, differs)
    assert "Differs" in page_of(client, world.thigh)
    change(world, "thigh", pt="T2", ct="T3")
    assert shown() == ("T2", "T2", False)


def test_time_intervals_have_a_panel_of_their_own(client: Client, world: World) -> None:
    client.force_login(world.ana)
    page = page_of(client, world.thigh)
    assert "Diagnosis to board" in page
    assert "2024-12-09 → 2025-01-16" in page
    assert 'href="/rules/INTERVALS_DAYS/"' in page
    assert "Time intervals" not in page_of(client, world.stomach)


def test_the_timeline_is_drawn_and_listed(client: Client, world: World) -> None:
    client.force_login(world.ana)
    page = page_of(client, world.thigh)
    assert "<svg role=" in page
    assert "The same as a list, 5 events" in page
    assert page.count('<span class="when">') == 5
    assert 'datetime="2025-04-03"' in page


def test_shifted_dates_are_marked_and_have_no_today(client: Client, world: World) -> None:
    with acting(None):
        Case.objects.filter(pk=world.thigh.pk).update(dates_shifted=True)
    client.force_login(world.ana)
    page = page_of(client, world.thigh)
    assert "Dates shifted" in page
    assert 'class="now"' not in page


def test_a_case_without_anything_shows_empty_states(client: Client, world: World) -> None:
    change(world, "stomach", entity_id=None, topography_icdo=None, sarcoma_group=None)
    client.force_login(world.ana)
    page = page_of(client, world.stomach)
    assert "Histology not entered" in page
    assert "No dated event yet" in page


def test_editors_may_add_and_readers_may_not(client: Client, world: World) -> None:
    address = f"/cases/{world.thigh.public_id}/surgery/new/"
    client.force_login(world.ana)
    assert address in page_of(client, world.thigh)
    client.force_login(world.nora)
    assert address not in page_of(client, world.thigh)


def test_a_named_visitor_sees_the_one_case_and_is_counted(client: Client, world: World) -> None:
    with acting("ana@example.org"):
        share_case(
            actor=world.ana,
            case=world.thigh,
            user=world.paula,
            reason="second look",
            until=day("2100-01-01").date,
        )
    client.force_login(world.paula)
    assert "1 visitor" in page_of(client, world.thigh)
    assert client.get(f"/cases/{world.stomach.public_id}/").status_code == 404
    assert world.thigh.public_id in client.get("/cases/").content.decode()
    assert b"CANARY" not in client.get(f"/cases/{world.thigh.public_id}/patient/").content


def test_opening_a_case_is_recorded(client: Client, world: World) -> None:
    client.force_login(world.nora)
    page_of(client, world.femur)
    with acting(None):
        event = ReadEvent.objects.filter(route="registry:case").latest("pk")
    assert (event.user_id, event.cases) == (world.nora.pk, [world.femur.pk])


def test_numbers_follow_the_language_of_the_reader(client: Client, world: World) -> None:
    change(world, "thigh", size_mm=Decimal("82.5"))
    world.ana.language = "es"
    world.ana.save(update_fields=["language"])
    client.force_login(world.ana)
    assert "82,5 mm" in page_of(client, world.thigh)
