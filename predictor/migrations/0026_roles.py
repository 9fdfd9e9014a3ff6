"""Accounts are given roles and departments; every change of either is kept."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_UPDATES = """
CREATE TRIGGER rolechange_never_changes BEFORE UPDATE ON predictor_rolechange
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER departmentchange_never_changes BEFORE UPDATE ON predictor_departmentchange
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = """
DROP TRIGGER rolechange_never_changes ON predictor_rolechange;
DROP TRIGGER departmentchange_never_changes ON predictor_departmentchange;
"""
# A release that does not know the tables deletes accounts and classes, too: while this one goes out, or after going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION take_roles_along() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'auth_user' THEN
        DELETE FROM predictor_standing WHERE user_id = OLD.id;
        DELETE FROM predictor_department_heads WHERE user_id = OLD.id;
    ELSE
        DELETE FROM predictor_department_classrooms WHERE classroom_id = OLD.id;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER roles_go_with_their_account BEFORE DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION take_roles_along();
CREATE TRIGGER departments_lose_a_class BEFORE DELETE ON predictor_classroom
    FOR EACH ROW EXECUTE FUNCTION take_roles_along();
"""
STAY = """
DROP TRIGGER roles_go_with_their_account ON auth_user;
DROP TRIGGER departments_lose_a_class ON predictor_classroom;
DROP FUNCTION take_roles_along();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('mlcore', '0016_trainings_keep_their_refusal'),
        ('predictor', '0025_weekly_summaries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DepartmentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=150)),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('why', models.CharField(max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('department', models.BigIntegerField(db_index=True)),
            ],
            options={
                'ordering': ('-id',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoleChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=150)),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('why', models.CharField(max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('account', models.IntegerField(db_index=True)),
                ('whose', models.CharField(max_length=150)),
            ],
            options={
                'ordering': ('-id',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('classrooms', models.ManyToManyField(blank=True, related_name='departments', to='predictor.classroom')),
                ('heads', models.ManyToManyField(blank=True, related_name='departments', to=settings.AUTH_USER_MODEL)),
                ('tasks', models.ManyToManyField(blank=True, related_name='+', to='mlcore.task')),
            ],
            options={
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('names_allowed', models.BooleanField(default=False, help_text='Of a head: whether classes open with their students')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('roles__contained_by', ['teacher', 'head_of_department', 'head', 'data_manager'])), name='only_roles_that_there_are'), models.CheckConstraint(condition=models.Q(('names_allowed', False), ('roles__contains', ['head']), _connector='OR'), name='names_are_allowed_to_heads')],
            },
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_ALONG, STAY),
    ]
