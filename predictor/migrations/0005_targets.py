"""What teachers set for their students to reach; the database itself refuses to rewrite it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_UPDATES = """
CREATE TRIGGER target_never_changes BEFORE UPDATE ON predictor_target
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER target_never_changes ON predictor_target;"

# A release that does not know the table deletes students, too: while this one goes out, or after going back.
GO_WITH_THE_STUDENT = """
CREATE OR REPLACE FUNCTION delete_targets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_target WHERE student_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER targets_go_with_their_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_targets();
"""
STAY = """
DROP TRIGGER targets_go_with_their_student ON predictor_student;
DROP FUNCTION delete_targets();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('mlcore', '0010_datasets_keep_what_was_found'),
        ('predictor', '0004_sessions_end_with_their_account'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField(null=True)),
                ('grade', models.CharField(blank=True, max_length=100)),
                ('why', models.CharField(max_length=500)),
                ('locked', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('student', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='predictor.student')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mlcore.task')),
            ],
            options={
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['student', 'task', '-id'], name='targets_of_student')],
                'constraints': [models.CheckConstraint(condition=models.Q(('score', None), ('grade', ''), _connector='OR'), name='score_or_grade'), models.CheckConstraint(condition=models.Q(('locked', False), ('score__isnull', False), models.Q(('grade', ''), _negated=True), _connector='OR'), name='only_a_target_is_locked')],
            },
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_WITH_THE_STUDENT, STAY),
    ]
