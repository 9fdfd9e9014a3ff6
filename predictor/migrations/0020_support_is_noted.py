"""Support that students get, of which nothing is changed afterwards."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_UPDATES = """
CREATE TRIGGER support_never_changes BEFORE UPDATE ON predictor_support
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER support_never_changes ON predictor_support;"

# A release that does not know the table deletes students, too: while this one goes out, or after going back.
GO_ALONG = """
CREATE OR REPLACE FUNCTION delete_support() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_support WHERE student_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER support_goes_with_its_student BEFORE DELETE ON predictor_student
    FOR EACH ROW EXECUTE FUNCTION delete_support();
"""
STAY = """
DROP TRIGGER support_goes_with_its_student ON predictor_student;
DROP FUNCTION delete_support();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('predictor', '0019_classes_end_with_their_year'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=150)),
                ('by_whom', models.CharField(max_length=150)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(help_text='The last day; none while it goes on', null=True)),
                ('how_often', models.CharField(max_length=150)),
                ('why', models.CharField(max_length=300)),
                ('is_removed', models.BooleanField(default=False, help_text='It was noted by mistake')),
                ('why_replaced', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replaced_by', to='predictor.support')),
                ('student', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='support', to='predictor.student')),
            ],
            options={
                'verbose_name_plural': 'support',
                'ordering': ('-from_day', '-id'),
                'indexes': [models.Index(fields=['student', '-from_day'], name='support_of_student')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='support_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('is_removed', False), ('replaces__isnull', False), _connector='OR'), name='only_what_is_there_is_removed')],
            },
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_ALONG, STAY),
    ]
