"""The database checks what the models declare; a list or limits changed without a `Recheck` show here."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from registry.fields import CodeField, CodeSetField, Limited, PrecisionField
from registry.models.base import Record

FIELDS = [
    (model, field)
    for model in apps.get_app_config("registry").get_models()
    if issubclass(model, Record)
    for field in model._meta.concrete_fields
    if isinstance(field, CodeField | CodeSetField | Limited) and not isinstance(field, PrecisionField)
]
CHECK = """select pg_get_constraintdef(pg_constraint.oid) from pg_constraint
join pg_attribute on attrelid = conrelid and conkey = array[attnum]
where contype = 'c' and conrelid = %s::regclass and attname = %s"""


NUMBER, CODE = r"(?<![\w.])-?\d+(?:\.\d+)?", r"'([^']*)'::"


def checked(cursor: Any, table: str, field: Any) -> list[set[str]]:
    """What each check of a column names: its codes, or its two limits."""
    cursor.execute(CHECK, [table, field.column])
    what = NUMBER if isinstance(field, Limited) else CODE
    return [set(re.findall(what, said)) for (said,) in cursor.fetchall()]


def declared(field: Any) -> set[str]:
    if isinstance(field, Limited):
        return {str(limit) for limit in field.limits}
    source = field.base_field if isinstance(field, CodeSetField) else field
    return {code for code, _label in source.flatchoices}


@pytest.mark.django_db
def test_every_check_is_the_declared_one() -> None:
    assert len(FIELDS) > 100
    with connection.cursor() as cursor:
        differing = {
            f"{model.__name__}.{field.name}"
            for model, field in FIELDS
            if checked(cursor, model._meta.db_table, field) != [declared(field)]
        }
    assert not differing
