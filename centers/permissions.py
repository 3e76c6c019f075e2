"""What a person may be allowed to do. Roles (`roles.py`) bundle these; nothing else grants anything."""

from enum import StrEnum


class Permission(StrEnum):
    """One right. The value is stored in the journal and bound into the database context."""

    READ_CASE = "read_case"
    EDIT_CASE = "edit_case"
    IMPORT_CASES = "import_cases"
    EXPORT_CASES = "export_cases"
    READ_IDENTITY = "read_identity"
    SHARE_CASE = "share_case"
    VOID_CASE = "void_case"
    READ_FIGURES = "read_figures"
    NETWORK_FIGURES = "network_figures"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CENTERS = "manage_centers"


# The database setting that an action with this permission may fill (see `binding.Context`).
# A permission that is absent here lets nobody write anything.
WRITES: dict[Permission, str] = {
    Permission.EDIT_CASE: "edit",
    Permission.IMPORT_CASES: "edit",
    Permission.VOID_CASE: "edit",
    Permission.SHARE_CASE: "grant",
    Permission.MANAGE_PEOPLE: "appoint",
}
