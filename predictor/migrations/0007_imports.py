"""Files that are taken in for a class, what students really reached, and when each value was noted."""
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_UPDATES = """
CREATE TRIGGER outcome_never_changes BEFORE UPDATE ON predictor_outcome
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER outcome_never_changes ON predictor_outcome;"

# A release that does not know the tables deletes students, classes and accounts, too: while this one goes out, or after
# going back.
GO_WITH_WHAT_THEY_ARE_ABOUT = """
CREATE OR REPLACE FUNCTION delete_outcomes_and_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_outcome WHERE student_id = OLD.id;
    DELETE FROM predictor_importedchange WHERE student_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER outcomes_and_changes_go_with_their_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_outcomes_and_changes();
CREATE OR REPLACE FUNCTION delete_imports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_importfile WHERE about_id IN (SELECT id FROM predictor_import WHERE classroom_id = OLD.id);
    DELETE FROM predictor_importedchange WHERE about_id IN (SELECT id FROM predictor_import WHERE classroom_id = OLD.id);
    DELETE FROM predictor_import WHERE classroom_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER imports_go_with_their_class BEFORE DELETE ON predictor_classroom
    FOR EACH ROW EXECUTE FUNCTION delete_imports();
CREATE OR REPLACE FUNCTION delete_remembered_columns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_rememberedcolumn WHERE user_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER remembered_columns_go_with_their_account BEFORE DELETE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION delete_remembered_columns();
"""
STAY = """
DROP TRIGGER outcomes_and_changes_go_with_their_student ON predictor_student;
DROP FUNCTION delete_outcomes_and_changes();
DROP TRIGGER imports_go_with_their_class ON predictor_classroom;
DROP FUNCTION delete_imports();
DROP TRIGGER remembered_columns_go_with_their_account ON auth_user;
DROP FUNCTION delete_remembered_columns();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0006_grade_boundaries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('students', 'Students'), ('inputs', 'Inputs'), ('outcomes', 'Outcomes')], max_length=8)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('stored', 'Stored'), ('undone', 'Undone')], default='draft', max_length=6)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('file_name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('choices', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('stored_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='predictor.classroom')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stored_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.AddField(
            model_name='student',
            name='noted',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, editable=False, verbose_name='when it was noted'),
        ),
        migrations.CreateModel(
            name='ImportFile',
            fields=[
                ('about', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='file', serialize=False, to='predictor.import')),
                ('content', models.BinaryField()),
                ('seen', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='ImportedChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField()),
                ('about', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='predictor.import')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.student')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('schema_name', models.SlugField(db_index=False)),
                ('field', models.SlugField(db_index=False)),
                ('value', models.FloatField()),
                ('day', models.DateField()),
                ('door', models.CharField(choices=[('page', 'Page'), ('file', 'File'), ('api', 'API')], max_length=4)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replaced_by', to='predictor.outcome')),
                ('student', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='predictor.student')),
            ],
            options={
                'ordering': ('-day', '-id'),
            },
        ),
        migrations.CreateModel(
            name='RememberedColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('header', models.CharField(max_length=200)),
                ('target', models.CharField(max_length=100)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['state', 'made_at'], name='imports_by_state'),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(fields=['student', 'schema_name', 'field', '-day'], name='outcomes_of_student'),
        ),
        migrations.AddConstraint(
            model_name='rememberedcolumn',
            constraint=models.UniqueConstraint(fields=('user', 'header'), name='column_remembered_once'),
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_WITH_WHAT_THEY_ARE_ABOUT, STAY),
    ]
