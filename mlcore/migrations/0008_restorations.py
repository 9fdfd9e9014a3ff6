"""Which backups were put back, by whom, and why one that this installation had not signed was trusted."""

import django.utils.timezone
from django.db import migrations, models

REFUSE_UPDATES = """
CREATE TRIGGER restoration_never_changes BEFORE UPDATE ON mlcore_restoration
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER restoration_never_changes ON mlcore_restoration;"


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0007_results_keep_details_apart")]

    operations = [
        migrations.CreateModel(
            name="Restoration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_at", models.DateTimeField(verbose_name="backup made at")),
                ("version", models.CharField(help_text="The release that made the backup", max_length=100)),
                ("who", models.CharField(max_length=150)),
                (
                    "trusted_because",
                    models.TextField(
                        blank=True,
                        help_text="Why it was restored though this installation had not signed it; blank where it had",
                    ),
                ),
            ],
            options={"ordering": ("-id",)},
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
    ]
