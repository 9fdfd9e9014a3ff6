"""What tokens are called and what they open; those that there are open everything, as they did."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GRANT_ALL = """
INSERT INTO predictor_tokengrant (token_id, name, scopes)
SELECT digest, '', ARRAY['read', 'predict', 'write', 'outcomes', 'admin'] FROM knox_authtoken;
"""
# Tokens also go by the release before, which knows nothing of what stands beside them.
CASCADE = """
ALTER TABLE predictor_tokengrant ADD CONSTRAINT tokengrant_goes_with_its_token FOREIGN KEY (token_id)
REFERENCES knox_authtoken (digest) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0034_what_schools_say'),
        migrations.swappable_dependency(settings.KNOX_TOKEN_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TokenGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='Empty: a program that logged in.', max_length=100)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('last_used_at', models.DateTimeField(help_text='To the hour.', null=True)),
                ('token', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='grant', to=settings.KNOX_TOKEN_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'predict', 'write', 'outcomes', 'admin']), ('scopes__len__gt', 0)), name='only_scopes_that_there_are')],
            },
        ),
        migrations.RunSQL(GRANT_ALL, migrations.RunSQL.noop),
        migrations.RunSQL(CASCADE, migrations.RunSQL.noop),
    ]
