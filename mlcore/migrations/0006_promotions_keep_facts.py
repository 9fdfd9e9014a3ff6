"""Why a trained version went live is kept as facts, and said when it is read.

Going back drops these facts: promotions made since then say no reason.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0005_datasets_say_where_they_come_from")]

    operations = [
        migrations.AddField(
            "promotion",
            "facts",
            # The release before goes on adding rows, without this column.
            models.JSONField(
                default=dict,
                db_default=models.Value({}, models.JSONField()),
                help_text="What was measured where a version went live after training",
            ),
        ),
        migrations.AlterField(
            "promotion",
            "why",
            models.TextField(
                blank=True, help_text="As a person said it, or as an older release did after a training"
            ),
        ),
        migrations.AlterField(
            "trainingrun",
            "reason",
            models.TextField(blank=True, help_text="Why the winner was chosen, where an older release trained"),
        ),
    ]
