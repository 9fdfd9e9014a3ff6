"""A backup of before brings nobody back who was forgotten."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from searched import where

from mlcore.models import Dataset, ModelVersion
from mlcore.versions.retraining import Asked
from predictor.forgetting import again, tombstones
from predictor.forgetting.rest.finishing import finish
from predictor.models import Forgetting, Job, Student

pytestmark = pytest.mark.django_db(transaction=True)
WORDS, NUMBERS = ("Zoltana", "Quillfeather", "QX-77123"), (47.40625, 48.40625, 61.28125, 62.28125)


@pytest.fixture
def backup(school, marked, train, tmp_path_factory):
    """Of a moment when the student was there, and a model served that had learned from them."""
    train(candidates=("linear",))
    file = tmp_path_factory.mktemp("elsewhere") / "backup.tar.gz"
    call_command("backup", str(file))
    return file


@pytest.fixture
def forgotten(backup, marked, forget):
    number = marked.pk
    forget(marked)
    list(finish(Asked(who="a test")))
    return number


def test_restored_they_are_forgotten_again(backup, forgotten, capsys):
    call_command("restore", str(backup), "--replace")
    assert "Forgotten here before: 1, forgotten again now: 1" in capsys.readouterr().out
    assert Student.objects.count() == 60
    assert {place for place in where(WORDS, NUMBERS) if not place.endswith(".joblib")} == set()
    assert Job.objects.get().kind == "forget"


def test_after_the_rest_no_model_file_holds_them_either(backup, forgotten):
    call_command("restore", str(backup), "--replace")
    call_command("forget", "--go-on")
    assert where(WORDS, NUMBERS) == set()
    assert (Forgetting.objects.get().ended_at is not None, Dataset.objects.latest("id").rows) == (True, 60)


def test_also_on_an_empty_database_by_what_lies_beside_the_model_files(backup, forgotten):
    names = ", ".join(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {names} CASCADE")
    call_command("restore", str(backup))
    assert Student.objects.count() == 60
    row = Forgetting.objects.get()
    assert (row.student, row.who, row.why) == (forgotten, "admin", "The family wrote on Monday.")


def test_also_by_the_table_alone(backup, forgotten, settings):
    (lying,) = (settings.BUNDLE_DIR / tombstones.FOLDER).iterdir()
    lying.unlink()
    call_command("restore", str(backup), "--replace")
    assert Student.objects.count() == 60
    assert lying.exists()


def test_another_student_with_their_number_stays(school, marked, forgotten, classroom):
    other = Student.objects.create(pk=forgotten, classroom=classroom, name="Somebody new")
    assert again.forget_again(again.known()) == 0
    assert Student.objects.filter(pk=other.pk).exists()


def test_brought_back_by_other_means_a_command_forgets_them_again(school, marked, forgotten, classroom, capsys):
    row = Forgetting.objects.get()
    Student.objects.create(pk=forgotten, classroom=classroom, name="Zoltana", created_at=row.student_made_at)
    call_command("forget", "--again")
    assert "Forgotten again: 1" in capsys.readouterr().out
    assert not Student.objects.filter(pk=forgotten).exists()


def test_what_is_kept_beside_the_files_names_nobody(forgotten, settings):
    (lying,) = (settings.BUNDLE_DIR / tombstones.FOLDER).iterdir()
    kept = json.loads(lying.read_text())
    assert set(kept) == {"student", "made_at", "why", "who", "at"}
    assert "Zoltana" not in lying.read_text()


def test_a_damaged_file_stops_the_restore_before_anything_is_touched(backup, forgotten, settings):
    (lying,) = (settings.BUNDLE_DIR / tombstones.FOLDER).iterdir()
    lying.write_text("{")
    with pytest.raises(CommandError, match="is damaged, and says who was forgotten"):
        call_command("restore", str(backup), "--replace")
    assert Forgetting.objects.exists()


def test_a_file_that_was_not_written_is_written_with_the_rest(school, marked, forget, settings):
    forget(marked)
    (lying,) = (settings.BUNDLE_DIR / tombstones.FOLDER).iterdir()
    lying.unlink()
    list(finish(Asked(who="a test")))
    assert lying.exists()


def test_the_next_backup_holds_no_model_that_learned_from_them(forgotten, tmp_path):
    call_command("backup", str(tmp_path / "after.tar.gz"))
    call_command("restore", str(tmp_path / "after.tar.gz"), "--replace")
    assert where(WORDS, NUMBERS) == set()
    assert ModelVersion.objects.filter(is_live=True).count() == 1
