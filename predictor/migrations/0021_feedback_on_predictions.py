"""What teachers say of predictions; the database itself refuses to rewrite it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_UPDATES = """
CREATE TRIGGER feedback_never_changes BEFORE UPDATE ON predictor_predictionfeedback
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER feedback_never_changes ON predictor_predictionfeedback;"

# A release that does not know the table deletes predictions, too: while this one goes out, or after going back.
GO_WITH_THE_PREDICTION = """
CREATE OR REPLACE FUNCTION delete_feedback() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_predictionfeedback WHERE prediction_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER feedback_goes_with_its_prediction BEFORE DELETE ON predictor_prediction
    FOR EACH ROW EXECUTE FUNCTION delete_feedback();
"""
STAY = """
DROP TRIGGER feedback_goes_with_its_prediction ON predictor_prediction;
DROP FUNCTION delete_feedback();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0020_support_is_noted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PredictionFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('useful', 'Useful'), ('not_useful', 'Not useful'), ('wrong_data', 'The data are wrong'), ('know_more', 'I know something else')], max_length=10)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prediction', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='predictor.prediction')),
            ],
            options={
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['prediction', 'made_by', '-id'], name='feedback_of_prediction')],
            },
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_WITH_THE_PREDICTION, STAY),
    ]
