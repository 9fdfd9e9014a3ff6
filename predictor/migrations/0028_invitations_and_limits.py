"""Who was invited, how often something was tried; and what the library of signing in keeps goes with its account."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A release that does not know the tables deletes accounts, too: while this one goes out, or after going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION forget_signing_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM mfa_authenticator WHERE user_id = OLD.id;
    DELETE FROM socialaccount_socialtoken WHERE account_id IN
        (SELECT id FROM socialaccount_socialaccount WHERE user_id = OLD.id);
    DELETE FROM socialaccount_socialaccount WHERE user_id = OLD.id;
    DELETE FROM account_emailconfirmation WHERE email_address_id IN
        (SELECT id FROM account_emailaddress WHERE user_id = OLD.id);
    DELETE FROM account_emailaddress WHERE user_id = OLD.id;
    UPDATE predictor_invitation SET invited_by_id = NULL WHERE invited_by_id = OLD.id;
    UPDATE predictor_invitation SET accepted_by_id = NULL WHERE accepted_by_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER signing_in_goes_with_its_account BEFORE DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION forget_signing_in();
"""
STAY = """
DROP TRIGGER signing_in_goes_with_its_account ON auth_user;
DROP FUNCTION forget_signing_in();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('socialaccount', '0006_alter_socialaccount_extra_data'),
        ('predictor', '0027_access_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Tried',
            fields=[
                ('what', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('times', models.PositiveIntegerField()),
                ('ends', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254)),
                ('roles', models.JSONField(default=list)),
                ('token_sha256', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('ends', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-made_at', '-pk'),
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('address'), condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), name='one_invitation_for_an_address')],
            },
        ),
        migrations.RunSQL(GO_ALONG, STAY),
    ]
