"""Students may object to being predicted and learned from; the log of it never changes."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_UPDATES = """
CREATE TRIGGER objection_never_changes BEFORE UPDATE ON predictor_objection
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER objection_never_changes ON predictor_objection;"

# A release that does not know the table deletes students, too: while this one goes out, or after going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION delete_objections() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_objection WHERE student_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER objections_go_with_their_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_objections();
"""
STAY = """
DROP TRIGGER objections_go_with_their_student ON predictor_student;
DROP FUNCTION delete_objections();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("predictor", "0028_invitations_and_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("student", "objected_at", models.DateTimeField(null=True, blank=True, editable=False)),
        migrations.CreateModel(
            "Objection",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("objects_now", models.BooleanField(help_text="False: it was taken back")),
                ("why", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="objections", to="predictor.student"
                    ),
                ),
            ],
            options={"ordering": ("-id",)},
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_ALONG, STAY),
    ]
