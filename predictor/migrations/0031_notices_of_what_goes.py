"""Since when it is said which data about students goes after how many days."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0030_entries_are_corrected'),
    ]

    operations = [
        migrations.CreateModel(
            name='RetentionNotice',
            fields=[
                ('kind', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('days', models.PositiveIntegerField()),
                ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
    ]
