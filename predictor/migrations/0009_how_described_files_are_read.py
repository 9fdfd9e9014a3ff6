"""How a described file is to be read, where it does not tell."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0008_described_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='describedfile',
            name='read_as',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, help_text='Sheet, format and decimal mark, where the file does not tell'),
        ),
    ]
