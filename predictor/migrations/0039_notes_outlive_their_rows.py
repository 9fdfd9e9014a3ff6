"""Whose row of recorded results is whose is known also after the rows were deleted, and of several students."""

import django.db.models.deletion
from django.db import migrations, models

# The column keeps its name, as a release that calls it so may go on while this one goes out.
STAY = """
DROP TRIGGER recorded_rows_go_with_their_dataset ON mlcore_datasetcontent;
DROP FUNCTION delete_recorded_rows_of_dataset();
"""
GO_ALONG = """
CREATE OR REPLACE FUNCTION delete_recorded_rows_of_dataset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM predictor_recordedrow WHERE content_id = OLD.dataset_id;
    RETURN OLD;
END $$;
CREATE TRIGGER recorded_rows_go_with_their_dataset BEFORE DELETE ON mlcore_datasetcontent
    FOR EACH ROW EXECUTE FUNCTION delete_recorded_rows_of_dataset();
DELETE FROM predictor_recordedrow WHERE content_id NOT IN (SELECT dataset_id FROM mlcore_datasetcontent);
"""


def of_dataset(**more):
    about = {"db_index": False, "on_delete": django.db.models.deletion.CASCADE, "related_name": "+"}
    return models.ForeignKey(to="mlcore.dataset", **about, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("mlcore", "0020_rows_may_be_withheld"),
        ("predictor", "0038_lists_follow_an_index"),
    ]

    operations = [
        migrations.RemoveConstraint("recordedrow", "a_row_is_of_one_student"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterField("recordedrow", "content", of_dataset())],
            state_operations=[
                migrations.RenameField("recordedrow", "content", "dataset"),
                migrations.AlterField("recordedrow", "dataset", of_dataset(db_column="content_id")),
            ],
        ),
        migrations.AddConstraint(
            "recordedrow",
            models.UniqueConstraint(
                deferrable=models.Deferrable["IMMEDIATE"],
                fields=("dataset", "position", "student"),
                name="whose_a_row_is_is_noted_once",
            ),
        ),
        migrations.RunSQL(STAY, GO_ALONG),
    ]
