"""Datasets are learned from together, archived and deleted; what is known of deleted ones stays."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mlcore", "0008_restorations"),
    ]

    operations = [
        migrations.CreateModel(
            name="DatasetPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(help_text="Place in the whole, beginning with 1")),
                (
                    "repeats",
                    models.PositiveIntegerField(default=0, help_text="Rows that stand in a part before it too"),
                ),
                ("left_out", models.PositiveIntegerField(default=0, help_text="How many of them are not in the whole")),
            ],
            options={
                "ordering": ("whole", "position"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="dataset",
            name="same_content_is_stored_once",
        ),
        migrations.AddField(
            model_name="dataset",
            name="adds_to",
            field=models.ForeignKey(
                blank=True,
                help_text="Learned from with it",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="added",
                to="mlcore.dataset",
            ),
        ),
        migrations.AddField(
            model_name="dataset",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dataset",
            name="archived_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=150),
        ),
        migrations.AddField(
            model_name="dataset",
            name="bad_rows_file",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="Its name, where some were written", max_length=255
            ),
        ),
        migrations.AddField(
            model_name="dataset",
            name="deleted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dataset",
            name="deleted_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=150),
        ),
        migrations.AlterField(
            model_name="dataset",
            name="name",
            field=models.CharField(max_length=100),
        ),
        migrations.AddConstraint(
            model_name="dataset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deleted_at", None)), fields=("name",), name="one_dataset_of_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="dataset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deleted_at", None)),
                fields=("schema_version", "sha256"),
                name="same_content_is_kept_once",
            ),
        ),
        migrations.AddField(
            model_name="datasetpart",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="wholes", to="mlcore.dataset"
            ),
        ),
        migrations.AddField(
            model_name="datasetpart",
            name="whole",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="mlcore.dataset"
            ),
        ),
        migrations.AddConstraint(
            model_name="datasetpart",
            constraint=models.UniqueConstraint(fields=("whole", "part"), name="a_part_is_in_a_whole_once"),
        ),
    ]
