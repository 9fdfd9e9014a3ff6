"""What teachers expect before the model answers; the database itself refuses to rewrite it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_UPDATES = """
CREATE TRIGGER estimate_never_changes BEFORE UPDATE ON predictor_ownestimate
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER estimate_never_changes ON predictor_ownestimate;"

# A release that does not know the table deletes submissions, too: while this one goes out, or after going back.
GO_WITH_THE_SUBMISSION = """
CREATE OR REPLACE FUNCTION delete_estimate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_ownestimate WHERE submission_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER estimate_goes_with_its_submission BEFORE DELETE ON predictor_submission
    FOR EACH ROW EXECUTE FUNCTION delete_estimate();
"""
STAY = """
DROP TRIGGER estimate_goes_with_its_submission ON predictor_submission;
DROP FUNCTION delete_estimate();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0023_places_in_a_group'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnEstimate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.submission')),
                ('value', models.FloatField()),
                ('after_answer', models.BooleanField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={'ordering': ('-id',)},
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_WITH_THE_SUBMISSION, STAY),
    ]
