"""People choose the language in which they read."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A release that does not know the table deletes accounts, too: while this one goes out, or after going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION forget_language() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_chosenlanguage WHERE account_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER language_goes_with_its_account BEFORE DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION forget_language();
"""
STAY = """
DROP TRIGGER language_goes_with_its_account ON auth_user;
DROP FUNCTION forget_language();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('predictor', '0021_feedback_on_predictions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChosenLanguage',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('code', models.CharField(max_length=20)),
            ],
        ),
        migrations.RunSQL(GO_ALONG, STAY),
    ]
