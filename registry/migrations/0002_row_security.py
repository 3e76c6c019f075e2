"""Row security of the clinical record."""

from django.db import migrations

from centers.rls import Policy, tracked

ENTRIES = ("boarddiscussion", "followup", "pathologyreport", "radiotherapy", "recurrence", "surgery", "systemicline")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("centers", "0002_row_security")]

    operations = [
        *tracked("registry_patient", "patient"),
        *tracked("registry_patientidentity", "identity"),
        *tracked("registry_case", "case"),
        *(operation for name in ("casesource", *ENTRIES) for operation in tracked(f"registry_{name}", "child")),
        *tracked("registry_casegrant", "case_grant"),
        Policy("registry_derived", "derived"),
    ]
