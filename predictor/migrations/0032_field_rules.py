"""Which role may see and enter which field; the database itself refuses to rewrite it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_CHANGES = """
CREATE TRIGGER field_rules_never_change BEFORE UPDATE ON predictor_fieldrules
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_CHANGES = "DROP TRIGGER field_rules_never_change ON predictor_fieldrules;"


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0031_notices_of_what_goes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FieldRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('schema_name', models.SlugField()),
                ('version', models.PositiveIntegerField()),
                ('rules', models.JSONField()),
                ('reason', models.CharField(max_length=300)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('schema_name', '-version'),
                'constraints': [models.UniqueConstraint(fields=('schema_name', 'version'), name='one_version_of_field_rules')],
            },
        ),
        migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES),
    ]
