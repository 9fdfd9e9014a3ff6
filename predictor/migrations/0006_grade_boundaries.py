"""Grade boundaries decided after the schema was written; the database refuses to change them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


REFUSE_UPDATES = """
CREATE TRIGGER grade_boundaries_never_change BEFORE UPDATE ON predictor_gradeboundaries
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = "DROP TRIGGER grade_boundaries_never_change ON predictor_gradeboundaries;"
# A release that does not know the table deletes classes, too: while this one goes out, or after going back.
GO_WITH_THE_CLASS = """
CREATE OR REPLACE FUNCTION delete_boundaries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_gradeboundaries WHERE classroom_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER boundaries_go_with_their_class BEFORE DELETE ON predictor_classroom
    FOR EACH ROW EXECUTE FUNCTION delete_boundaries();
"""
STAY = """
DROP TRIGGER boundaries_go_with_their_class ON predictor_classroom;
DROP FUNCTION delete_boundaries();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('mlcore', '0002_promotions_never_change'),
        ('predictor', '0005_targets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GradeBoundaries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('schema_name', models.SlugField()),
                ('field', models.SlugField()),
                ('valid_from', models.DateField()),
                ('content', models.JSONField()),
                ('reason', models.CharField(max_length=300)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('classroom', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='boundaries', to='predictor.classroom')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-valid_from', '-id'),
                'indexes': [models.Index(fields=['schema_name', 'field'], name='boundaries_of_field')],
            },
        ),
        migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES),
        migrations.RunSQL(GO_WITH_THE_CLASS, STAY),
    ]
