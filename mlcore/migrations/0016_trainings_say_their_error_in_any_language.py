from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mlcore", "0015_rows_know_which_had_support"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            # Texts stay as they are: strings are JSON too.
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE mlcore_trainingrun ALTER COLUMN error TYPE jsonb USING to_jsonb(error)",
                    "ALTER TABLE mlcore_trainingrun ALTER COLUMN error TYPE text "
                    "USING coalesce(error #>> '{template}', error #>> '{}')",
                )
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="trainingrun",
                    name="error",
                    field=models.JSONField(
                        blank=True, default=str, help_text="A message, or the text of an older release"
                    ),
                )
            ],
        )
    ]
