"""Files that were brought to be described, and what was proposed for them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mlcore', '0010_datasets_keep_what_was_found'),
        ('predictor', '0007_imports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DescribedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('content', models.BinaryField(null=True)),
                ('proposal', models.JSONField(default=dict)),
                ('training_asked_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('dataset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mlcore.dataset')),
                ('grows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mlcore.schemaversion')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mlcore.task')),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('content__isnull', True), ('dataset__isnull', True), _connector='OR'), name='nothing_of_a_file_stays_once_imported')],
            },
        ),
    ]
