"""What lists over millions of rows are filtered and sorted by, and no index twice.

Made while the product goes on: whoever is stopped in the middle drops what was left invalid, and migrates again.
"""

import django.db.models.deletion
from django.db import migrations, models

from studentperf.basics.big_tables.indexes import AddIndexOfBigTable, RemoveIndexOfBigTable


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('axes', '0010_accessattemptexpiration'),
        ('mlcore', '0019_somebody_may_be_forgotten'),
        ('predictor', '0037_answers_kept_for_a_day'),
    ]

    operations = [
        AddIndexOfBigTable(
            model_name='prediction',
            index=models.Index(fields=['student', 'task', '-made_at', '-id'], include=('value', 'model_version'), name='predictions_of_student_by_task'),
        ),
        AddIndexOfBigTable(
            model_name='prediction',
            index=models.Index(fields=['model_version', 'value', 'id'], name='version_predictions_by_value'),
        ),
        AddIndexOfBigTable(
            model_name='prediction',
            index=models.Index(fields=['made_at', 'id'], name='predictions_in_time'),
        ),
        RemoveIndexOfBigTable(
            model_name='prediction',
            name='predictions_by_time',
        ),
        AddIndexOfBigTable(
            model_name='submission',
            index=models.Index(fields=['student', 'made_at'], name='submissions_of_student'),
        ),
        AddIndexOfBigTable(
            model_name='outcome',
            index=models.Index(fields=['schema_name', 'field', '-id'], name='outcomes_of_field'),
        ),
        AddIndexOfBigTable(
            model_name='student',
            index=models.Index(fields=['name', 'id'], name='students_by_name'),
        ),
        AddIndexOfBigTable(
            model_name='job',
            index=models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['ended_at'], name='jobs_by_end'),
        ),
        # The first columns of a unique index, of the one above, and what nothing looks for.
        migrations.AlterField(
            model_name='prediction',
            name='submission',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='predictions', to='predictor.submission'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='student',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='predictor.student'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='schema_version',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mlcore.schemaversion'),
        ),
        # The library of log-ins has no index by which those of long ago are found.
        migrations.RunSQL(
            'CREATE INDEX IF NOT EXISTS log_ins_in_time ON axes_accesslog (attempt_time)',
            'DROP INDEX IF EXISTS log_ins_in_time',
        ),
    ]
