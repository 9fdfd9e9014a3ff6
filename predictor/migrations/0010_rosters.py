"""Zips about whole schools that are taken in."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


# A release that does not know the tables deletes students and classes, too: while this one goes out, or after going back.
GO_WITH_WHAT_THEY_STAND_FOR = """
CREATE OR REPLACE FUNCTION delete_ids_of_student() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_rosterstudent WHERE student_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER ids_go_with_their_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_ids_of_student();
CREATE OR REPLACE FUNCTION delete_ids_of_class() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_rosterclass WHERE classroom_id = OLD.id;
    UPDATE predictor_rosterclass SET left_id = NULL WHERE left_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER ids_go_with_their_class BEFORE DELETE ON predictor_classroom
    FOR EACH ROW EXECUTE FUNCTION delete_ids_of_class();
"""
STAY = """
DROP TRIGGER ids_go_with_their_student ON predictor_student;
DROP FUNCTION delete_ids_of_student();
DROP TRIGGER ids_go_with_their_class ON predictor_classroom;
DROP FUNCTION delete_ids_of_class();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0009_how_described_files_are_read'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('stored', 'Stored'), ('undone', 'Undone')], default='draft', max_length=6)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('file_name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('choices', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('made', models.JSONField(default=dict)),
                ('stored_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stored_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='RosterFile',
            fields=[
                ('about', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='file', serialize=False, to='predictor.roster')),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name='import',
            name='part_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='predictor.roster'),
        ),
        migrations.CreateModel(
            name='RosterClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sourced_id', models.CharField(max_length=255, unique=True)),
                ('about', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='classes', to='predictor.roster')),
                ('classroom', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='in_rosters', to='predictor.classroom')),
                ('left', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='predictor.classroom')),
            ],
        ),
        migrations.CreateModel(
            name='RosterStudent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sourced_id', models.CharField(db_index=True, max_length=255)),
                ('about', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='students', to='predictor.roster')),
                ('student', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='in_rosters', to='predictor.student')),
            ],
        ),
        migrations.RunSQL(GO_WITH_WHAT_THEY_STAND_FOR, STAY),
    ]
