"""Who gets which answer, for every operation of the description: anonymous, stranger, weak role, allowed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from registry.sections import CODED, ENTRIES
from tests.breadth import each
from tests.registry.files import png
from tests.world import World

from .conftest import Api, Multipart, a_file, an_entry

Users = Callable[[str | None], Api]
DESCRIPTION = yaml.safe_load((Path(__file__).parents[2] / "docs" / "openapi.yaml").read_text())
ANYBODY, NOT_FOUND, FORBIDDEN = 200, 404, 403
VOID = {"version": 1, "reason": "entered twice"}
RESTORE = {"version": 2, "reason": "was right"}

# operation: (method, path, body, answer to a stranger of another center, to a role too weak, who that is)
CALLS: dict[str, tuple[str, str, Any, int, int, str]] = {
    "me": ("GET", "me/", None, ANYBODY, ANYBODY, "zoe"),
    "centers_list": ("GET", "centers/", None, ANYBODY, ANYBODY, "zoe"),
    "cases_list": ("GET", "cases/", None, ANYBODY, ANYBODY, "paula"),
    "cases_register": (
        "POST",
        "cases/",
        {"center": "ES07", "case": {"sarcoma_group": "STS"}},
        400,
        FORBIDDEN,
        "nora",
    ),
    "cases_read": ("GET", "cases/{case}/", None, NOT_FOUND, NOT_FOUND, "paula"),
    "cases_register_another": ("POST", "cases/{case}/another/", {}, NOT_FOUND, FORBIDDEN, "nora"),
    "cases_change": ("PATCH", "cases/{case}/", {"version": 1, "depth": "DEEP"}, NOT_FOUND, FORBIDDEN, "nora"),
    "cases_void": ("POST", "cases/{case}/void/", VOID, FORBIDDEN, FORBIDDEN, "ana"),
    "cases_restore": ("POST", "cases/{case}/restore/", RESTORE, FORBIDDEN, FORBIDDEN, "ana"),
    "checks_list": ("GET", "cases/{case}/checks/", None, NOT_FOUND, NOT_FOUND, "olga"),
    "patient_change": ("PATCH", "cases/{case}/patient/", {"version": 1}, NOT_FOUND, FORBIDDEN, "nora"),
    "derivations_list": ("GET", "cases/{case}/derivations/", None, NOT_FOUND, NOT_FOUND, "olga"),
    "case_indicators": ("GET", "cases/{case}/indicators/", None, NOT_FOUND, NOT_FOUND, "carla"),
    "indicators_list": ("GET", "indicators/", None, ANYBODY, FORBIDDEN, "paula"),
    "indicator_cases": ("GET", "indicators/QI-SURG-06/cases/", None, ANYBODY, FORBIDDEN, "paula"),
    "survival": ("GET", "survival/", None, ANYBODY, FORBIDDEN, "olga"),
    "terms_search": ("GET", "vocabulary/?q=ewing", None, ANYBODY, ANYBODY, "zoe"),
    "dictionary": ("GET", "dictionary/", None, ANYBODY, ANYBODY, "zoe"),
}
for section in ENTRIES:
    name, at = section.slug.replace("-", "_"), f"cases/{{case}}/events/{section.slug}/"
    one = f"{at}{{{name}}}/"
    date = {section.entry_model.when: "2025-03"}
    CALLS |= {
        f"{name}_list": ("GET", at, None, NOT_FOUND, NOT_FOUND, "paula"),
        f"{name}_add": ("POST", at, date, NOT_FOUND, FORBIDDEN, "nora"),
        f"{name}_read": ("GET", one, None, NOT_FOUND, NOT_FOUND, "paula"),
        f"{name}_change": ("PATCH", one, {"version": 1, **date}, NOT_FOUND, FORBIDDEN, "nora"),
        f"{name}_void": ("POST", f"{one}void/", VOID, NOT_FOUND, FORBIDDEN, "nora"),
        f"{name}_restore": ("POST", f"{one}restore/", RESTORE, NOT_FOUND, FORBIDDEN, "nora"),
    }
FILES = "cases/{case}/attachments/"
A_FILE = Multipart(file=png(), names_patient="true", kind="LETTER", date="2025-04")
CALLS |= {
    "attachments_list": ("GET", FILES, None, NOT_FOUND, NOT_FOUND, "paula"),
    "attachments_add": ("POST", FILES, A_FILE, NOT_FOUND, FORBIDDEN, "nora"),
    "attachments_read": ("GET", f"{FILES}{{file}}/", None, NOT_FOUND, NOT_FOUND, "paula"),
    "attachments_download": ("GET", f"{FILES}{{file}}/file/", None, NOT_FOUND, NOT_FOUND, "olga"),
    "attachments_void": ("POST", f"{FILES}{{file}}/void/", VOID, NOT_FOUND, FORBIDDEN, "nora"),
}
# A clinician may do the rest; these are a lead's.
ALLOWED = dict.fromkeys(("cases_void", "cases_restore"), "lucia")
COMPLETE = {"version": 1, "complete": True}
for section in CODED:
    at = f"cases/{{case}}/events/{section.slug}/complete/"
    CALLS[f"{section.slug.replace('-', '_')}_complete"] = ("POST", at, COMPLETE, 404, FORBIDDEN, "nora")


# Sections answer alike: one of them in every run.
OTHERS = tuple(f"{section.slug.replace('-', '_')}_" for section in CODED if section.slug != "surgery")
ALWAYS = {name for name in CALLS if not name.startswith(OTHERS)}
OF_A_CASE = {name: call for name, call in CALLS.items() if "{case}" in call[1] and call[3] == NOT_FOUND}


def ids(template: str, world: World, api: Api) -> dict[str, Any]:
    """What an address names: the case, and an entry of the section, added where there is none."""
    case = world.thigh.public_id
    found: dict[str, Any] = {"case": case}
    for section in ENTRIES:
        name = section.slug.replace("-", "_")
        if f"{{{name}}}" in template:
            found[name] = an_entry(api, case, section)
    if "{file}" in template:
        found["file"] = a_file(api, case)
    if template.endswith("restore/"):
        Api(world.lucia).send("POST", template.replace("restore/", "void/").format(**found), VOID)
    return found


def test_every_operation_is_listed() -> None:
    described = {
        said["operationId"] for methods in DESCRIPTION["paths"].values() for said in methods.values()
    }
    assert described == set(CALLS)


@pytest.mark.parametrize("operation", each(CALLS, ALWAYS))
def test_four_answers(operation: str, world: World, as_user: Users) -> None:
    method, template, body, stranger, weak, weak_user = CALLS[operation]
    path = template.format(**ids(template, world, as_user("ana")))
    assert as_user(None)(method, path, body).status_code == 401
    assert as_user("pedro")(method, path, body).status_code == stranger
    assert as_user(weak_user)(method, path, body).status_code == weak
    allowed = as_user(ALLOWED.get(operation, "ana"))(method, path, body)
    assert allowed.status_code in (200, 201), allowed.content


@pytest.mark.parametrize("operation", each(OF_A_CASE, ALWAYS & OF_A_CASE.keys()))
def test_foreign_and_random_are_the_same(operation: str, world: World, as_user: Users) -> None:
    method, template, body, *_ = CALLS[operation]
    known, api = ids(template, world, as_user("ana")), as_user("pedro")
    foreign = api(method, template.format(**known), body)
    random = api(method, template.format(**{**known, "case": "2222-2222-2"}), body)
    garbled = api(method, template.format(**{**known, "case": "%00ö"}), body)
    assert foreign.content == random.content == garbled.content
    assert foreign.status_code == random.status_code == garbled.status_code == 404
    assert foreign.headers.items() == random.headers.items()


def test_an_entry_belongs_to_its_case(world: World, as_user: Users) -> None:
    ana = as_user("ana")
    surgery = ana.get(f"cases/{world.thigh.public_id}/events/surgery/")[0]["id"]
    path = f"cases/{world.stomach.public_id}/events/surgery/"
    assert ana("GET", f"{path}{surgery}/").status_code == 404
    assert ana("GET", f"{path}99999999999999999999/").status_code == 404


def test_figures_of_the_network_need_the_right(as_user: Users) -> None:
    assert as_user("ana")("GET", "indicators/?center=network").status_code == 403
    assert as_user("nora")("GET", "indicators/?center=network").status_code == 200


def test_the_token_guards_changes(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.ana)
    path, body = f"/api/v1/cases/{world.thigh.public_id}/", {"version": 1, "depth": "SUPERFICIAL"}
    assert client.patch(path, body, content_type="application/json").status_code == 403
    token = client.get("/api/v1/me/").json()["csrf_token"]
    changed = client.patch(path, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert changed.status_code == 200
