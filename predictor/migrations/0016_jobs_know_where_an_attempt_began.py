"""How far a job was when its last attempt began, so that the time that is left follows from that attempt alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0015_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='percent_before',
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text='How far it was when the last attempt began, which begins anew'
            ),
        ),
    ]
