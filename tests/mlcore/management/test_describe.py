"""`manage.py describe`: from a file alone to a description that imports it."""

import json

import pytest
import school_files
from django.core.management import CommandError, call_command

from mlcore.models import Dataset, Task
from mlcore.pipeline.schema import Schema


@pytest.fixture
def run(capsys):
    def _run(*arguments):
        call_command("describe", *map(str, arguments))
        return capsys.readouterr().out

    return _run


@pytest.mark.django_db
@pytest.mark.parametrize("kind", school_files.FILES)
def test_what_it_writes_imports_the_file(run, tmp_path, kind):
    path, toml = school_files.saved(tmp_path, kind), tmp_path / "ours.toml"
    run(path, "-o", toml, "--name", "ours")
    call_command("import_dataset", str(path), schema=str(toml))
    assert Dataset.objects.get().rows == school_files.ROWS


def test_every_column_is_told_with_its_reasons(run, tmp_path):
    said = run(school_files.saved(tmp_path, "canvas"))
    assert "Exam (103): a number from 0 to 100; the result that is predicted" in said
    assert "“Exam %” all but equals “Exam (103)”, so it is known only with the result." in said
    assert "Student: left out" in said


def test_the_reasons_are_comments_of_the_file(run, tmp_path):
    toml = tmp_path / "ours.toml"
    run(school_files.saved(tmp_path, "french"), "-o", toml)
    assert "# From 0 to 20: the file holds" in toml.read_text(encoding="utf-8")
    assert Schema.load(toml).name == "french"


def test_a_table_schema_is_written_beside(run, tmp_path):
    path = tmp_path / "table.json"
    run(school_files.saved(tmp_path, "survey"), "--table-schema", path)
    assert len(json.loads(path.read_text(encoding="utf-8"))["fields"]) == 8


def test_what_cannot_be_read_is_refused_in_words(run, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nothing.csv")


def test_a_folder_that_is_not_there_is_refused(run, tmp_path):
    with pytest.raises(CommandError, match="name another file"):
        run(school_files.saved(tmp_path, "survey"), "-o", tmp_path / "no" / "ours.toml")


def test_a_later_file_proposes_the_next_version(run, tmp_path):
    path, toml = school_files.saved(tmp_path, "survey"), tmp_path / "ours.toml"
    run(path, "-o", toml)
    path.write_text(path.read_text(encoding="utf-8").replace("middle", "very high", 2), encoding="utf-8")
    said = run(path, "--schema", toml, "-o", toml, "--replace")
    assert "“very high” can be chosen as well" in said
    assert Schema.load(toml).version == 2


def test_a_description_that_is_there_is_not_written_over_by_mistake(run, tmp_path):
    path, toml = school_files.saved(tmp_path, "french"), tmp_path / "ours.toml"
    toml.write_text("mine")
    with pytest.raises(CommandError, match="is there already: name another file, or write over it with --replace"):
        run(path, "-o", toml)
    assert toml.read_text() == "mine"
    run(path, "-o", toml, "--replace")
    assert Schema.load(toml).fields


@pytest.mark.django_db
def test_the_commands_that_it_tells_are_those_that_follow(run, tmp_path):
    path, toml = school_files.saved(tmp_path, "survey"), tmp_path / "ours.toml"
    told = run(path, "-o", toml).splitlines()[-1]
    call_command("import_dataset", str(path), schema=str(toml))
    assert told.endswith(f"import_dataset {path} --schema {toml}, and manage.py train {Task.objects.get().slug}")
