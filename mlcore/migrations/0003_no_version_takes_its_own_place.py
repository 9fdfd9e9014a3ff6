"""A version that went live twice at once left a row that says it took its own place; that was no change."""

from django.db import migrations, models
from django.db.models import F, Q

DROP_WHAT_CHANGED_NOTHING = "DELETE FROM mlcore_promotion WHERE previous_id = version_id"


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0002_promotions_never_change")]
    operations = [
        migrations.RunSQL(DROP_WHAT_CHANGED_NOTHING, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.CheckConstraint(
                condition=~Q(previous=F("version")), name="no_version_takes_its_own_place"
            ),
        ),
    ]
