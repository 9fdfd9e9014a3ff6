"""Somebody picks which fields a question does without, and versions remember by which pick they were trained."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

REFUSE_CHANGES = """
CREATE TRIGGER picked_policy_never_changes BEFORE UPDATE OR DELETE ON mlcore_pickedpolicy
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_CHANGES = "DROP TRIGGER picked_policy_never_changes ON mlcore_pickedpolicy;"


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0016_trainings_keep_their_refusal")]

    operations = [
        migrations.CreateModel(
            name="PickedPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "left_out",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Slugs of fields that are no inputs; none: every field is used",
                    ),
                ),
                ("reason", models.TextField(max_length=1000)),
                ("who", models.CharField(max_length=150)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="policies", to="mlcore.task"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "picked policies",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="a_policy_has_a_reason")
                ],
            },
        ),
        migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES),
        migrations.AddField(
            "modelversion",
            "policy",
            models.ForeignKey(
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="mlcore.pickedpolicy",
                help_text="The policy that was in force when it was trained; blank where none was picked",
            ),
        ),
        migrations.AddField(
            "modelversion",
            "left_out",
            # The release before goes on adding rows, without this column.
            models.JSONField(
                blank=True,
                default=list,
                db_default=models.Value([], models.JSONField()),
                help_text="Slugs of the fields of its schema that are no inputs of it by that policy",
            ),
        ),
    ]
