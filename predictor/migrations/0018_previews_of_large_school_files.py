"""A large zip of a school is previewed and stored by a worker, as large files of a class are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0017_predicted_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='rosterfile',
            name='job',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='rosterfile',
            name='preview',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
    ]
