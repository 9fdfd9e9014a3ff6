"""Who wants a mail of their week, and the weeks that they had one of."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A release that does not know the tables deletes accounts, too: while this one goes out, or after going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION forget_summaries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_summarywanted WHERE account_id = OLD.id;
    DELETE FROM predictor_summaryofweek WHERE account_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER summaries_go_with_their_account BEFORE DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION forget_summaries();
"""
STAY = """
DROP TRIGGER summaries_go_with_their_account ON auth_user;
DROP FUNCTION forget_summaries();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('predictor', '0024_own_estimates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SummaryWanted',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='SummaryOfWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('state', models.CharField(choices=[('claimed', 'Claimed'), ('sent', 'Sent'), ('failed', 'Failed')], default='claimed', max_length=7)),
                ('until', models.DateTimeField()),
                ('older', models.PositiveIntegerField(default=0)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-week',),
                'constraints': [models.UniqueConstraint(fields=('account', 'week'), name='one_summary_a_week')],
            },
        ),
        migrations.RunSQL(GO_ALONG, STAY),
    ]
