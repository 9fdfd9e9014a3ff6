"""Source and licence belong to the rows, not to the description of their columns."""

from django.db import migrations, models

from mlcore.known_data import facts_of

# Their words were meant for the rows that they ship with or describe, and were shown for anybody's.
SHIPPED = {"exams", "hsb2"}


def move(apps, schema_editor):
    """Known rows say what they are; a school's own words about its rows stay; nothing else is claimed."""
    for dataset in apps.get_model("mlcore", "Dataset").objects.select_related("schema_version"):
        schema = dataset.schema_version
        said = {} if schema.name in SHIPPED else schema.content
        given = {key: said.get(key, "") for key in ("source", "licence")}
        for key, value in facts_of(dataset.sha256, **given, is_demo=dataset.is_demo).items():
            setattr(dataset, key, value)
        dataset.save(update_fields=["source", "licence", "is_demo"])


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0004_runs_remember_who")]

    operations = [
        migrations.AddField(
            "dataset",
            "source",
            models.TextField(blank=True, help_text="Where the rows come from, as whoever loaded them said"),
        ),
        migrations.AddField(
            "dataset", "licence", models.TextField(blank=True, help_text="Under which terms they may be used")
        ),
        migrations.AddField(
            "dataset",
            "left_out",
            models.JSONField(default=dict, help_text="Rows that were refused at the import, and why, without values"),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
