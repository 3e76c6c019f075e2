"""What changes, what does not, and what is refused in words."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from registry.sections import SECTIONS
from registry.serializers.records import ABOUT
from tests.world import World

from .conftest import Api, an_entry

Users = Callable[[str | None], Api]


def test_a_case_is_registered_and_followed(as_user: Users) -> None:
    ana = as_user("ana")
    case = ana.send(
        "POST",
        "cases/",
        {
            "center": "ES07",
            "case": {
                "entity_id": "LMS",
                "topography_icdo": "C49.2",
                "size_mm": 81.5,
                "diagnosis_date": "2025-03",
            },
            "patient": {"sex": "FEMALE", "missing": {"death_date": "NOT_APPLICABLE"}},
            "identity": {"name": "Canary Api", "birth_date": "1961", "record_number": "API-1"},
        },
    )
    path = f"cases/{case['public_id']}/"
    assert (case["size_mm"], case["diagnosis_date"], case["age_at_diagnosis"]) == (81.5, "2025-03", 63)
    entry = ana.send("POST", f"{path}events/surgery/", {"surgery_date": "2025-04-03", "r_status": "R0"})
    changed = {
        "version": 1,
        "r_status": "R1",
        "missing": {"duration_min": "NOT_AVAILABLE"},
        "change_reason": "typed wrong",
    }
    entry = ana.send("PATCH", f"{path}events/surgery/{entry['id']}/", changed)
    assert (entry["version"], entry["r_status"], entry["missing"]) == (
        2,
        "R1",
        {"duration_min": "NOT_AVAILABLE"},
    )
    taken_back = {"version": 2, "missing": {"duration_min": None}}
    assert ana.send("PATCH", f"{path}events/surgery/{entry['id']}/", taken_back)["missing"] == {}
    ana.send("POST", f"{path}events/surgery/{entry['id']}/void/", {"version": 3, "reason": "other patient"})
    record = ana.get(path)
    assert record["events"]["surgery"] == []
    assert record["patient"]["missing"] == {"death_date": "NOT_APPLICABLE"}
    done = ana.send("POST", f"{path}events/surgery/complete/", {"version": 1, "complete": True})
    assert done["sections_complete"] == ["SURGERY"]


def test_a_response_names_a_line_of_its_case(as_user: Users, world: World) -> None:
    ana, case = as_user("ana"), f"cases/{world.thigh.public_id}/events/"
    line = an_entry(ana, world.thigh.public_id, SECTIONS["systemic"])
    other = an_entry(ana, world.stomach.public_id, SECTIONS["systemic"])
    foreign = an_entry(as_user("pedro"), world.femur.public_id, SECTIONS["systemic"])
    said = ana.send("POST", f"{case}response/", {"systemic_line": line, "category": "PR"})
    assert said["systemic_line"] == line
    refused = {pk: ana("POST", f"{case}response/", {"systemic_line": pk}) for pk in (other, foreign, 98765)}
    assert {answer.status_code for answer in refused.values()} == {400}
    assert refused[foreign].content.replace(str(foreign).encode(), b"98765") == refused[98765].content


def test_no_field_has_the_name_of_what_a_body_says_about_itself() -> None:
    assert not [name for section in SECTIONS.values() for name in section.fields() if name in ABOUT]


def test_a_further_case_of_the_patient_names_its_primary(as_user: Users, world: World) -> None:
    ana, thigh = as_user("ana"), world.thigh.public_id
    body = {"is_first_primary_episode": "N", "primary_case": thigh, "diagnosis_date": "2025-12-09"}
    relapse = ana.send("POST", f"cases/{thigh}/another/", body)
    assert (relapse["primary_case"], relapse["age_at_diagnosis"]) == (thigh, 64)
    away = {"version": 1, "primary_case": world.stomach.public_id}
    assert ana("PATCH", f"cases/{relapse['public_id']}/", away).status_code == 400


def test_an_old_version_is_a_conflict(as_user: Users, world: World) -> None:
    ana, path = as_user("ana"), f"cases/{world.thigh.public_id}/"
    ana.send("PATCH", path, {"version": 1, "depth": "SUPERFICIAL"})
    late = ana("PATCH", path, {"version": 1, "depth": "DEEP"})
    assert late.status_code == 409
    assert ana.get(path)["case"]["depth"] == "SUPERFICIAL"


def test_a_voided_entry_cannot_change(as_user: Users, world: World) -> None:
    ana, at = as_user("ana"), f"cases/{world.thigh.public_id}/events/surgery/"
    path = f"{at}{ana.get(at)[0]['id']}/"
    ana.send("POST", f"{path}void/", {"version": 1, "reason": "other patient"})
    assert ana("PATCH", path, {"version": 2, "r_status": "R1"}).status_code == 409
    assert ana("POST", f"{path}void/", {"version": 2, "reason": "again"}).status_code == 409
    assert ana.get(path)["void_reason"] == "other patient"


MASS = {
    "id": 999,
    "center": "PE01",
    "center_id": 2,
    "public_id": "2222-2222-2",
    "patient": 1,
    "case_id": 1,
    "voided_at": "2020-01-01T00:00:00Z",
    "void_reason": "x",
    "created_at": "2020-01-01T00:00:00Z",
    "dates_shifted": True,
    "sections_complete": ["SURGERY"],
    "diagnosis_date_precision": "DAY",
}


@pytest.mark.parametrize("name", MASS)
def test_no_field_but_the_declared(name: str, as_user: Users, world: World) -> None:
    ana, path = as_user("ana"), f"cases/{world.thigh.public_id}/"
    before = ana.get(path)
    entry = before["events"]["surgery"][0]["id"]
    body = {"version": 1, name: MASS[name]}
    for method, where, sent in (
        ("PATCH", path, body),
        ("PATCH", f"{path}patient/", body),
        ("PATCH", f"{path}events/surgery/{entry}/", body),
        ("POST", f"{path}events/surgery/", {"r_status": "R0", name: MASS[name]}),
        ("POST", f"{path}events/surgery/{entry}/void/", {"reason": "x", **body}),
        ("POST", "cases/", {"center": "ES07", "case": {name: MASS[name]}}),
    ):
        answer = ana(method, where, sent)
        assert answer.status_code == 400, where
        assert f'"{name}":["There is no such field here."]' in answer.content.decode()
    assert ana.get(path) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("surgery_date", "2025-02-30"),
        ("surgery_date", "12/3/2025"),
        ("surgery_date", "0001-01-01"),
        ("surgery_date", 2025),
        ("surgery_date", "2025-03\n"),
        ("surgery_date", "٢٠٢٥"),
        ("surgery_center", "NIX"),
        ("surgery_center", "\x00"),
        ("surgery_center", {"code": "ES07"}),
        ("r_status", "r0"),
        ("r_status", ["R0"]),
        ("r_status", True),
        ("los_days", 10**30),
        ("los_days", "3"),
        ("los_days", True),
        ("los_days", 1.5),
        ("vascular_involvement", "a\x00b"),
        ("vascular_involvement", "x" * 101),
        ("vascular_involvement", 7),
        ("organs_resected", []),
        ("organs_resected", ["Colon", "Colon"]),
        ("organs_resected", "Colon"),
        ("missing", {"r_status": "UNKNOWN"}),
        ("missing", {"los_days": "NO IDEA"}),
        ("missing", ["los_days"]),
    ],
)
def test_wrong_values_are_named(field: str, value: Any, as_user: Users, world: World) -> None:
    ana, path = as_user("ana"), f"cases/{world.thigh.public_id}/events/surgery/"
    answer = ana("POST", path, {field: value})
    assert answer.status_code == 400
    assert list(json.loads(answer.content)) == [field]
    assert len(ana.get(path)) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"los_days": NaN}',
        b'{"los_days": 1e999}',
        b'{"los_days": ' + b"9" * 5000 + b"}",
        b'{"vascular_involvement": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"r_status": "\\ud800"}',
        b"[" * 100_000,
        b'{"vascular_involvement": "' + b"x" * 1_100_000 + b'"}',
        b"\xff\xfe",
        b"{}",
    ],
    ids=range(15),
)
def test_what_is_no_record_is_refused(body: bytes, as_user: Users, world: World) -> None:
    answer = as_user("ana")("POST", f"cases/{world.thigh.public_id}/events/surgery/", body)
    assert answer.status_code == 400
    assert isinstance(json.loads(answer.content), dict)


def test_other_kinds_of_body_and_method(as_user: Users, world: World) -> None:
    ana, path = as_user("ana"), f"/api/v1/cases/{world.thigh.public_id}/"
    assert (
        ana.client.patch(path, "version=1", content_type="application/x-www-form-urlencoded").status_code
        == 415
    )
    for method in ("PUT", "DELETE", "OPTIONS"):
        assert ana.client.generic(method, path).status_code == 405
    assert ana.client.get(path, headers={"Accept": "text/html"}).headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "query",
    [
        *(
            "foo=1",
            "page=0",
            "page=x",
            "page=99999999999999999999",
            "size=201",
            "group=XX",
            "group=STS&group=BS",
        ),
        *(
            "center=NIX",
            "center=PE01",
            "since=12/3/2021",
            "until=2021-02-30",
            "sort=patient__identity",
            "q=%00",
            "q=",
        ),
        *("group__in=STS", "sort=", "site=THIGH"),
    ],
)
def test_filters_not_understood_are_refused(query: str, as_user: Users) -> None:
    answer = as_user("ana")("GET", f"cases/?{query}")
    assert answer.status_code == 400
    assert json.loads(answer.content)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"case": {"entity_id": "NIX"}}, "entity_id"),
        ({"case": {"topography_icdo": "C99.9"}}, "topography_icdo"),
        ({"case": {"size_mm": 82, "missing": {"size_mm": "UNKNOWN"}}}, "size_mm"),
        ({"identity": {"record_number": " canary-4471902"}}, "record_number"),
        ({"identity": {"birth_date": "1850"}}, "birth_year"),
        ({"center": "PE01"}, "center"),
        ({"center": "NIX"}, "center"),
    ],
)
def test_services_refuse_by_field(values: dict[str, Any], named: str, as_user: Users) -> None:
    ana = as_user("ana")
    answer = ana("POST", "cases/", {"center": "ES07", "case": {}, **values})
    assert answer.status_code == 400
    assert list(json.loads(answer.content)) == [named]
    assert ana.get("cases/")["count"] == 2


def test_contradicting_nodes(as_user: Users, world: World) -> None:
    path = f"cases/{world.thigh.public_id}/events/pathology/"
    answer = as_user("ana")("POST", path, {"nodes_examined": 1, "nodes_positive": 2})
    assert (answer.status_code, list(json.loads(answer.content))) == (400, ["nodes_positive"])
