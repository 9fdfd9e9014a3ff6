"""Who trained, in words, as promotions say it; the two references to accounts were never written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0003_no_version_takes_its_own_place")]
    operations = [
        migrations.RemoveField(model_name="trainingrun", name="started_by"),
        migrations.RemoveField(model_name="dataset", name="created_by"),
        migrations.AddField(
            model_name="trainingrun",
            name="who",
            field=models.CharField(
                blank=True, default="", help_text="Blank where an older release trained", max_length=150
            ),
            preserve_default=False,
        ),
    ]
