"""Classes are archived and brought into the next year; whoever moves on is told by the class that they left."""

import django.db.models.deletion
from django.db import migrations, models

# A release that does not know the table deletes students and classes, too: while this one goes out, or after going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION delete_memberships() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'predictor_student' THEN
        DELETE FROM predictor_membership WHERE student_id = OLD.id;
    ELSE
        DELETE FROM predictor_membership WHERE classroom_id = OLD.id;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER memberships_go_with_their_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_memberships();
CREATE TRIGGER memberships_go_with_their_class BEFORE DELETE ON predictor_classroom
    FOR EACH ROW EXECUTE FUNCTION delete_memberships();
"""
STAY = """
DROP TRIGGER memberships_go_with_their_student ON predictor_student;
DROP TRIGGER memberships_go_with_their_class ON predictor_classroom;
DROP FUNCTION delete_memberships();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0018_previews_of_large_school_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='classroom',
            name='archived_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='predictor.classroom')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='predictor.student')),
            ],
            options={
                'ordering': ('student__name', 'student'),
                'constraints': [models.UniqueConstraint(fields=('student', 'classroom'), name='each_class_of_a_student_once')],
            },
        ),
        migrations.RunSQL(GO_ALONG, STAY),
        migrations.AlterField(
            model_name='student',
            name='classroom',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_students', to='predictor.classroom'),
        ),
    ]
