"""manage.py predict_file: the same rows with predictions, whole or not at all."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from predictor.file_predictions.storing import Storing
from predictor.models import AccessLine, Prediction, Student, Submission
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.django_db


@pytest.fixture
def predict(math, tmp_path):
    def command(text, **options):
        said, path = io.StringIO(), tmp_path / "in.csv"
        path.write_text(text)
        call_command("predict_file", path, tmp_path / "out.csv", stdout=said, **options)
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            return said.getvalue(), list(csv.DictReader(file))

    return command


def test_rows_come_back_with_what_was_predicted_and_bad_cells_are_told(predict):
    said, rows = predict("Name,Reading\nIda,50\nBo,seventy\n")
    assert [bool(row["value"]) for row in rows] == [True, False]
    assert 'row 3, column Reading: "seventy" is not allowed' in said
    assert "predicted 1 row in" in said
    assert "1 row could not be read" in said


def test_run_again_it_writes_the_same_file(predict, tmp_path):
    predict("Name,Reading\nIda,50\n")
    before = (tmp_path / "out.csv").read_bytes()
    predict("Name,Reading\nIda,50\n")
    assert (tmp_path / "out.csv").read_bytes() == before


def test_without_a_model_it_says_which_questions_are_answered(predict, math):
    with pytest.raises(CommandError, match="No model is live"):
        predict("Reading\n50\n", task="reading")
    math.versions.update(is_live=False)
    with pytest.raises(CommandError, match="answered are: none"):
        predict("Reading\n50\n")


def test_a_file_that_is_no_table_is_refused(predict):
    with pytest.raises(CommandError, match=r"nothing was written\. No column of the file is known"):
        predict("what\n1\n")


@pytest.fixture
def stored(predict, classroom, people):
    for number in ("7", "8"):
        Student.objects.create(classroom=classroom, name=f"S {number}", reference=number)
    return lambda text, **options: predict(text, store=classroom.pk, who="owner", **options)


ROWS = "number,Reading,Writing\n7,50,60\n8,,70\n9,80,80\n8,55,71\n"


def test_what_is_stored_leaves_a_line_in_the_access_log(stored, people):
    stored(ROWS)
    line = AccessLine.objects.get()
    assert (line.door, line.act, line.account) == ("command", "predicted", people.owner.pk)
    assert set(line.students) == set(Student.objects.values_list("pk", flat=True))


def test_what_is_stored_is_what_one_by_one_would_be(stored, math, people):
    said, _ = stored(ROWS)
    assert "2 stored; 1 row of no student there" in said
    for prediction in Prediction.objects.select_related("student", "submission"):
        about = {"made_by": people.owner, "door": "file", "student": prediction.student}
        again = make_prediction(task=math, answers=prediction.submission.answers, **about)
        for name in ("value", "low80", "high80", "low90", "high90", "warnings"):
            assert getattr(prediction, name) == getattr(again, name)
        assert prediction.submission.answers == again.submission.answers


def test_of_two_rows_of_a_student_the_last_one_counts(stored):
    stored(ROWS)
    answers = Prediction.objects.get(student__reference="8").submission.answers
    assert 55.0 in answers.values()


def test_run_again_nobody_is_stored_twice(stored):
    stored(ROWS)
    assert "0 stored" in stored(ROWS)[0]
    assert (Prediction.objects.count(), Submission.objects.count()) == (2, 2)


def test_what_fails_while_it_is_written_stores_nothing(stored, monkeypatch):
    monkeypatch.setattr(Storing, "finish", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        stored(ROWS)
    assert not Submission.objects.exists()


def test_a_number_that_looks_like_a_formula_is_found(stored, classroom):
    Student.objects.create(classroom=classroom, name="Ida", reference="@ida")
    stored("=number,Reading\n@ida,50\n", number="=number")
    assert Prediction.objects.get().student.name == "Ida"


def test_a_class_of_somebody_else_stores_nothing(predict, classroom, people):
    with pytest.raises(CommandError, match="stranger has no class 0"):
        predict(ROWS, store=0, who="stranger")
    with pytest.raises(CommandError, match="stranger has no class"):
        predict(ROWS, store=classroom.pk, who="stranger")
    with pytest.raises(CommandError, match="say who predicts"):
        predict(ROWS, store=classroom.pk)


def test_a_number_that_begins_like_a_formula_is_found(stored, classroom):
    Student.objects.create(classroom=classroom, name="Ida", reference="+A7")
    assert "1 stored; 0 rows of no student there" in stored("number,Reading\n+A7,50\n")[0]


def test_without_the_column_of_numbers_it_says_how_to_name_it(stored):
    with pytest.raises(CommandError, match="--number HEADER"):
        stored("Reading\n50\n")
