"""Of what is put together it is noted which rows were left out, as who they are about objected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0019_somebody_may_be_forgotten")]

    operations = [
        migrations.AddField(
            "datasetpart",
            "withheld",
            models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="Positions in the part of rows that are not in the whole, as who they are about objected",
            ),
        ),
    ]
