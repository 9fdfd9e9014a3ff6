"""Requests to correct an entry, and which predictions were made with one that was wrong."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


REFUSE_UPDATES = """
CREATE TRIGGER corrected_prediction_never_changes BEFORE UPDATE ON predictor_correctedprediction
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER corrected_prediction_never_changes ON predictor_correctedprediction;"

# A release that does not know the tables deletes students and predictions, too: while this one goes out, or after
# going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION delete_corrections() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_correctedprediction WHERE correction_id IN (
        SELECT id FROM predictor_correction WHERE student_id = OLD.id
    );
    DELETE FROM predictor_correction WHERE student_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER corrections_go_with_their_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_corrections();
CREATE OR REPLACE FUNCTION delete_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_correctedprediction WHERE prediction_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER marks_go_with_their_prediction BEFORE DELETE ON predictor_prediction
    FOR EACH ROW EXECUTE FUNCTION delete_marks();
"""
STAY = """
DROP TRIGGER marks_go_with_their_prediction ON predictor_prediction;
DROP FUNCTION delete_marks();
DROP TRIGGER corrections_go_with_their_student ON predictor_student;
DROP FUNCTION delete_corrections();
"""

class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0029_students_may_object'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.SlugField(db_index=False)),
                ('was', models.JSONField(help_text='What stood there when it was asked', null=True)),
                ('right', models.JSONField(help_text='What it should be; null: not known', null=True)),
                ('asked_by', models.CharField(choices=[('family', 'the family'), ('teacher', 'a teacher')], max_length=7)),
                ('said', models.CharField(blank=True, max_length=500)),
                ('due', models.DateField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('open', 'open'), ('done', 'corrected'), ('refused', 'refused')], default='open', max_length=7)),
                ('why', models.CharField(blank=True, help_text='Of whoever decided', max_length=500)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='predictor.student')),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='CorrectedPrediction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prediction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrected', to='predictor.prediction')),
                ('correction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='predictions', to='predictor.correction')),
            ],
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['due', 'id'], name='corrections_that_wait'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('student', 'field'), name='one_open_correction_of_an_entry'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='whatever_is_decided_was_decided_some_time'),
        ),
        migrations.AddConstraint(
            model_name='correctedprediction',
            constraint=models.UniqueConstraint(fields=('prediction', 'correction'), name='a_prediction_is_marked_once'),
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_ALONG, STAY),
    ]
