"""Source and licence belong to the rows, not to the description of their columns."""

from django.db import migrations, models

# As the release knew them: what is known later must not change what this migration does.
KNOWN = {
    "5cc375adb771e79f44a24cdf85c29b3f1a58b123e6f041a683db57547152c2a4": {
        "source": "Made-up rows drawn from published facts about 'Students Performance in Exams'",
        "licence": "The bundled sample is part of this product",
        "is_demo": True,
    },
    "b83a4565ce57ae6e1381412f7f737cad5c53303d785fef9268410c641562656c": {
        "source": (
            "Made-up rows: 'Students Performance in Exams', made by a data generator and widely shared as an example"
        ),
        "licence": "Not stated where it is shared",
        "is_demo": True,
    },
    "a21e06e20c3853421caccde90e9db09dd6704c84c76e88e56e17522b379606d8": {
        "source": "US National Center for Education Statistics, High School and Beyond survey (200 pupils)",
        "licence": "Public survey data",
        "is_demo": False,
    },
}
UNKNOWN = {"source": "", "licence": "", "is_demo": False}
# Their words were meant for the rows that they ship with or describe, and were shown for anybody's.
SHIPPED = {"exams", "hsb2"}


def move(apps, schema_editor):
    """Known rows say what they are; a school's own words about its rows stay; nothing else is claimed."""
    for dataset in apps.get_model("mlcore", "Dataset").objects.select_related("schema_version"):
        schema = dataset.schema_version
        said = {} if schema.name in SHIPPED else schema.content
        known = KNOWN.get(dataset.sha256, UNKNOWN)
        dataset.source = said.get("source", "") or known["source"]
        dataset.licence = said.get("licence", "") or known["licence"]
        dataset.is_demo = dataset.is_demo or known["is_demo"]
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
