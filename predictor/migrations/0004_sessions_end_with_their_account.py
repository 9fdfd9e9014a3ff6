"""Sessions that know whose they are: the database ends them, and tokens, when an account is made inactive or deleted."""

import django.utils.timezone
from django.db import migrations, models

# A trigger, because there are many doors: Django's admin, a shell, one UPDATE over many rows.
END_ACCESS = """
CREATE OR REPLACE FUNCTION end_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_session WHERE account = OLD.id;
    DELETE FROM knox_authtoken WHERE user_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER inactive_means_logged_out AFTER UPDATE OF is_active ON auth_user
    FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION end_access();
CREATE TRIGGER deleted_means_logged_out AFTER DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION end_access();
"""
LEAVE_ACCESS = """
DROP TRIGGER inactive_means_logged_out ON auth_user;
DROP TRIGGER deleted_means_logged_out ON auth_user;
DROP FUNCTION end_access;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("predictor", "0003_index_predictions_by_value_and_version"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("knox", "0009_extend_authtoken_field"),
    ]
    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("account", models.IntegerField(db_index=True, null=True)),
                ("begun", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"verbose_name": "session", "verbose_name_plural": "sessions", "abstract": False},
        ),
        migrations.CreateModel(
            name="DoneOnce",
            fields=[
                ("what", models.CharField(max_length=50, primary_key=True, serialize=False)),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.RunSQL(END_ACCESS, LEAVE_ACCESS),
    ]
