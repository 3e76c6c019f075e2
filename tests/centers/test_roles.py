"""The table of roles: every role complete, and the printed page is what the code says."""

from io import StringIO

from django.core.management import call_command

from centers import rls, roles
from centers.management.commands.roles import ALLOWS, document
from centers.permissions import WRITES, Permission
from tests.architecture.tree import ROOT

# What no role at a center or in the network may ever combine; reviewed by hand, not read from the code.
CASE_RIGHTS = {
    *("read_case", "edit_case", "import_cases", "read_identity", "share_case", "void_case", "read_figures")
}


def test_the_page_is_current() -> None:
    printed = StringIO()
    call_command("roles", stdout=printed)
    assert printed.getvalue() == document()
    assert (ROOT / "docs" / "access.md").read_text() == document(), "run: ./dev manage roles > docs/access.md"


def test_the_page_tells_where_a_permission_reaches() -> None:
    assert "| Center clinician | own center | own center | – | own center |" in document()
    assert document().count("| – |") > 20
    assert set(ALLOWS) == set(Permission)


def test_nobody_outside_a_center_edits_or_names_a_patient() -> None:
    for role in roles.ROLES.values():
        if role.level is roles.Level.NETWORK:
            assert not role.permissions & (CASE_RIGHTS - {"read_case", "read_figures"}), role.code


def test_the_platform_administrator_sees_no_patient() -> None:
    assert roles.ROLES["PLATFORM_ADMINISTRATOR"].permissions == {"manage_people", "manage_centers"}
    for code in ("EXPERT_PATHOLOGIST", "PATHOLOGY_COORDINATOR", "BOARD_CHAIR", "PATIENT_ORGANISATION"):
        assert not roles.ROLES[code].permissions & CASE_RIGHTS, code


def test_every_setting_of_a_write_is_asked_by_a_policy() -> None:
    asked = " ".join(f"{kind.insert} {kind.update}" for kind in rls.KINDS.values())
    for permission, setting in WRITES.items():
        assert f"app.{setting}'" in asked, permission
