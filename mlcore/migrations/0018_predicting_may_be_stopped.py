"""Predicting may be stopped for everybody; the database refuses to rewrite who did it and why."""

import django.utils.timezone
from django.db import migrations, models

NEVER_CHANGES = """
CREATE OR REPLACE FUNCTION refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are history and never go', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER predicting_change_never_changes BEFORE UPDATE ON mlcore_predictingchange
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER predicting_change_never_goes BEFORE DELETE ON mlcore_predictingchange
    FOR EACH ROW EXECUTE FUNCTION refuse_delete();
"""
MAY_CHANGE = """
DROP TRIGGER predicting_change_never_changes ON mlcore_predictingchange;
DROP TRIGGER predicting_change_never_goes ON mlcore_predictingchange;
DROP FUNCTION refuse_delete;
"""


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0017_policies_are_picked")]

    operations = [
        migrations.CreateModel(
            "PredictingChange",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_stop", models.BooleanField(help_text="False: it began again")),
                ("who", models.CharField(max_length=150)),
                ("why", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"ordering": ("-id",)},
        ),
        migrations.RunSQL(NEVER_CHANGES, MAY_CHANGE),
    ]
