"""The access log: lines that only grow. The database itself refuses to change a line, but for its one seal, and to
delete one that is not behind a cut; it notes that a backup was put back, whose release may not know the log."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models


REFUSE = """
CREATE OR REPLACE FUNCTION seal_access_line_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.place IS NULL AND NEW.place IS NOT NULL
        AND (OLD.id, OLD.at, OLD.account, OLD.account_name, OLD.door, OLD.act, OLD.what, OLD.kind, OLD.thing, OLD.students)
        IS NOT DISTINCT FROM
        (NEW.id, NEW.at, NEW.account, NEW.account_name, NEW.door, NEW.act, NEW.what, NEW.kind, NEW.thing, NEW.students)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are history and never change', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER access_line_never_changes BEFORE UPDATE ON predictor_accessline
    FOR EACH ROW EXECUTE FUNCTION seal_access_line_once();
CREATE TRIGGER access_seal_never_changes BEFORE UPDATE ON predictor_accessseal
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE OR REPLACE FUNCTION delete_only_behind_a_cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM predictor_accessseal
        WHERE cuts AND (place > OLD.place OR place = OLD.place AND TG_TABLE_NAME = 'predictor_accessline')
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are history and stay', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER access_line_stays BEFORE DELETE ON predictor_accessline
    FOR EACH ROW EXECUTE FUNCTION delete_only_behind_a_cut();
CREATE TRIGGER access_seal_stays BEFORE DELETE ON predictor_accessseal
    FOR EACH ROW EXECUTE FUNCTION delete_only_behind_a_cut();
"""
ALLOW = """
DROP TRIGGER access_line_never_changes ON predictor_accessline;
DROP TRIGGER access_seal_never_changes ON predictor_accessseal;
DROP TRIGGER access_line_stays ON predictor_accessline;
DROP TRIGGER access_seal_stays ON predictor_accessseal;
DROP FUNCTION seal_access_line_once();
DROP FUNCTION delete_only_behind_a_cut();
"""

NOTE_RESTORATIONS = """
CREATE OR REPLACE FUNCTION note_restoration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO predictor_accessline (account_name, door, act, what, kind, thing, students)
        VALUES (NEW.who, 'command', 'restored', 'restore', 'restoration', NEW.id, '{}');
    RETURN NEW;
END $$;
CREATE TRIGGER restorations_are_in_the_access_log AFTER INSERT ON mlcore_restoration
    FOR EACH ROW EXECUTE FUNCTION note_restoration();
"""
FORGET_RESTORATIONS = """
DROP TRIGGER restorations_are_in_the_access_log ON mlcore_restoration;
DROP FUNCTION note_restoration();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('mlcore', '0008_restorations'),
        ('predictor', '0026_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('account', models.BigIntegerField(null=True)),
                ('account_name', models.CharField(blank=True, max_length=150)),
                ('door', models.CharField(choices=[('page', 'page'), ('api', 'API'), ('file', 'file'), ('command', 'command'), ('job', 'job'), ('admin', "Django's admin")], max_length=7)),
                ('act', models.CharField(choices=[('saw', 'saw'), ('exported', 'exported'), ('printed', 'printed'), ('added', 'added'), ('changed', 'changed'), ('predicted', 'predicted'), ('shared', 'shared'), ('deleted', 'deleted'), ('restored', 'restored'), ('cut', 'cut the log')], max_length=9)),
                ('what', models.CharField(help_text='The name of an address, a command or a kind of job', max_length=100)),
                ('kind', models.CharField(blank=True, help_text='Of the thing that it was asked with', max_length=20)),
                ('thing', models.BigIntegerField(null=True)),
                ('students', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('place', models.BigIntegerField(null=True, unique=True)),
                ('hash', models.BinaryField(null=True)),
            ],
            options={
                'ordering': ('-id',),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['students'], name='access_lines_of_student'), models.Index(condition=models.Q(('place', None)), fields=['id'], name='access_lines_to_seal')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('hash', None), ('place', None)), models.Q(('hash__isnull', False), ('place__gt', 0)), _connector='OR'), name='sealed_or_not')],
            },
        ),
        migrations.CreateModel(
            name='AccessSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('place', models.BigIntegerField()),
                ('hash', models.BinaryField()),
                ('cuts', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('-place',),
                'constraints': [models.UniqueConstraint(fields=('place', 'cuts'), name='one_seal_of_a_place')],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
        migrations.RunSQL(NOTE_RESTORATIONS, FORGET_RESTORATIONS),
    ]
