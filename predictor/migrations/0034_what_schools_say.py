"""What a school says in its documents; the database itself refuses to rewrite it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_CHANGES = """
CREATE TRIGGER statements_never_change BEFORE UPDATE ON predictor_statement
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_CHANGES = "DROP TRIGGER statements_never_change ON predictor_statement;"


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0033_rules_that_ship'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gap', models.SlugField()),
                ('version', models.PositiveIntegerField()),
                ('text', models.TextField(blank=True, max_length=5000)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.UniqueConstraint(fields=('gap', 'version'), name='one_version_of_a_statement')],
            },
        ),
        migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES),
    ]
