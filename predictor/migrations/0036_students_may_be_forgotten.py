"""Who was forgotten, and whose row stands where among recorded results that models learn from."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# A release that does not know the table deletes students and rows of datasets, too: while this one goes out, or after
# going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION delete_recorded_rows_of_student() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_recordedrow WHERE student_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER recorded_rows_go_with_their_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_recorded_rows_of_student();
CREATE OR REPLACE FUNCTION delete_recorded_rows_of_dataset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_recordedrow WHERE content_id = OLD.dataset_id;
    RETURN OLD;
END $$;
CREATE TRIGGER recorded_rows_go_with_their_dataset BEFORE DELETE ON mlcore_datasetcontent
    FOR EACH ROW EXECUTE FUNCTION delete_recorded_rows_of_dataset();
"""
STAY = """
DROP TRIGGER recorded_rows_go_with_their_dataset ON mlcore_datasetcontent;
DROP FUNCTION delete_recorded_rows_of_dataset();
DROP TRIGGER recorded_rows_go_with_their_student ON predictor_student;
DROP FUNCTION delete_recorded_rows_of_student();
"""
NEVER_GOES = """
CREATE TRIGGER forgetting_never_goes BEFORE DELETE ON predictor_forgetting
    FOR EACH ROW EXECUTE FUNCTION refuse_delete();
"""
MAY_GO = "DROP TRIGGER forgetting_never_goes ON predictor_forgetting;"


class Migration(migrations.Migration):

    dependencies = [
        ('mlcore', '0019_somebody_may_be_forgotten'),
        ('predictor', '0035_tokens_have_names_and_scopes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Forgetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('student', models.BigIntegerField()),
                ('student_made_at', models.DateTimeField(help_text='Tells them from who has the same number after a restore')),
                ('why', models.CharField(max_length=300)),
                ('who', models.CharField(max_length=150)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('gone', models.JSONField(default=dict)),
                ('job', models.BigIntegerField(help_text='Number of the job that trains again', null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-id',),
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['id'], name='forgettings_not_ended')],
                'constraints': [models.UniqueConstraint(fields=('student', 'student_made_at'), name='a_student_is_forgotten_once')],
            },
        ),
        migrations.CreateModel(
            name='RecordedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('content', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mlcore.datasetcontent')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.student')),
            ],
            options={
                'constraints': [models.UniqueConstraint(deferrable=models.Deferrable['IMMEDIATE'], fields=('content', 'position'), name='a_row_is_of_one_student')],
            },
        ),
        migrations.RunSQL(GO_ALONG, STAY),
        migrations.RunSQL(NEVER_GOES, MAY_GO),
    ]
