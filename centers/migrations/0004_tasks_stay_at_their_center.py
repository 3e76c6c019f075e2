"""A task that somebody was given is theirs to finish, never to move to another center."""

from django.db import migrations

from centers.rls import REFUSE_MOVE, Stays


class Migration(migrations.Migration):
    dependencies = [("centers", "0003_sign_outs_are_counted")]

    operations = [
        migrations.RunSQL(REFUSE_MOVE, "drop function centers_refuse_move()"),
        Stays("centers_task"),
    ]
