"""Emptying a demonstration, as the owner of the tables: the application's role cannot delete."""

import os

import psycopg2
from django.core.management.base import CommandError
from django.db import connection

from centers.commands import USAGE

from .settings import database


def wipe() -> None:
    """Empties the database. Raises CommandError when it is no demonstration or its owner is not known."""
    url = os.environ.get("DATABASE_OWNER_URL")
    if not url:
        raise CommandError(
            "Set DATABASE_OWNER_URL: only the owner of the tables can empty them.", returncode=USAGE
        )
    entry = database(url)
    owner = psycopg2.connect(
        dbname=connection.settings_dict["NAME"],
        user=entry["USER"],
        password=entry["PASSWORD"] or None,
        host=entry["HOST"] or None,
        port=entry["PORT"] or None,
    )
    with owner, owner.cursor() as cursor:
        cursor.execute("select set_config('app.network', 'read_case', true)")
        cursor.execute(
            "select exists (select from registry_case) or exists (select from centers_user),"
            " exists (select from centers_network where is_demo)"
        )
        is_filled, is_demo = cursor.fetchone() or (True, False)
        if is_filled and not is_demo:
            raise CommandError("This database is no demonstration: nothing was removed.", returncode=USAGE)
        cursor.execute(
            "select string_agg(quote_ident(tablename), ', ') from pg_tables where schemaname = 'public'"
            " and tablename !~ '^(django_migrations|django_content_type|auth_permission)$'"
        )
        cursor.execute(f"truncate {(cursor.fetchone() or [''])[0]} restart identity")
    owner.close()
