"""Rows of a dataset know which of them are results of students who had support."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mlcore', '0014_years_may_be_rehearsed'),
    ]

    operations = [
        migrations.AddField(
            model_name='datasetcontent',
            name='supported',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list, help_text='Positions of the rows with a result of a student who had support'),
        ),
    ]
