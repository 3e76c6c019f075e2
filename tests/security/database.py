"""What the database knows about who is asking."""

from django.db import connection

SETTINGS = tuple(
    "user actor read edit identity people appoint grant cases write_cases network".split()  # noqa: SIM905
)


def context_in_database() -> dict[str, str]:
    """The settings as they are in the open connection; empty when nothing is bound."""
    calls = ", ".join(["coalesce(current_setting(%s, true), '')"] * len(SETTINGS))
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [f"app.{name}" for name in SETTINGS])
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))
