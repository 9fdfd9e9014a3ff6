"""Which trainings learned from somebody who is forgotten, and which dataset has the rows of one that went with them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0018_predicting_may_be_stopped")]

    operations = [
        migrations.AddField(
            "dataset",
            "replaced_by",
            models.ForeignKey(
                blank=True,
                help_text="Has the rows it would have",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="mlcore.dataset",
            ),
        ),
        migrations.AddField(
            "trainingrun",
            "forgot_at",
            models.DateTimeField(
                blank=True, help_text="Since when somebody is forgotten whose rows it learned from", null=True
            ),
        ),
        migrations.AlterField(
            "promotion",
            "action",
            models.CharField(
                choices=[
                    ("trained", "went live after training"),
                    ("promoted", "promoted"),
                    ("rolled back", "rolled back"),
                    ("forgot", "took the place of one that learned from a student who was forgotten"),
                ],
                max_length=12,
            ),
        ),
    ]
