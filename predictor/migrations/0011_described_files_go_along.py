"""Described files go with the account that brought them and the rows that came of them."""

from django.db import migrations

# A release that does not know the table deletes accounts, too: while this one goes out, or after going back.
GO_WITH_WHAT_THEY_ARE_OF = """
CREATE OR REPLACE FUNCTION delete_described_files_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_describedfile WHERE made_by_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER described_files_go_with_their_account BEFORE DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION delete_described_files_of_account();
CREATE OR REPLACE FUNCTION delete_described_files_of_dataset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_describedfile WHERE dataset_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER described_files_go_with_their_dataset BEFORE DELETE ON mlcore_dataset
    FOR EACH ROW EXECUTE FUNCTION delete_described_files_of_dataset();
"""
STAY = """
DROP TRIGGER described_files_go_with_their_account ON auth_user;
DROP FUNCTION delete_described_files_of_account();
DROP TRIGGER described_files_go_with_their_dataset ON mlcore_dataset;
DROP FUNCTION delete_described_files_of_dataset();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0010_rosters'),
    ]

    operations = [
        migrations.RunSQL(GO_WITH_WHAT_THEY_ARE_OF, STAY),
    ]
