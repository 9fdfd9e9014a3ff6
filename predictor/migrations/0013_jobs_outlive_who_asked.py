"""A job stays when the account that asked for it is deleted."""

from django.db import migrations

# A release that does not know the table deletes accounts, too: while this one goes out, or after going back.
STAY = """
CREATE OR REPLACE FUNCTION forget_who_asked_for_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE predictor_job SET asked_by_id = NULL WHERE asked_by_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER jobs_outlive_who_asked BEFORE DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION forget_who_asked_for_jobs();
"""
HOLD_ACCOUNTS = """
DROP TRIGGER jobs_outlive_who_asked ON auth_user;
DROP FUNCTION forget_who_asked_for_jobs();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0012_jobs'),
    ]

    operations = [
        migrations.RunSQL(STAY, HOLD_ACCOUNTS),
    ]
