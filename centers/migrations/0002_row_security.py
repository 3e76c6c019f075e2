"""Row security of people and places, and the functions the journal's triggers call."""

from django.db import migrations

from centers.rls import REQUIRE_ACTOR, Policy, tracked

# The context lies as JSON and id on every event row; the separate table of django-pghistory stays empty.
NO_CONTEXT_TABLE = """
create or replace function _pgh_attach_context() returns pghistory_context.id%type
language sql as $$ select null::uuid $$
"""
CLOSED = (
    "auth_group",
    "auth_group_permissions",
    "centers_user_groups",
    "centers_user_user_permissions",
    "guardian_groupobjectpermission",
    "guardian_userobjectpermission",
    "pghistory_context",
)


class Migration(migrations.Migration):
    dependencies = [
        ("centers", "0001_initial"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(REQUIRE_ACTOR, "drop function centers_require_actor()"),
        migrations.RunSQL(NO_CONTEXT_TABLE, migrations.RunSQL.noop),
        *(Policy(table, "closed") for table in CLOSED),
        *tracked("centers_network", "place"),
        *tracked("centers_center", "place"),
        *tracked("centers_centertype", "place"),
        *tracked("centers_membership", "membership"),
        *tracked("centers_user", "person")[1:],
        Policy("centers_task", "task"),
        Policy("centers_readevent", "read_log"),
    ]
