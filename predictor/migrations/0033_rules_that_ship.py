"""Rules that ship hold from the first day of an installation; whoever knows the schema already goes on as they were."""

import json
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As they were when this shipped: whatever ships later, an upgrade from before does the same.
SHIPPED = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
NEVER_GO = """
CREATE TRIGGER field_rules_never_go BEFORE DELETE ON predictor_fieldrules
    FOR EACH ROW EXECUTE FUNCTION refuse_delete();
"""
MAY_GO = "DROP TRIGGER field_rules_never_go ON predictor_fieldrules;"


def put_in_force(apps, schema_editor):
    known = set(apps.get_model("mlcore", "SchemaVersion").objects.values_list("name", flat=True))
    rules = apps.get_model("predictor", "FieldRules").objects
    decided = set(rules.values_list("schema_name", flat=True))
    for name, preset in SHIPPED.items():
        if name not in known | decided:
            rules.create(schema_name=name, version=1, rules=preset["rules"], reason=preset["reason"])
    # What follows in the same transaction changes the table, which waits for no unchecked row.
    schema_editor.connection.check_constraints()


def take_out(apps, schema_editor):
    apps.get_model("predictor", "FieldRules").objects.filter(made_by=None).delete()
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ('mlcore', '0018_predicting_may_be_stopped'),
        ('predictor', '0032_field_rules'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='fieldrules',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(put_in_force, take_out),
        migrations.RunSQL(NEVER_GO, MAY_GO),
    ]
