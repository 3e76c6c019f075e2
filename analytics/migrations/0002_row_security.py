"""Row security of facts and figures: derived rows follow their case, figures are for the network."""

from django.db import migrations

from centers.rls import Policy


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0001_initial"),
        ("registry", "0002_row_security"),
        ("centers", "0002_row_security"),
    ]

    operations = [
        Policy("analytics_facts", "derived"),
        Policy("analytics_tally", "figures"),
    ]
