"""`manage.py setup` over an installation of an older release: what is there stays, and nothing holds it up."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories import frame_for, live_task, new_version

from mlcore.datasets import schemas, storing
from mlcore.models import Dataset, ModelVersion, SchemaVersion, Task, TrainingRun
from predictor.models import Classroom, RetentionNotice
from predictor.retention.work import notices

pytestmark = pytest.mark.django_db
OURS = """
name = "ours"
version = 1
label = "Ours"
field = [
  { slug = "first", label = "First", kind = "number", minimum = 0, maximum = 20 },
  { slug = "last", label = "Last", kind = "number", minimum = 0, maximum = 20 },
]
task = [{ slug = "final", label = "Final", target = "last", inputs = ["first"] }]
"""


@pytest.fixture
def installed(db):
    """Every question of the schema 'exams' has a live model, so that a setup has none to train."""
    for question in schemas.schema_version("exams").schema.tasks:
        live_task(question.slug)


@pytest.fixture
def release(tmp_path, monkeypatch):
    """A release that ships the schema 'exams' with some lines changed."""
    shipped = (schemas.SHIPPED / "exams.toml").read_text()

    def release(*changes):
        text = shipped
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / "exams.toml").write_text(text)
        monkeypatch.setattr(schemas, "SHIPPED", tmp_path)

    return release


def test_the_sample_stays_where_a_newer_schema_only_says_more(installed, release):
    call_command("setup")
    release(("version = 2", "version = 3"))
    call_command("setup")
    samples = Dataset.objects.filter(name__startswith="exams-sample")
    assert [(one.name, one.schema_version.version) for one in samples] == [("exams-sample", 2)]
    assert Task.objects.get(slug="math").schema_version.version == 3


def test_a_newer_schema_that_means_something_else_brings_its_own_sample(installed, release):
    call_command("setup")
    release(("version = 2", "version = 3"), ('unit = "points"', 'unit = "marks"'))
    call_command("setup")
    call_command("setup")
    samples = Dataset.objects.filter(name__startswith="exams-sample").order_by("id")
    assert [(one.name, one.schema_version.version) for one in samples] == [("exams-sample", 2), ("exams-sample-3", 3)]


def test_the_models_of_the_older_schema_serve_on(installed, release):
    call_command("setup")
    before = list(ModelVersion.objects.live())
    release(("version = 2", "version = 3"))
    call_command("setup")
    assert list(ModelVersion.objects.live()) == before


def test_a_dataset_that_has_the_name_of_the_sample_is_kept(installed, capsys):
    schema_version = schemas.schema_version("exams")
    mine = frame_for(schema_version.schema, 31)
    storing.store_dataset(schema_version=schema_version, frame=mine, name="exams-sample")
    call_command("setup")
    assert Dataset.objects.get(name="exams-sample").rows == 31
    assert "Dataset 'exams-sample' is there already; it stays as it is." in capsys.readouterr().out


def test_a_schema_that_changed_without_a_new_version_says_what_to_do(installed, release):
    release(('label = "Students performance in exams"', 'label = "Other"'))
    with pytest.raises(CommandError, match="is stored with other content; raise the version in the file to 3"):
        call_command("setup")
    assert SchemaVersion.objects.get().schema.label == "Students performance in exams"


def test_a_school_decides_itself_when_its_own_rows_are_learned_from(installed, tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(OURS)
    ours = schemas.schema_version(str(path))
    storing.store_dataset(schema_version=ours, frame=frame_for(ours.schema), name="ours")
    call_command("setup")
    assert not TrainingRun.objects.filter(task__slug="final").exists()


def test_a_model_that_waits_to_be_promoted_is_not_trained_again_at_every_start(db):
    schema_version = schemas.schema_version("exams")
    storing.store_dataset(schema_version=schema_version, frame=frame_for(schema_version.schema), name="exams-sample")
    waiting = [new_version(task) for task in Task.objects.all()]
    call_command("setup")
    assert set(ModelVersion.objects.all()) == set(waiting)


def test_what_was_kept_for_its_days_goes_at_every_start(installed):
    notices()
    RetentionNotice.objects.update(told_at=timezone.now() - timedelta(days=31))
    of_schema = {"schema_version": SchemaVersion.objects.get(name="exams")}
    Classroom.objects.create(name="Old", archived_at=timezone.now() - timedelta(days=800), **of_schema)
    kept = Classroom.objects.create(name="New", archived_at=timezone.now() - timedelta(days=8), **of_schema)
    call_command("setup")
    assert list(Classroom.objects.all()) == [kept]
