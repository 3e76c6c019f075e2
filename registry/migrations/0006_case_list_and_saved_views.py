"""The case list at any size: what it asks by, and the views that people keep of it for themselves.

An index is read both ways, so one per column is enough. Of saved views each person sees their own only.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from centers.rls import Policy

COLUMNS = (
    ("case", "case_by_center", ["center", "diagnosis_date", "id"]),
    ("case", "case_by_diagnosis", ["diagnosis_date", "id"]),
    ("case", "case_by_group", ["sarcoma_group", "id"]),
    ("case", "case_by_histology", ["entity_id", "id"]),
    ("case", "case_by_site_group", ["site_group", "id"]),
    ("case", "case_by_site", ["topography_icdo", "id"]),
    ("case", "case_by_size", ["size_mm", "id"]),
    ("case", "case_by_extent", ["disease_extent_dx", "id"]),
    ("derived", "derived_by_stage", ["stage", "case"]),
    ("derived", "derived_by_grade", ["grade", "case"]),
    ("derived", "derived_by_status", ["vital_status", "case"]),
)
# The owner of the tables is under row security too: it changes no row until the scope of a refresh is bound.
FILL = """
do $$
declare filled bigint; expected bigint;
begin
    perform set_config('app.network', 'read_case,refresh', true);
    update registry_derived d
       set grade = coalesce(c.grade_final, d.fnclcc_grade), vital_status = p.vital_status
      from registry_case c join registry_patient p on p.id = c.patient_id
     where c.id = d.case_id;
    get diagnostics filled = row_count;
    select count(*) into expected from registry_derived;
    assert filled = expected, format('%s of %s rows filled', filled, expected);
    perform set_config('app.network', '', true);
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_derived_stage_and_gist_risk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("derived", "grade", models.CharField(max_length=10, null=True)),
        migrations.AddField("derived", "vital_status", models.CharField(max_length=10, null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="case", name="case_by_center"),
        *(migrations.AddIndex(model, models.Index(fields=fields, name=name)) for model, name, fields in COLUMNS),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="name of the view")),
                ("query", models.CharField(blank=True, max_length=1000)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "ordering": ["created_at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("user", "name"), name="saved_view_name_once")],
            },
        ),
        Policy("registry_savedview", "own"),
    ]
