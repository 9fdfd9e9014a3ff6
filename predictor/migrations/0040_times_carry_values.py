"""So that what was predicted in some days is sorted by value without a look at the rows."""

from django.db import migrations, models

from studentperf.basics.big_tables.indexes import AddIndexOfBigTable, RemoveIndexOfBigTable


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('predictor', '0039_notes_outlive_their_rows'),
    ]

    operations = [
        AddIndexOfBigTable(
            model_name='prediction',
            index=models.Index(fields=['made_at', 'id'], include=('value',), name='predictions_by_time'),
        ),
        RemoveIndexOfBigTable(
            model_name='prediction',
            name='predictions_in_time',
        ),
        AddIndexOfBigTable(
            model_name='prediction',
            index=models.Index(fields=['model_version', '-made_at', '-id'], include=('value',), name='version_predictions_by_time'),
        ),
        RemoveIndexOfBigTable(
            model_name='prediction',
            name='predictions_of_version',
        ),
        AddIndexOfBigTable(
            model_name='prediction',
            index=models.Index(condition=models.Q(('student', None)), fields=['made_by', '-made_at', '-id'], name='predictions_of_nobody'),
        ),
    ]
