"""The database itself refuses to rewrite history."""

from django.db import migrations

REFUSE_UPDATES = """
CREATE OR REPLACE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are history and never change', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER promotion_never_changes BEFORE UPDATE ON mlcore_promotion
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER schema_version_never_changes BEFORE UPDATE ON mlcore_schemaversion
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = """
DROP TRIGGER promotion_never_changes ON mlcore_promotion;
DROP TRIGGER schema_version_never_changes ON mlcore_schemaversion;
DROP FUNCTION refuse_update;
"""


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES)]
