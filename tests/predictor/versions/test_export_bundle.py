"""The command that writes the file of a version to be loaded elsewhere, also without a row of anybody."""

import pytest
from django.core.management import CommandError, call_command
from factories import frame_for

from mlcore.datasets import keeping
from mlcore.models import ModelVersion
from mlcore.pipeline.library.model import Model
from mlcore.versions import live

pytestmark = pytest.mark.django_db


def exported(folder):
    (path,) = folder.iterdir()
    return Model.load(path).bundle


def test_a_whole_file_is_loaded_elsewhere_and_said_to_hold_answers_of_students(math, tmp_path, capsys):
    call_command("export_bundle", "math:1", str(tmp_path / "out"))
    version = ModelVersion.objects.get()
    assert exported(tmp_path / "out").background == live.bundle_of(version).background
    assert "answers of up to 100 students" in capsys.readouterr().err


def test_a_shared_file_answers_alike_and_holds_nobody(math, tmp_path):
    call_command("export_bundle", "math:1", str(tmp_path / "out"), share=True)
    own, shared = live.bundle_of(ModelVersion.objects.get()), exported(tmp_path / "out")
    rows = frame_for(own.schema)[list(own.task.inputs)]
    assert shared.predict(rows) == own.predict(rows)
    assert not {tuple(row.values()) for row in shared.background} & set(rows.itertuples(index=False, name=None))


def test_where_the_rows_were_deleted_nothing_is_shared(math, tmp_path):
    version = ModelVersion.objects.get()
    keeping.delete(version.run.dataset, who="a test")
    with pytest.raises(CommandError, match="were deleted"):
        call_command("export_bundle", "math:1", str(tmp_path / "out"), share=True)
    assert not (tmp_path / "out").exists()
