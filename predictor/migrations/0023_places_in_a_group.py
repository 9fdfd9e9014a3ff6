"""Lists for a few places in a group; the database itself refuses to rewrite them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


REFUSE_UPDATES = """
CREATE TRIGGER group_draw_never_changes BEFORE UPDATE ON predictor_groupdraw
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER group_member_never_changes BEFORE UPDATE ON predictor_groupmember
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = """
DROP TRIGGER group_draw_never_changes ON predictor_groupdraw;
DROP TRIGGER group_member_never_changes ON predictor_groupmember;
"""

# A release that does not know the tables deletes students and classes, too: while this one goes out, or after going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION delete_group_draws() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'predictor_student' THEN
        DELETE FROM predictor_groupmember WHERE student_id = OLD.id;
    ELSE
        DELETE FROM predictor_groupmember USING predictor_groupdraw
            WHERE draw_id = predictor_groupdraw.id AND classroom_id = OLD.id;
        DELETE FROM predictor_groupdraw WHERE classroom_id = OLD.id;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER group_members_go_with_their_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_group_draws();
CREATE TRIGGER group_draws_go_with_their_class BEFORE DELETE ON predictor_classroom
    FOR EACH ROW EXECUTE FUNCTION delete_group_draws();
"""
STAY = """
DROP TRIGGER group_members_go_with_their_student ON predictor_student;
DROP TRIGGER group_draws_go_with_their_class ON predictor_classroom;
DROP FUNCTION delete_group_draws();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('mlcore', '0013_rows_know_which_are_of_one_person'),
        ('predictor', '0022_people_choose_their_language'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GroupDraw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('mark', models.FloatField()),
                ('places', models.PositiveIntegerField()),
                ('seed', models.CharField(max_length=32)),
                ('expected', models.JSONField()),
                ('until', models.DateField(db_index=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='group_draws', to='predictor.classroom')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mlcore.task')),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('below', models.FloatField(null=True)),
                ('how', models.CharField(choices=[('surely', 'Surely'), ('lot', 'Lot'), ('hand', 'Hand'), ('close', 'Close'), ('behind', 'Behind')], max_length=6)),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='predictor.groupdraw')),
                ('prediction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.prediction')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.student')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.AddConstraint(
            model_name='groupdraw',
            constraint=models.UniqueConstraint(fields=('classroom', 'task', 'number'), name='each_draw_of_a_class_once'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.UniqueConstraint(fields=('draw', 'student'), name='each_student_of_a_draw_once'),
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_ALONG, STAY),
    ]
