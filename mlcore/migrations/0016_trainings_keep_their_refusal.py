"""Why a training failed is kept as a template and its values too, to be said in any language.

Going back drops these: what is left is English.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0015_rows_know_which_had_support")]

    operations = [
        migrations.AddField(
            "trainingrun",
            "refusal",
            # The release before goes on adding rows, without this column.
            models.JSONField(
                default=dict,
                db_default=models.Value({}, models.JSONField()),
                help_text="The error as template and values, where it is one of ours",
            ),
        ),
    ]
